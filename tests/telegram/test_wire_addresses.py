"""Where the client for Bot API calls may go: addresses, certificates, and the loop it goes there on."""

from __future__ import annotations

import asyncio
import socket
import ssl
from pathlib import Path

import pytest

from bot.telegram import wire as wire_module
from bot.telegram.wire import Wire
from tests.telegram.rude import CERTIFICATE, KEY, Line, Server, always, answer, polite, serving

LARGEST = 1000


@pytest.mark.parametrize(
    ("path", "asked"),
    [("", "/"), ("/a/b?c=d e", "/a/b?c=d%20e"), ("/bot1:æ/x%2Fy#z", "/bot1:%C3%A6/x%2Fy")],
)
async def test_an_address_may_have_a_path_and_strange_letters(path: str, asked: str) -> None:
    server = Server(polite)
    async with serving(server) as port:
        wire = Wire(1, agent="test", largest=LARGEST)

        await wire.post(f"http://localhost:{port}{path}", b"{}", connect=5, read=5)
        await wire.close()

    assert server.lines[0].head.startswith(f"POST {asked} HTTP/1.1\r\nHost: localhost:{port}\r\n".encode())


def speaks_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


@pytest.mark.skipif(not speaks_ipv6(), reason="this machine has no IPv6")
async def test_an_address_may_be_written_in_ipv6() -> None:
    server = Server(polite)
    async with serving(server, "::1") as port:
        wire = Wire(1, agent="test", largest=LARGEST)

        assert await wire.post(f"http://[::1]:{port}/", b"{}", connect=5, read=5) == (200, b"{}")
        await wire.close()

    assert f"\r\nHost: [::1]:{port}\r\n".encode() in server.lines[0].head


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x\r\nHost: other",
        "http://127.0.0.1/x\ny",
        "http://127.0.0.1\r\n.other/x",
        "http://karla:secret@127.0.0.1/",
        "ftp://127.0.0.1/",
        "http:///x",
        "http://127.0.0.1:port/",
    ],
)
async def test_an_address_that_smuggles_anything_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        await Wire(1, agent="test", largest=LARGEST).post(url, b"{}", connect=5, read=5)

    assert "secret" not in str(refusal.value)


@pytest.fixture
def identity(tmp_path: Path) -> ssl.SSLContext:
    (tmp_path / "made.pem").write_text(CERTIFICATE + KEY)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(tmp_path / "made.pem")
    return made


async def test_a_trusted_certificate_is_accepted_and_its_connection_kept(identity: ssl.SSLContext) -> None:
    server = Server(polite)
    trust = ssl.create_default_context(cadata=CERTIFICATE)
    async with serving(server, trust=identity) as port:
        wire = Wire(2, agent="test", largest=LARGEST, trust=trust)
        for _ in range(3):
            found = await wire.post(f"https://localhost:{port}/", b"{}", connect=5, read=5)
            assert found == (200, b"{}")
        await wire.close()

    assert len(server.lines) == 1


@pytest.mark.parametrize(
    ("host", "trust"),
    [("localhost", None), ("127.0.0.1", ssl.create_default_context(cadata=CERTIFICATE))],
    ids=["nobody vouches for it", "it is another's"],
)
async def test_a_certificate_is_refused(
    identity: ssl.SSLContext, host: str, trust: ssl.SSLContext | None
) -> None:
    server = Server(polite)
    async with serving(server, trust=identity) as port:
        wire = Wire(1, agent="test", largest=LARGEST, trust=trust)

        with pytest.raises(ssl.SSLCertVerificationError):
            await wire.post(f"https://{host}:{port}/", b"{}", connect=5, read=5)

        await wire.close()

    assert server.lines == []


def test_the_loop_the_service_runs_on_keeps_the_same_promises(
    identity: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its transports are another program than those of Python's own loop."""
    monkeypatch.setattr(wire_module, "DOUBT_SECONDS", -1.0)

    async def quiet_at_first(line: Line) -> None:
        await line.hears()
        await line.listens()

    async def promises() -> None:
        server = Server(quiet_at_first, always(answer(b"[]"), hangs_up=True), polite)
        wire = Wire(5, agent="test", largest=LARGEST, trust=ssl.create_default_context(cadata=CERTIFICATE))
        async with serving(server, trust=identity) as port:
            url = f"https://localhost:{port}/"
            with pytest.raises(TimeoutError):
                await wire.post(url, b"{}", connect=5, read=0.02)
            assert await wire.post(url, b"{}", connect=5, read=5) == (200, b"[]")
            await server.lines[1].left.wait()
            found = await asyncio.gather(*(wire.post(url, b"%d" % n, connect=5, read=5) for n in range(50)))
            await wire.close()

        assert found == [(200, b"%d" % n) for n in range(50)]
        assert len(server.lines) == 7

    pytest.importorskip("uvloop").run(promises())

"""What goes through the hatch: some JSON and some bytes, each with its length before it."""

import json
import struct
from collections.abc import Mapping
from typing import IO, Any, TypeAlias

Json: TypeAlias = dict[str, Any]

HEAD = struct.Struct(">II")


def send(outlet: IO[bytes], told: Mapping[str, object], body: bytes = b"") -> None:
    """Raises OSError when nobody is there any more."""
    said = json.dumps(told).encode()
    outlet.write(HEAD.pack(len(said), len(body)) + said + body)
    outlet.flush()


def receive(inlet: IO[bytes], largest: int) -> tuple[Json, bytes] | None:
    """None at the end. Raises ValueError for what is none of ours, or more than `largest` bytes."""
    head = inlet.read(HEAD.size)
    if not head:
        return None
    if len(head) < HEAD.size:
        raise ValueError("cut off")
    lengths = HEAD.unpack(head)
    if sum(lengths) > largest:
        raise ValueError("too much")
    said, body = (inlet.read(length) for length in lengths)
    if (len(said), len(body)) != lengths:
        raise ValueError("cut off")
    told = json.loads(said)
    if not isinstance(told, dict):
        raise TypeError(type(told))
    return told, body

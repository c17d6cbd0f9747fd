"""What the service counts about itself: outcomes and times, never an id, a name or a text."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

UPDATES = ("answered", "ignored", "later", "unreadable", "buried")
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)


class Meter:
    """One application's numbers, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        updates = Counter(
            "betjent_updates", "Updates by how they ended.", ["outcome"], registry=self._registry
        )
        self._updates = {outcome: updates.labels(outcome) for outcome in UPDATES}
        self._reply = Histogram(
            "betjent_reply_seconds", "From an update's arrival until the person is answered.",
            buckets=SECONDS, registry=self._registry,
        )  # fmt: skip
        self._notices = Counter(
            "betjent_notices", "Notices by outcome.", ["outcome"], registry=self._registry
        )
        self._pictures = Counter(
            "betjent_pictures", "Pictures by outcome.", ["outcome"], registry=self._registry
        )
        self._queue = Gauge(
            "betjent_outbox_age_seconds", "Age of the oldest notice that is due.", registry=self._registry
        )
        self._faults = Gauge("betjent_faults", "Reasons why /health is red.", registry=self._registry)

    def update(self, outcome: str, seconds: float) -> None:
        """One delivery of an update has ended."""
        self._updates[outcome].inc()
        if outcome == "answered":
            self._reply.observe(seconds)

    def notice(self, outcome: str) -> None:
        """One notice was sent, dropped, postponed, refused or given up."""
        self._notices.labels(outcome).inc()

    def picture(self, outcome: str) -> None:
        """One picture was rebuilt or given up."""
        self._pictures.labels(outcome).inc()

    def queue_age(self, seconds: float) -> None:
        """How long the oldest notice has waited."""
        self._queue.set(seconds)

    def faults(self, count: int) -> None:
        """How many reasons /health has to be red."""
        self._faults.set(count)

    def page(self) -> bytes:
        """All of it as Prometheus reads it."""
        return generate_latest(self._registry)

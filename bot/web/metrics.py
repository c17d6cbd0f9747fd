"""What the service counts about itself: outcomes and times, never an id, a name or a text."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import Metric

UPDATES = ("answered", "ignored", "later", "unreadable", "buried")
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)


class Meter:
    """One application's numbers. They are plain ones until somebody asks for the page."""

    def __init__(self) -> None:
        self._updates = Counter(dict.fromkeys(UPDATES, 0))
        self._notices: Counter[str] = Counter()
        self._pictures: Counter[str] = Counter()
        self._replies = [0] * (len(SECONDS) + 1)
        self._seconds = self._queue = 0.0
        self._faults = 0

    def update(self, outcome: str, seconds: float) -> None:
        """One delivery of an update has ended."""
        self._updates[outcome] += 1
        if outcome == "answered":
            self._replies[bisect_left(SECONDS, seconds)] += 1
            self._seconds += seconds

    def notice(self, outcome: str) -> None:
        """One notice was sent, dropped, postponed, refused or given up."""
        self._notices[outcome] += 1

    def picture(self, outcome: str) -> None:
        """One picture was rebuilt or given up."""
        self._pictures[outcome] += 1

    def queue_age(self, seconds: float) -> None:
        """How long the oldest notice has waited."""
        self._queue = seconds

    def faults(self, count: int) -> None:
        """How many reasons /health has to be red."""
        self._faults = count

    def page(self) -> bytes:
        """All of it as Prometheus reads it."""
        # Four megabytes that only those who are asked for numbers need.
        from prometheus_client import CollectorRegistry, generate_latest

        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> "Iterator[Metric]":
        """The numbers as Prometheus' library wants them."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

        for name, told, counted in (
            ("betjent_updates", "Updates by how they ended.", self._updates),
            ("betjent_notices", "Notices by outcome.", self._notices),
            ("betjent_pictures", "Pictures by outcome.", self._pictures),
        ):
            family = CounterMetricFamily(name, told, labels=["outcome"])
            for outcome, number in counted.items():
                family.add_metric([outcome], number)
            yield family
        limits = [*map(str, SECONDS), "+Inf"]
        buckets = list(zip(limits, accumulate(self._replies), strict=True))
        waited = "From an update's arrival until the person is answered."
        yield HistogramMetricFamily("betjent_reply_seconds", waited, buckets, self._seconds)
        yield GaugeMetricFamily("betjent_outbox_age_seconds", "Age of the oldest notice due.", self._queue)
        yield GaugeMetricFamily("betjent_faults", "Reasons why /health is red.", self._faults)

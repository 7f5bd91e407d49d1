"""Adaptive visits on simulated sources: `python -m benchmarks.schedule`

Sources publish by a Poisson process whose rate follows the day (a twentieth at night, bursts of ten times for three hours once a
week), with a window of 10 to 100 items, for four weeks; the schedule ticks every ten minutes. Beside it: every source at every
tick, and hourly. A gap is a visit whose window shows nothing that was seen before; an empty visit brought nothing new.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from news.sources.schedule import Rhythm, after_answer, missed

TICK, DAYS, SOURCES = timedelta(minutes=10), 28, 60
START = datetime(2026, 1, 5, tzinfo=UTC)


def published(chance: random.Random, per_day: float) -> list[datetime]:
    """Return when a source of this mean rate published, oldest first (thinning, Lewis & Shedler 1979)."""
    burst_at = START + timedelta(hours=chance.uniform(0, 24 * 7))
    highest, moment, times = per_day / 24 * 20, START, []
    while moment < START + timedelta(days=DAYS):
        moment += timedelta(hours=chance.expovariate(highest))
        day = 0.05 + 0.95 * max(0.0, math.sin((moment.hour - 5) / 18 * math.pi)) if 5 <= moment.hour < 23 else 0.05
        in_burst = (moment - burst_at) % timedelta(days=7) < timedelta(hours=3)
        if chance.random() < per_day / 24 * 1.9 * day * (10 if in_burst else 1) / highest:
            times.append(moment)
    return times


def simulate(
    times: list[datetime], window: int, due: Callable[[Rhythm, datetime], bool]
) -> tuple[int, int, int, float]:
    """Return visits, empty ones, gaps, and the mean delay in hours until an item was seen."""
    rhythm, seen, published_by = Rhythm(), 0, 0
    visits = empty = gaps = 0
    delay = 0.0
    moment = START + timedelta(days=1)
    while moment < START + timedelta(days=DAYS):
        while published_by < len(times) and times[published_by] <= moment:
            published_by += 1
        if due(rhythm, moment):
            shown = range(max(0, published_by - window), published_by)
            new = [index for index in shown if index >= seen]
            visits, empty = visits + 1, empty + (not new)
            gaps += missed(rhythm, now=moment, new=len(new), window=len(shown)) is not None
            if rhythm.visited_at is not None:
                delay += sum((moment - times[index]).total_seconds() / 3600 for index in new)
            rhythm = after_answer(rhythm, now=moment, new=len(new), window=len(shown))
            seen = published_by
        moment += TICK
    return visits, empty, gaps, delay / max(1, len(times))


def main() -> None:
    """Print visits a day, empty ones and gaps for each way of scheduling."""
    ways: dict[str, Callable[[Rhythm, datetime], bool]] = {
        "adaptive": lambda rhythm, now: rhythm.is_due(now),
        "hourly": lambda rhythm, now: now.minute == 0,
        "every tick": lambda rhythm, now: True,
    }
    print(f"{SOURCES} sources, {DAYS} days\n{'':12}{'visits a day':>14}{'empty':>8}{'gaps':>7}{'delay h':>9}")
    for name, due in ways.items():
        chance = random.Random(7)
        rows = []
        for _ in range(SOURCES):
            per_day = 10 ** chance.uniform(-0.5, 2.5)
            rows.append(simulate(published(chance, per_day), chance.choice([10, 20, 30, 50, 100]), due))
        visits, empty, gaps = (sum(row[n] for row in rows) for n in range(3))
        delay = sum(row[3] for row in rows) / SOURCES
        print(f"{name:12}{visits / SOURCES / (DAYS - 1):14.1f}{empty / visits:8.1%}{gaps:7}{delay:9.2f}")


if __name__ == "__main__":
    main()

"""Methods compared at learning rates that other seeds chose, for the scripts beside this file.

An octave grid with tuning seeds finds where a method's rates lie, a window of half octaves around
its best one is run in every evaluation seed, and each half of these seeds compares two methods at
the rates that the other half chose. Needs numpy and scipy, and has nothing of the Swift program.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from scipy import stats

MARGIN, HOPELESS, GROWTHS = 0.1, 1.3, 3
SPLITS, STUDIES_A_SPLIT, OPEN_SHARE = 20, 100, 0.05
TUNING_SEEDS = range(100, 103)

# Of the octaves and the seeds of some runs: [quantity, octave, seed], the compared one first.
Measure = Callable[[Sequence[float], Sequence[int]], numpy.ndarray]


@dataclass(frozen=True)
class Curve:
    """What a method reaches at the rates of its window in every seed: [quantity, octave, seed]."""

    octaves: list
    values: numpy.ndarray
    open_ends: list  # the places of the ends beyond which somebody might choose a rate
    is_enclosed: bool  # whether the best rate of the grid has others on both sides

    @property
    def best(self) -> int:
        """The place of the best rate of all seeds."""
        return int(self.values[0].sum(axis=1).argmin())

    @property
    def is_bounded(self) -> bool:
        return self.is_enclosed and self.best not in self.open_ends

    def choices(self, counts: numpy.ndarray) -> numpy.ndarray:
        """The places that the other halves chose; counts say how often [study, half] has a seed."""
        return (counts[:, ::-1] @ self.values[0].T).argmin(axis=2)


@dataclass(frozen=True)
class Effect:
    mean: float
    low: float
    high: float
    is_void: bool = False

    @property
    def verdict(self) -> str:
        if self.is_void:
            return "void"
        if self.low > MARGIN:
            return "better"
        if self.high < -MARGIN:
            return "worse"
        return "equivalent" if -MARGIN <= self.low and self.high <= MARGIN else "inconclusive"

    def __str__(self) -> str:
        return f"{self.mean:+.3f} [{self.low:+.3f}, {self.high:+.3f}]"


def tune(
    measure: Measure, grid: tuple, seeds: Sequence[int], hopeless: float = HOPELESS
) -> Curve:
    coarse, found = {}, {}

    def search(octaves: Sequence[float]):
        coarse.update(zip(octaves, measure(octaves, TUNING_SEEDS)[0].mean(axis=1)))

    search(range(grid[0], grid[1] + 1))
    for _ in range(GROWTHS):
        best = min(coarse, key=coarse.get)
        if min(coarse) < best < max(coarse):
            break
        search([best - 2, best - 1] if best == min(coarse) else [best + 1, best + 2])
    best = min(coarse, key=coarse.get)
    bad = [octave for octave, mean in coarse.items() if mean > hopeless * coarse[best]]
    low = max((octave for octave in bad if octave < best), default=-math.inf)
    high = min((octave for octave in bad if octave > best), default=math.inf)

    wanted = [best + step / 2 for step in range(-3, 4)]
    for _ in range(1 + GROWTHS):
        octaves = [octave for octave in wanted if low < octave < high]
        if not octaves:
            break
        found.update(zip(octaves, measure(octaves, seeds).swapaxes(0, 1)))
        window = sorted(found)
        place = window.index(min(window, key=lambda octave: found[octave][0].sum()))
        wanted = [window[0] - 1, window[0] - 0.5] if place <= 1 else []
        wanted += [window[-1] + 0.5, window[-1] + 1] if place >= len(window) - 2 else []
    ends = [(0, window[0] - 0.5), (len(window) - 1, window[-1] + 0.5)]
    return Curve(
        octaves=window,
        values=numpy.stack([found[octave] for octave in window], axis=1),
        open_ends=[place for place, beyond in ends if low < beyond < high],
        is_enclosed=min(coarse) < best < max(coarse))


def halves(seeds: int, generator: numpy.random.Generator) -> numpy.ndarray:
    """[split, half, seed]: 1 where the half has the seed."""
    ranks = generator.permuted(numpy.tile(numpy.arange(seeds), (SPLITS, 1)), axis=1)
    return numpy.stack([ranks < seeds // 2, ranks >= seeds // 2], axis=1).astype(int)


def redrawn(split: numpy.ndarray, generator: numpy.random.Generator) -> numpy.ndarray:
    """[study, half, seed]: how often the seed is among as many draws as the half has seeds."""
    draws = [
        generator.multinomial(half.sum(), half / half.sum(), STUDIES_A_SPLIT) for half in split
    ]
    return numpy.stack(draws, axis=1)


def student(differences: numpy.ndarray) -> Effect:
    count, mean = len(differences), differences.mean()
    half = stats.t.ppf(0.975, count - 1) * differences.std(ddof=1) / math.sqrt(count)
    return Effect(mean, mean - half, mean + half)


def compare(first: Curve, second: Curve) -> tuple[Effect, numpy.ndarray]:
    """The first over the second in log₂, and the mean differences of all quantities."""
    generator = numpy.random.default_rng(0)
    splits = halves(first.values.shape[2], generator)
    studies = numpy.concatenate([redrawn(split, generator) for split in splits])

    def pair(counts: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
        return tuple(curve.values[:, curve.choices(counts)] for curve in (first, second))

    a, b = pair(splits)
    each = (splits * numpy.log2(b[0] / a[0])).sum(axis=1).mean(axis=0)
    further = (splits * (a - b)).sum(axis=(1, 2, 3)) / splits.sum()
    a, b = pair(studies)
    resampled = (studies * numpy.log2(b[0] / a[0])).sum(axis=(1, 2)) / len(each)
    low, high = numpy.quantile(resampled, (0.025, 0.975))
    at_ends = [numpy.isin(curve.choices(studies), curve.open_ends) for curve in (first, second)]
    is_void = (
        not (first.is_bounded and second.is_bounded) or numpy.mean(at_ends) > OPEN_SHARE)
    plain = student(each)
    return Effect(plain.mean, min(low, plain.low), max(high, plain.high), is_void), further


def recorded(path: Path) -> dict:
    if not path.exists():
        return {}
    values = json.loads(path.read_text())["values"]
    return {value["name"]: next(iter(value["value"].values())) for value in values}


def beside(title: str, mine: Effect, interval: dict | None, word: str | None) -> tuple[str, bool]:
    """A line with the recorded interval and verdict, if any, and whether these contradict mine."""
    line = f"  {title:32}{mine} {mine.verdict:13}| "
    if interval is None:
        return f"{line}{'not recorded':51}", False
    theirs = Effect(interval["estimate"], interval["low"], interval["high"])
    gap = max(theirs.low - mine.high, mine.low - theirs.high)
    differs = gap > MARGIN or {word, mine.verdict} == {"better", "worse"}
    is_other = word not in (None, mine.verdict)
    note = "CONTRADICTION" if differs else "other verdict" if is_other else ""
    return f"{line}{theirs} {word or '':13}{note:14}", differs

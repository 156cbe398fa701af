"""The turning angle of `decay`, written a second time.

Weight-normalized neurons on a noisy linear stream, with decay of v and not of g: by gradient descent,
heavy-ball and AdamW, from three lengths of v, under three strengths of noise, g frozen and trained. The
random numbers are NumPy's and the gradients those of equation 3 of the paper. Prints the root mean square
of the angle between v before and after a step, over the last quarter of the steps, divided by the
predicted one, beside the recorded ratio; ends with status 1 if only one of both leaves the tolerance.

    python Tests/Independent/turning.py [--record reports/runs/decay.json] [--seed 0]

Needs numpy; about a minute.
"""

import argparse
import itertools
import sys
from pathlib import Path

import numpy

from chosen import recorded

ROOT = Path(__file__).parent.parent.parent
INPUTS, BATCH, TARGET, STEPS, SEEDS = 20, 8, 2.0, 8000, 10
SETTINGS = [(0.1, 0.02), (0.4, 0.005), (0.02, 0.1), (0.4, 0.02), (0.1, 0.005)]
STARTS, NOISES, TRAINS_G = (0.1, 1.0, 10.0), (0.25, 1.0, 4.0), (False, True)
MOMENTUM, BETA1, BETA2, EPSILON = 0.9, 0.9, 0.99, 1e-8
TOLERANCES = {"sgd": 0.03, "heavy-ball": 0.03, "adam-w": 0.05}


class Descent:
    def __init__(self, rates, decays):
        self.rates, self.decays = rates, decays

    def predicted(self):
        return numpy.sqrt(2 * self.rates * self.decays)

    def steps(self, v, slope_of_v, slope_of_g):
        return self.rates * (slope_of_v + self.decays * v), self.rates * slope_of_g


class HeavyBall(Descent):
    velocities = (0.0, 0.0)

    def predicted(self):
        return numpy.sqrt(2 * self.rates * self.decays / (1 + MOMENTUM))

    def steps(self, v, slope_of_v, slope_of_g):
        slopes = (slope_of_v + self.decays * v, slope_of_g)
        self.velocities = [MOMENTUM * m + slope for m, slope in zip(self.velocities, slopes)]
        return [self.rates * m for m in self.velocities]


class AdamW(Descent):
    moments, time = ((0.0, 0.0), (0.0, 0.0)), 0

    def predicted(self):
        return numpy.sqrt(2 * self.rates * self.decays * (1 - BETA1) / (1 + BETA1))

    def steps(self, v, slope_of_v, slope_of_g):
        self.time += 1
        slopes = (slope_of_v, slope_of_g)
        self.moments = [
            (BETA1 * m + (1 - BETA1) * slope, BETA2 * u + (1 - BETA2) * slope**2)
            for (m, u), slope in zip(self.moments, slopes)
        ]
        of_v, of_g = (
            self.rates * (m / (1 - BETA1**self.time))
            / (numpy.sqrt(u / (1 - BETA2**self.time)) + EPSILON)
            for m, u in self.moments
        )
        return of_v + self.rates * self.decays * v, of_g


RULES = {"sgd": Descent, "heavy-ball": HeavyBall, "adam-w": AdamW}


def turn(rule, seed):
    """Observed over predicted angle of every setting, and the settings: arms are the last axis."""
    arms = list(itertools.product(SETTINGS, STARTS, NOISES, TRAINS_G))
    rates, decays = numpy.array([arm[0] for arm in arms]).T
    noises = numpy.array([arm[2] for arm in arms])
    trains = numpy.array([arm[3] for arm in arms], dtype=float)
    draws = numpy.random.default_rng(seed)
    target, start = (unit_rows(draws)[:, :, None] for _ in range(2))
    v = start * numpy.array([arm[1] for arm in arms])
    g = numpy.full((SEEDS, 1, len(arms)), TARGET)
    optimizer = RULES[rule](rates, decays)
    squares, counted = numpy.zeros(len(arms)), 0
    for step in range(STEPS):
        x = draws.standard_normal((SEEDS, BATCH, INPUTS))
        noise = draws.standard_normal((SEEDS, BATCH, 1))
        norm = numpy.sqrt((v**2).sum(axis=1, keepdims=True))
        unit = v / norm
        errors = x @ (g * unit) - TARGET * (x @ target) - noises * noise
        slope = x.transpose(0, 2, 1) @ errors / BATCH
        slope_of_g = (slope * unit).sum(axis=1, keepdims=True)
        slope_of_v = g / norm * (slope - slope_of_g * unit)
        step_of_v, step_of_g = optimizer.steps(v, slope_of_v, slope_of_g)
        v, g = v - step_of_v, g - trains * step_of_g
        if step >= STEPS - STEPS // 4:
            cosine = (unit * v).sum(axis=1) / numpy.sqrt((v**2).sum(axis=1))
            squares += (numpy.arccos(numpy.clip(cosine, -1, 1)) ** 2).mean(axis=0)
            counted += 1
    return numpy.sqrt(squares / counted) / optimizer.predicted(), arms


def unit_rows(draws):
    rows = draws.standard_normal((SEEDS, INPUTS))
    return rows / numpy.sqrt((rows**2).sum(axis=1, keepdims=True))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--record", type=Path, default=ROOT / "reports/runs/decay.json")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    record, contradictions = recorded(options.record), 0
    print("observed over predicted angle, least and greatest: here | recorded")
    for rule, tolerance in TOLERANCES.items():
        ratios, arms = turn(rule, options.seed)
        for trains in TRAINS_G:
            name = rule if trains else f"{rule}-frozen"
            mine = [ratio for ratio, arm in zip(ratios, arms) if arm[3] == trains]
            mine = [min(mine), max(mine)]
            theirs = [record[f"{name}.{end}"] for end in ("lowest", "greatest")]
            keep = [all(abs(ratio - 1) <= tolerance for ratio in ends) for ends in (mine, theirs)]
            contradictions += keep[0] != keep[1]
            here, there = (" ".join(f"{ratio:.4f}" for ratio in ends) for ends in (mine, theirs))
            print(f"{name:18} {here} | {there}{'' if keep[0] == keep[1] else '  contradiction'}")
    print(f"{contradictions} contradictions")
    sys.exit(1 if contradictions else 0)


if __name__ == "__main__":
    main()

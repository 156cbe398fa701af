"""The digits comparison of the report as one would write it in PyTorch and matplotlib.

Four arms (standard or weight-normalized, He's start or a data-dependent one) with heavy-ball: octaves of
the learning rate with 3 tuning seeds, then half octaves near each arm's best one with 12 evaluation
seeds, of which one half chooses the rates at which the other half compares. Writes one figure and prints
one JSON object. The random numbers are its own, those of the split too.
"""

import argparse
import gzip
import json
import math
import multiprocessing
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.pool import Pool
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.parametrizations import weight_norm

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "Tests/Independent"))

from chosen import Curve, compare, halves, tune

ARMS = ("std-he", "wn-he", "std-ddi", "wn-ddi")
PAIRINGS = (
    ("wn-he", "std-he"),
    ("wn-ddi", "std-ddi"),
    ("std-ddi", "std-he"),
    ("wn-ddi", "std-he"),
)
SIZES = (64, 32, 32, 10)
EPOCHS = 8
BATCH_SIZE = 32
INITIALIZATION_ROWS = 500
GRID = (-8, 0)
EVALUATION_SEEDS = range(12)
LOSS_CEILING = 10.0
DIGITS = ROOT / "Sources/Experiments/Data/digits.csv.gz"


@dataclass(frozen=True)
class Data:
    """Images of handwritten digits, split and centred."""

    x_train: torch.Tensor
    y_train: torch.Tensor
    x_test: torch.Tensor
    y_test: torch.Tensor

    @staticmethod
    def load(split_seed: int) -> "Data":
        with gzip.open(DIGITS, "rt") as file:
            table = np.loadtxt(file, delimiter=",", skiprows=1)
        order = np.random.default_rng(split_seed).permutation(len(table))
        x = torch.tensor(table[order, :-1] / 16, dtype=torch.float32)
        y = torch.tensor(table[order, -1], dtype=torch.int64)
        x -= x[:1400].mean()
        return Data(x[:1400], y[:1400], x[1400:], y[1400:])


@dataclass(frozen=True)
class Run:
    """The training loss at the start and after each epoch, and the test accuracy at the end."""

    losses: list[float]
    accuracy: float

    @property
    def metric(self) -> float:
        """The mean over the ends of all epochs, each clipped, plus the ceiling after a blow-up."""
        finished = [min(loss, LOSS_CEILING) for loss in self.losses[1:]]
        missing = EPOCHS - len(finished)
        penalty = LOSS_CEILING if missing else 0
        return (sum(finished) + missing * LOSS_CEILING) / EPOCHS + penalty


def generator(purpose: int, seed: int) -> torch.Generator:
    """A stream of random numbers that all arms and rates share."""
    return torch.Generator().manual_seed(1000 * seed + purpose)


def make_model(arm: str, seed: int, x_train: torch.Tensor) -> nn.Sequential:
    """The network before training."""
    draw = generator(0, seed)
    layers: list[nn.Module] = []
    for index, (fan_in, fan_out) in enumerate(zip(SIZES, SIZES[1:])):
        is_last = index == len(SIZES) - 2
        linear = nn.Linear(fan_in, fan_out)
        with torch.no_grad():
            linear.weight.normal_(0, math.sqrt((1 if is_last else 2) / fan_in), generator=draw)
            linear.bias.zero_()
        layers.append(weight_norm(linear) if arm.startswith("wn") else linear)
        if not is_last:
            layers.append(nn.ReLU())
    model = nn.Sequential(*layers)
    if arm.endswith("ddi"):
        rows = torch.randperm(len(x_train), generator=generator(1, seed))[:INITIALIZATION_ROWS]
        initialize_from_data(model, x_train[rows])
    return model


@torch.no_grad()
def initialize_from_data(model: nn.Sequential, x: torch.Tensor) -> None:
    """Scales and shifts each layer so that its pre-activations have mean 0 and variance 1."""
    for layer in model:
        if isinstance(layer, nn.Linear):
            unit = functional.normalize(layer.weight, dim=1)
            deviation, mean = torch.std_mean(x @ unit.T, dim=0, correction=0)
            scale = 1 / deviation.clamp_min(1e-8)
            layer.bias.copy_(-mean * scale)
            if hasattr(layer, "parametrizations"):
                layer.parametrizations.weight.original0.copy_(scale[:, None])
            else:
                layer.weight.copy_(unit * scale[:, None])
        x = layer(x)


def train(data: Data, job: tuple[str, float, int]) -> Run:
    """Trains an arm at 2^octave with a seed."""
    arm, octave, seed = job
    model = make_model(arm, seed, data.x_train)
    optimizer = torch.optim.SGD(model.parameters(), lr=2.0**octave, momentum=0.9)
    order = generator(2, seed)
    count = len(data.x_train) // BATCH_SIZE * BATCH_SIZE
    losses = [evaluate(model, data)]
    for _ in range(EPOCHS):
        rows = torch.randperm(len(data.x_train), generator=order)[:count].split(BATCH_SIZE)
        for batch in rows:
            loss = functional.cross_entropy(model(data.x_train[batch]), data.y_train[batch])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        losses.append(evaluate(model, data))
        if not math.isfinite(losses[-1]):
            return Run(losses[:-1], 0)
    with torch.inference_mode():
        right = model(data.x_test).argmax(dim=1) == data.y_test
    return Run(losses, right.float().mean().item())


def evaluate(model: nn.Module, data: Data) -> float:
    """The loss on the whole training set."""
    with torch.inference_mode():
        return functional.cross_entropy(model(data.x_train), data.y_train).item()


@dataclass
class Search:
    """The runs of an arm, which other processes train."""

    arm: str
    data: Data
    pool: Pool
    # By octave of the rate: with the evaluation seeds, or with the tuning seeds where there are no others.
    runs: dict[float, list[Run]] = field(default_factory=dict)
    count: int = 0

    def measure(self, octaves: Sequence[float], seeds: Sequence[int]) -> np.ndarray:
        """Metrics and test accuracies: [quantity, octave, seed]."""
        jobs = [(self.arm, octave, seed) for octave in octaves for seed in seeds]
        found = self.pool.map(partial(train, self.data), jobs, chunksize=1)
        self.count += len(found)
        for place, octave in enumerate(octaves):
            self.runs[octave] = found[place * len(seeds) : (place + 1) * len(seeds)]
        values = np.array([(run.metric, run.accuracy) for run in found])
        return values.T.reshape(2, len(octaves), len(seeds))


def favourable(first: Curve, second: Curve) -> int:
    """In how many seeds the first is better, at the rates that the halves without the seed chose."""
    splits = halves(len(EVALUATION_SEEDS), np.random.default_rng(0))
    a, b = (curve.values[0][curve.choices(splits)] for curve in (first, second))
    return int(((splits * np.log2(b / a)).sum(axis=(0, 1)) > 0).sum())


def effect(first: Curve, second: Curve) -> dict[str, float | bool]:
    """log2(second/first) with its 95 % interval; void where a rate beyond the windows may be better."""
    found, _ = compare(first, second)
    return {
        "estimate": found.mean,
        "low": found.low,
        "high": found.high,
        "favourable": favourable(first, second),
        "isVoid": bool(found.is_void),
    }


def draw(searches: dict[str, Search], curves: dict[str, Curve], path: Path) -> None:
    """The mean loss against the rate, and learning curves at the best rates."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for arm, search in searches.items():
        octaves = sorted(search.runs)
        metrics = [[run.metric for run in search.runs[octave]] for octave in octaves]
        rates = 2.0 ** np.array(octaves)
        left.plot(rates, [np.mean(some) for some in metrics], marker="o", markersize=3, label=arm)
        left.fill_between(rates, [*map(min, metrics)], [*map(max, metrics)], alpha=0.15)
        best = search.runs[curves[arm].octaves[curves[arm].best]]
        losses = np.array([run.losses for run in best if len(run.losses) == EPOCHS + 1])
        low, middle, high = np.quantile(losses, (0.25, 0.5, 0.75), axis=0)
        right.plot(middle, label=arm)
        right.fill_between(range(EPOCHS + 1), low, high, alpha=0.15)
    left.set(xlabel="learning rate η", ylabel="mean training loss (nats)", yscale="log")
    left.set_xscale("log", base=2)
    right.set(xlabel="epoch", ylabel="training loss (nats)", yscale="log")
    right.legend()
    figure.savefig(path, dpi=150)


def describe(curve: Curve) -> dict[str, float | bool]:
    """An arm at the best rate of all evaluation seeds."""
    loss, accuracy = curve.values[:, curve.best].mean(axis=1)
    return {
        "exponent": float(curve.octaves[curve.best]),
        "isInterior": curve.is_bounded,
        "meanLoss": float(loss),
        "accuracy": float(accuracy),
    }


def report(data: Data, jobs: int, figure: Path) -> dict[str, object]:
    """Runs all arms near their best rates and compares them."""
    # One thread per process: networks this small gain nothing from more.
    torch.set_num_threads(1)
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        searches = {arm: Search(arm, data, pool) for arm in ARMS}
        curves = {
            arm: tune(search.measure, GRID, EVALUATION_SEEDS) for arm, search in searches.items()
        }
    draw(searches, curves, figure)
    return {
        "runs": sum(search.count for search in searches.values()),
        "seeds": len(EVALUATION_SEEDS),
        "arms": {arm: describe(curve) for arm, curve in curves.items()},
        "effects": {f"{a}-over-{b}": effect(curves[a], curves[b]) for a, b in PAIRINGS},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figure", type=Path, help="where the figure goes")
    parser.add_argument("--jobs", type=int, default=2, help="processes, of one thread each")
    parser.add_argument("--split-seed", type=int, default=0, help="chooses the training rows")
    options = parser.parse_args()
    print(json.dumps(report(Data.load(options.split_seed), options.jobs, options.figure)))


if __name__ == "__main__":
    main()

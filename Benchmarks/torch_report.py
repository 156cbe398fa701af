"""The digits comparison of the report as one would write it in PyTorch and matplotlib.

Four arms (standard or weight-normalized, He's start or a data-dependent one), heavy-ball, 17 learning
rates × 6 tuning seeds, then 20 evaluation seeds at each arm's best rate: 488 runs. Writes one figure
and prints one JSON object. The random numbers are its own, those of the split too.
"""

import argparse
import gzip
import json
import math
import multiprocessing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import torch
from scipy import stats
from torch import nn
from torch.nn import functional
from torch.nn.utils.parametrizations import weight_norm

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
OCTAVES = tuple(np.arange(-8, 0.5, 0.5))
TUNING_SEEDS = tuple(range(100, 106))
EVALUATION_SEEDS = tuple(range(20))
LOSS_CEILING = 10.0
DIGITS = Path(__file__).parent.parent / "Sources/Experiments/Data/digits.csv.gz"


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
        for chosen in rows:
            loss = functional.cross_entropy(model(data.x_train[chosen]), data.y_train[chosen])
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


def effect(first: list[float], second: list[float]) -> dict[str, float]:
    """The mean log2(second/first) with the hull of a bootstrap's and Student's 95 % intervals."""
    differences = np.log2(np.array(second) / np.array(first))
    count = len(differences)
    mean = differences.mean()
    half = stats.t.ppf(0.975, count - 1) * differences.std(ddof=1) / math.sqrt(count)
    resampled = np.random.default_rng(0).choice(differences, (10_000, count)).mean(axis=1)
    low, high = np.quantile(resampled, (0.025, 0.975))
    return {
        "estimate": mean,
        "low": min(low, mean - half),
        "high": max(high, mean + half),
        "favourable": int((differences > 0).sum()),
    }


def draw(tuning: dict[str, np.ndarray], runs: dict[str, list[Run]], path: Path) -> None:
    """The mean loss against the rate, and learning curves at the best rates."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    rates = 2.0 ** np.array(OCTAVES)
    for arm in ARMS:
        left.plot(rates, tuning[arm].mean(axis=1), marker="o", markersize=3, label=arm)
        left.fill_between(rates, tuning[arm].min(axis=1), tuning[arm].max(axis=1), alpha=0.15)
        losses = np.array([run.losses for run in runs[arm] if len(run.losses) == EPOCHS + 1])
        low, middle, high = np.quantile(losses, (0.25, 0.5, 0.75), axis=0)
        right.plot(middle, label=arm)
        right.fill_between(range(EPOCHS + 1), low, high, alpha=0.15)
    left.set(xlabel="learning rate η", ylabel="mean training loss (nats)", yscale="log")
    left.set_xscale("log", base=2)
    right.set(xlabel="epoch", ylabel="training loss (nats)", yscale="log")
    right.legend()
    figure.savefig(path, dpi=150)


def compare(data: Data, jobs: int, figure: Path) -> dict[str, object]:
    """Tunes and evaluates all arms."""
    # One thread per process: networks this small gain nothing from more.
    torch.set_num_threads(1)
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        tuning_jobs = [(arm, o, seed) for arm in ARMS for o in OCTAVES for seed in TUNING_SEEDS]
        tuned = pool.map(partial(train, data), tuning_jobs, chunksize=4)
        metrics = np.array([run.metric for run in tuned])
        metrics = metrics.reshape(len(ARMS), len(OCTAVES), len(TUNING_SEEDS))
        best = {arm: int(metrics[i].mean(axis=1).argmin()) for i, arm in enumerate(ARMS)}
        final_jobs = [(arm, OCTAVES[best[arm]], seed) for arm in ARMS for seed in EVALUATION_SEEDS]
        finished = pool.map(partial(train, data), final_jobs, chunksize=2)
    count = len(EVALUATION_SEEDS)
    runs = {arm: finished[i * count : (i + 1) * count] for i, arm in enumerate(ARMS)}
    draw({arm: metrics[i] for i, arm in enumerate(ARMS)}, runs, figure)
    areas = {arm: [run.metric for run in runs[arm]] for arm in ARMS}
    return {
        "arms": {
            arm: {
                "exponent": float(OCTAVES[best[arm]]),
                "isInterior": 0 < best[arm] < len(OCTAVES) - 1,
                "meanLoss": float(np.mean(areas[arm])),
                "accuracy": float(np.mean([run.accuracy for run in runs[arm]])),
            }
            for arm in ARMS
        },
        "effects": {f"{a}-over-{b}": effect(areas[a], areas[b]) for a, b in PAIRINGS},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figure", type=Path, help="where the figure goes")
    parser.add_argument("--jobs", type=int, default=2, help="processes, of one thread each")
    parser.add_argument("--split-seed", type=int, default=0, help="chooses the training rows")
    options = parser.parse_args()
    print(json.dumps(compare(Data.load(options.split_seed), options.jobs, options.figure)))


if __name__ == "__main__":
    main()

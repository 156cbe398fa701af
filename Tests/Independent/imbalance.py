"""The experiment `imbalance`, written a second time.

Nothing is shared with the Swift program but the definition and the data: random numbers, split and
batches are PyTorch's, and the gradients come from its automatic differentiation. So the numbers
differ by the luck of the draw, and the decisions should not. Prints each number beside the recorded
one and ends with status 1 if one effect is `better` where the other is `worse`, if two intervals
lie apart by more than a margin, or if only one finds that log g alone is exact.

    python Tests/Independent/imbalance.py [--records reports/runs] [--seed 0]

Needs torch, numpy and scipy; about a minute.
"""

import argparse
import gzip
import math
import sys
from functools import partial
from pathlib import Path

import numpy
import torch

from chosen import beside, compare, recorded, tune

torch.set_num_threads(1)

ROOT = Path(__file__).resolve().parents[2]
SIZES, EPOCHS, BATCH, MOMENTUM, CEILING, SEEDS = [64, 32, 32, 32, 10], 6, 32, 0.9, 10.0, 12
CELLS = {
    "kappa1": (1, 1, ["std-he", "wn-he", "wn-log", "wn-unit"], -14),
    "kappa10": (10, 1, ["std-he", "wn-he", "wn-log"], -14),
    "kappa30": (30, 1, ["std-he", "wn-he", "wn-log"], -14),
    "draw0_3": (1, 0.3, ["std-he", "wn-he", "wn-unit"], -10),
    "draw3": (1, 3, ["std-he", "wn-he", "wn-unit"], -10),
}


def digits(seed):
    """Training inputs and labels: 1400 of 1797 rows, pixels over 16, less their scalar mean."""
    path = ROOT / "Sources/Experiments/Data/digits.csv.gz"
    table = numpy.loadtxt(gzip.open(path, "rt"), delimiter=",", skiprows=1)
    rows = numpy.random.default_rng(seed).permutation(len(table))[:1400]
    x = torch.tensor(table[rows, :64] / 16, dtype=torch.float64)
    return x - x.mean(), torch.tensor(table[rows, 64], dtype=torch.long)


class Runs:
    """Many runs of one arm side by side, one a (rate, seed), the run as the first dimension."""

    def __init__(self, arm, kappa, scale, seeds, dtype=torch.float32):
        self.arm = arm
        matrices, magnitudes, biases = [], [], []
        for layer, (k, units) in enumerate(zip(SIZES, SIZES[1:])):
            is_last = layer == len(SIZES) - 2
            draws = []
            for seed in seeds:
                generator = torch.Generator().manual_seed(1000 * seed + layer)
                draw = torch.randn(units, k, generator=generator, dtype=torch.float64)
                draws.append(draw * math.sqrt((1 if is_last else 2) / k) * scale)
            w = torch.stack(draws)
            factor = kappa if layer % 2 == 0 else 1 / kappa
            g = w.norm(dim=2)
            if arm == "wn-unit":
                g = torch.full_like(g, 1 if is_last else math.sqrt(2))
            g = g * factor
            if arm == "std-he":
                w = w * factor
            if arm == "wn-log":
                g = g.log()
            matrices.append(w.to(dtype))
            magnitudes.append(g.to(dtype))
            biases.append(torch.zeros(len(seeds), 1, units, dtype=dtype))
        self.groups = {"matrix": matrices, "magnitude": magnitudes, "bias": biases}
        if arm == "std-he":
            del self.groups["magnitude"]
        self.velocity = {name: [torch.zeros_like(t) for t in group]
                         for name, group in self.groups.items()}

    def losses(self, groups, x, labels):
        """Mean cross-entropy of each run on x [run or 1, row, input]."""
        h = x.expand(len(groups["bias"][0]), -1, -1)
        for layer, (v, b) in enumerate(zip(groups["matrix"], groups["bias"])):
            w = v
            if self.arm != "std-he":
                g = groups["magnitude"][layer]
                g = g.exp() if self.arm == "wn-log" else g
                w = v * (g / v.norm(dim=2)).unsqueeze(2)
            h = torch.baddbmm(b, h, w.transpose(1, 2))
            if layer < len(SIZES) - 2:
                h = h.relu()
        labels = labels.expand(len(h), -1)
        return -h.log_softmax(2).gather(2, labels.unsqueeze(2)).squeeze(2).mean(1)

    def step(self, x, labels, rates, learns_biases=True):
        """One step of heavy-ball; the losses before it."""
        leaves = {name: [t.requires_grad_() for t in group] for name, group in self.groups.items()}
        losses = self.losses(leaves, x, labels)
        flat = [t for group in leaves.values() for t in group]
        slopes = iter(torch.autograd.grad(losses.sum(), flat))
        for name, group in leaves.items():
            for index, tensor in enumerate(group):
                velocity = MOMENTUM * self.velocity[name][index] + next(slopes)
                self.velocity[name][index] = velocity
                if name != "bias" or learns_biases:
                    shaped = rates.view(-1, *[1] * (tensor.dim() - 1))
                    group[index] = tensor.detach() - shaped * velocity
        self.groups = {name: [t.detach() for t in group] for name, group in leaves.items()}
        return losses.detach()


def orders(seeds, rows):
    generators = [torch.Generator().manual_seed(7_000_003 + seed) for seed in seeds]
    while True:
        yield torch.stack([torch.randperm(rows, generator=generator) for generator in generators])


def metrics(arm, kappa, scale, x, labels, octaves, seeds):
    """Mean loss over the epochs: [1, octave, seed]."""
    pairs = [(octave, seed) for octave in octaves for seed in seeds]
    runs = Runs(arm, kappa, scale, [seed for _, seed in pairs])
    rates = torch.tensor([2.0**octave for octave, _ in pairs])
    total = torch.zeros(len(pairs))
    order = orders([seed for _, seed in pairs], len(x))
    finite = torch.ones(len(pairs), dtype=torch.bool)
    for _ in range(EPOCHS):
        rows = next(order)
        for first in range(0, len(x) - BATCH + 1, BATCH):
            chosen = rows[:, first:first + BATCH]
            finite &= runs.step(x[chosen], labels[chosen], rates).isfinite()
        with torch.no_grad():
            loss = runs.losses(runs.groups, x.unsqueeze(0), labels.unsqueeze(0))
        finite &= loss.isfinite()
        total += torch.where(finite, loss.clamp(max=CEILING), torch.tensor(CEILING))
    mean = total / EPOCHS + torch.where(finite, 0.0, CEILING)
    return mean.view(1, len(octaves), len(seeds)).double().numpy()


def greatest_differences(arm, learns_biases, x, labels, steps=260, seeds=range(5)):
    """Of each seed: the greatest difference of a batch's loss between κ = 1 and κ = 10."""
    paths = []
    for kappa in (1, 10):
        runs = Runs(arm, kappa, 1, seeds, torch.float64)
        rates = torch.full((len(seeds),), 2.0**-5, dtype=torch.float64)
        order, path, rows = orders(seeds, len(x)), [], torch.empty(len(seeds), 0, dtype=torch.long)
        for _ in range(steps):
            if rows.shape[1] < BATCH:
                rows = next(order)
            chosen, rows = rows[:, :BATCH], rows[:, BATCH:]
            path.append(runs.step(x[chosen], labels[chosen], rates, learns_biases))
        paths.append(torch.stack(path))
    return (paths[1] - paths[0]).abs().nan_to_num(CEILING).amax(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=Path, default=ROOT / "reports/runs")
    parser.add_argument("--seed", type=int, default=0, help="of the split of the data")
    arguments = parser.parse_args()
    record = recorded(arguments.records / "imbalance.json")
    x, labels = digits(arguments.seed)
    single = x.float()
    contradictions, levels = 0, {}

    def show(name, mine, form):
        print(f"  {name:42}{mine:<10{form}}| {record[name]:{form}}", flush=True)

    print("here | the record of the Swift program; effects are log₂ of the ratio of mean losses")
    for cell, (kappa, scale, arms, lowest) in CELLS.items():
        curves = {}
        for arm in arms:
            measure = partial(metrics, arm, kappa, scale, single, labels)
            curve = curves[arm] = tune(measure, (lowest, 0), range(SEEDS))
            levels[arm, cell] = curve.values[0, curve.best].mean()
            show(f"{cell}.{arm}.exponent", curve.octaves[curve.best], ".1f")
            show(f"{cell}.{arm}.meanLoss", levels[arm, cell], ".3f")
        for arm in arms[1:]:
            name = f"{cell}.{arm}-over-std-he"
            line, differs = beside(
                name, compare(curves[arm], curves["std-he"])[0],
                record[f"{name}.effect"], record[f"{name}.verdict"])
            print(line)
            contradictions += differs
    for arm in ("std-he", "wn-he", "wn-log"):
        losses = [levels[arm, cell] for cell in ("kappa1", "kappa10", "kappa30")]
        show(f"{arm}.lossRatio", max(losses) / min(losses), ".3f")

    settings = {
        "log": ("wn-log", False), "linear": ("wn-he", False), "log-biases": ("wn-log", True),
    }
    worst = {name: greatest_differences(*setting, x, labels) for name, setting in settings.items()}
    for name, differences in worst.items():
        show(f"invariance.{name}.greatestDifference", differences.max(), ".1e")
    show("invariance.linear.leastDifference", worst["linear"].min(), ".1e")
    ends = [
        (worst["log"].max(), worst["linear"].min()),
        (record["invariance.log.greatestDifference"], record["invariance.linear.leastDifference"]),
    ]
    mine, theirs = (bool(log < 1e-9 and linear > 0.1) for log, linear in ends)
    print(f"  {'log g alone is exact':42}{mine!s:10}| {theirs}")
    contradictions += mine != theirs
    print(f"{contradictions} contradictions")
    sys.exit(1 if contradictions else 0)


if __name__ == "__main__":
    main()

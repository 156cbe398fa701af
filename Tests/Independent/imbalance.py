"""The experiment `imbalance`, written a second time.

Nothing is shared with the Swift program but the definition and the data: random numbers, split and
batches are PyTorch's, and the gradients come from its automatic differentiation. So the numbers differ
by the luck of the draw, and the decisions should not. Prints each number beside the recorded one and
ends with status 1 if a decision differs.

    python Tests/Independent/imbalance.py [--record reports/runs/imbalance.json] [--seed 0]

Needs torch, numpy and scipy; some twenty seconds.
"""

import argparse
import gzip
import json
import math
import sys
from pathlib import Path

import numpy
import scipy.stats
import torch

torch.set_num_threads(1)

ROOT = Path(__file__).resolve().parents[2]
SIZES, EPOCHS, BATCH, MOMENTUM, CEILING, MARGIN = [64, 32, 32, 32, 10], 6, 32, 0.9, 10.0, 0.1
TUNING_SEEDS, SEEDS = 3, 10
CELLS = {
    "kappa1": (1, 1, ["std-he", "wn-he", "wn-log", "wn-unit"], -14),
    "kappa10": (10, 1, ["std-he", "wn-he", "wn-log"], -14),
    "kappa30": (30, 1, ["std-he", "wn-he", "wn-log"], -14),
    "draw0_3": (1, 0.3, ["std-he", "wn-he", "wn-unit"], -10),
    "draw3": (1, 3, ["std-he", "wn-he", "wn-unit"], -10),
}


def digits(seed):
    """Training inputs and labels: 1400 of 1797 rows, pixels over 16, their scalar mean subtracted."""
    path = ROOT / "Sources/Experiments/Data/digits.csv.gz"
    table = numpy.loadtxt(gzip.open(path, "rt"), delimiter=",", skiprows=1)
    rows = numpy.random.default_rng(seed).permutation(len(table))[:1400]
    x = torch.tensor(table[rows, :64] / 16, dtype=torch.float64)
    return x - x.mean(), torch.tensor(table[rows, 64], dtype=torch.long)


class Runs:
    """Many runs of one arm side by side, one a (rate, seed), with the run as the first dimension."""

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


def metrics(arm, kappa, scale, octaves, seeds, x, labels):
    """Mean loss over the epochs of each (octave, seed)."""
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
    return mean.view(len(octaves), len(seeds)).numpy()


def tuned(arm, kappa, scale, lowest, x, labels):
    """The best octave, and the metrics of the evaluation seeds there."""
    octaves = list(range(lowest, 1))
    seeds = list(range(100, 100 + TUNING_SEEDS))
    means = metrics(arm, kappa, scale, octaves, seeds, x, labels).mean(1)
    for _ in range(3):
        best = octaves[int(means.argmin())]
        if octaves[0] < best < octaves[-1]:
            break
        more = [best - 2, best - 1] if best == octaves[0] else [best + 1, best + 2]
        extra = metrics(arm, kappa, scale, more, seeds, x, labels).mean(1)
        octaves, means = octaves + more, numpy.append(means, extra)
        place = numpy.argsort(octaves)
        octaves, means = [octaves[i] for i in place], means[place]
    return best, metrics(arm, kappa, scale, [best], list(range(SEEDS)), x, labels)[0]


def effect(first, second):
    """log₂ of second over first: mean and the hull of bootstrap and Student's t."""
    d = numpy.log2(second / first)
    t = scipy.stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / math.sqrt(len(d))
    draws = numpy.random.default_rng(0).choice(d, (10_000, len(d))).mean(1)
    low, high = numpy.quantile(draws, [0.025, 0.975])
    return d.mean(), min(low, d.mean() - t), max(high, d.mean() + t)


def verdict(low, high):
    if low > MARGIN:
        return "better"
    if high < -MARGIN:
        return "worse"
    return "equivalent" if -MARGIN <= low and high <= MARGIN else "inconclusive"


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
            path.append(runs.step(x[rows[:, :BATCH]], labels[rows[:, :BATCH]], rates, learns_biases))
            rows = rows[:, BATCH:]
        paths.append(torch.stack(path))
    return (paths[1] - paths[0]).abs().nan_to_num(CEILING).amax(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--record", default=ROOT / "reports/runs/imbalance.json")
    parser.add_argument("--seed", type=int, default=0, help="of the split of the data")
    arguments = parser.parse_args()
    values = json.loads(Path(arguments.record).read_text())["values"]
    recorded = {value["name"]: list(value["value"].values())[0] for value in values}
    x, labels = digits(arguments.seed)
    single = x.float()
    differing = []

    def decide(name, rule, mine, theirs, is_firm=True):
        mine, theirs = rule(mine), rule(theirs)
        if is_firm and mine != theirs:
            differing.append(name)
        print(f"{name:40} {str(mine):>12} {str(theirs):>12}")

    print(f"{'':40} {'here':>12} {'recorded':>12}")
    verdicts, levels = {}, {}
    for cell, (kappa, scale, arms, lowest) in CELLS.items():
        results = {}
        for arm in arms:
            octave, results[arm] = tuned(arm, kappa, scale, lowest, single, labels)
            levels.setdefault(arm, {})[cell] = results[arm].mean()
            name = f"{cell}.{arm}"
            print(f"{name + '.exponent':40} {octave:12} {recorded[name + '.exponent']:12.0f}")
            print(f"{name + '.meanLoss':40} {results[arm].mean():12.3f}"
                  f" {recorded[name + '.meanLoss']:12.3f}")
        for arm in arms[1:]:
            mean, low, high = effect(results[arm], results["std-he"])
            name = f"{cell}.{arm}-over-std-he"
            verdicts[cell, arm] = verdict(low, high)
            theirs = recorded[name + ".effect"]
            print(f"{name + '.effect':40} {mean:+.2f} [{low:+.2f}, {high:+.2f}]"
                  f" {verdicts[cell, arm]:12} {theirs['estimate']:+.2f} [{theirs['low']:+.2f},"
                  f" {theirs['high']:+.2f}] {recorded[name + '.verdict']}")
    # With linear g the interval's end is near the margin: which side it is on is the luck of the draw.
    for arm, is_firm in (("wn-he", False), ("wn-log", True)):
        cells = ("kappa1", "kappa10")
        decide(f"{arm}: a gain only where imbalanced",
               lambda found: found[0] in ("equivalent", "inconclusive") and found[1] == "better",
               [verdicts[cell, arm] for cell in cells],
               [recorded[f"{cell}.{arm}-over-std-he.verdict"] for cell in cells], is_firm)
    for arm in ("std-he", "wn-he", "wn-log"):
        losses = [levels[arm][cell] for cell in ("kappa1", "kappa10", "kappa30")]
        print(f"{arm + '.lossRatio':40} {max(losses) / min(losses):12.3f}"
              f" {recorded[arm + '.lossRatio']:12.3f}")
    settings = {"log": ("wn-log", False), "linear": ("wn-he", False), "log-biases": ("wn-log", True)}
    worst = {name: greatest_differences(*setting, x, labels) for name, setting in settings.items()}
    for name, differences in worst.items():
        print(f"{'invariance.' + name + '.greatestDifference':40} {differences.max():12.2e}"
              f" {recorded[f'invariance.{name}.greatestDifference']:12.2e}")
    decide("log g alone is exact", lambda ends: bool(ends[0] < 1e-9 and ends[1] > 0.1),
           (worst["log"].max(), worst["linear"].min()),
           (recorded["invariance.log.greatestDifference"],
            recorded["invariance.linear.leastDifference"]))
    if differing:
        sys.exit("decided differently: " + ", ".join(differing))


if __name__ == "__main__":
    main()

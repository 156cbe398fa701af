"""The experiments `convergence` and `rate-allocation`, written a second time.

Nothing is shared with the Swift program but the definition: the random numbers are PyTorch's, those of
the digits' split too, the gradients come from its automatic differentiation of plain formulas, and all
runs of an arm are trained at once as one batched product. Prints each effect with its verdict beside
the recorded one, and ends with status 1 if one says `better` where the other says `worse`, or if two
intervals lie apart by more than a margin.

    python Tests/Independent/convergence.py [--records reports/runs] [--cells digits ...] [--seed 0]

Needs torch, numpy and scipy, and Fashion-MNIST for its cells; a few minutes.
"""

import argparse
import gzip
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from scipy import stats
from torch.nn import functional

ROOT = Path(__file__).parent.parent.parent
BATCH, INITIALIZATION_ROWS, CEILING, MARGIN = 32, 500, 10.0, 0.1
CORE = ("std-he", "wn-he", "std-ddi", "wn-ddi")
BATCHED = ("mobn-wn", "bn")
MECHANISM = ("std-ddi", "wn-ddi", "wn-ddi-unit-ratio", "std-ddi-per-layer", "std-ddi-per-unit")
ROWS = [
    ("wn-he", "std-he"), ("wn-ddi", "std-ddi"), ("std-ddi", "std-he"), ("wn-ddi", "std-he"),
    ("mobn-wn", "wn-ddi"), ("bn", "std-he"), ("wn-ddi", "bn"), ("mobn-wn", "bn"),
]
MECHANISM_ROWS = [(arm, "std-ddi") for arm in MECHANISM[1:]]
GRIDS = {"heavy-ball": (-8, 0), "adam": (-12, -3), "sgd": (-8, 3)}


@dataclass(frozen=True)
class Data:
    x: torch.Tensor
    y: torch.Tensor
    x_test: torch.Tensor
    y_test: torch.Tensor
    sizes: tuple
    epochs: int


def digits(seed):
    with gzip.open(ROOT / "Sources/Experiments/Data/digits.csv.gz", "rt") as file:
        table = numpy.loadtxt(file, delimiter=",", skiprows=1)
    table = table[numpy.random.default_rng(seed).permutation(len(table))]
    x = torch.tensor(table[:, :-1] / 16, dtype=torch.float32)
    y = torch.tensor(table[:, -1], dtype=torch.int64)
    x -= x[:1400].mean()
    return Data(x[:1400], y[:1400], x[1400:], y[1400:], (64, 32, 32, 10), 8)


def clothes(folder):
    def read(name, skip):
        with gzip.open(Path(folder) / f"{name}-ubyte.gz", "rb") as file:
            return numpy.frombuffer(file.read(), numpy.uint8)[skip:]

    def part(prefix):
        images = read(f"{prefix}-images-idx3", 16).reshape(-1, 14, 2, 14, 2)[:2000]
        labels = read(f"{prefix}-labels-idx1", 8)[:2000]
        x = torch.tensor(images.mean(axis=(2, 4)).reshape(2000, 196) / 255, dtype=torch.float32)
        return x, torch.tensor(labels.astype(numpy.int64))

    (x, y), (x_test, y_test) = part("train"), part("t10k")
    mean = x.mean()
    return Data(x - mean, y, x_test - mean, y_test, (196, 32, 32, 10), 6)


def generator(purpose, seed):
    return torch.Generator().manual_seed(7919 * seed + purpose)


class Networks:
    """One network per run, all of one arm: every parameter has the run as its first axis."""

    def __init__(self, arm, data, seeds, base):
        self.arm = arm
        self.isNormalized = arm.startswith(("wn", "mobn"))
        self.layers = []
        for index, (inputs, outputs) in enumerate(zip(data.sizes, data.sizes[1:])):
            variance = (1 if index == len(data.sizes) - 2 else 2) / inputs
            draws = [
                torch.randn(outputs, inputs, generator=generator(10 + index, base + seed))
                for seed in seeds
            ]
            v = math.sqrt(variance) * torch.stack(draws)
            layer = {"v": v, "b": torch.zeros(len(seeds), 1, outputs)}
            if self.isNormalized:
                layer["g"] = v.norm(dim=2, keepdim=True)
            if arm == "bn" and index < len(data.sizes) - 2:
                layer["gain"] = torch.ones(len(seeds), 1, outputs)
            self.layers.append(layer)
        self.factors = [torch.ones(1)] * len(self.layers)
        self.means = [torch.zeros_like(layer["b"]) for layer in self.layers]
        self.variances = [torch.ones_like(layer["b"]) for layer in self.layers]
        if "ddi" in arm or arm == "mobn-wn":
            rows = [
                torch.randperm(len(data.x), generator=generator(1, base + seed)) for seed in seeds
            ]
            self.fit(torch.stack([data.x[r[:INITIALIZATION_ROWS]] for r in rows]))
        for layer in self.layers:
            for parameter in layer.values():
                parameter.requires_grad_()

    def centres(self, index):
        return self.arm in BATCHED and index < len(self.layers) - 1

    def fit(self, x):
        """Pre-activations of mean 0 and variance 1."""
        for index, layer in enumerate(self.layers):
            lengths = layer["v"].norm(dim=2, keepdim=True)
            t = x @ (layer["v"] / lengths).mT
            deviation, mean = torch.std_mean(t, dim=1, keepdim=True, correction=0)
            scale = 1 / deviation.clamp_min(1e-8)
            if self.centres(index):
                self.means[index] = mean * scale
            else:
                layer["b"] = -mean * scale
            squares = (scale.mT / lengths) ** 2
            if self.arm.endswith("per-layer"):
                self.factors[index] = squares.mean(dim=1, keepdim=True).expand_as(squares)
            if self.arm.endswith("per-unit"):
                self.factors[index] = squares
            if self.isNormalized:
                layer["g"] = scale.mT.clone()
                if self.arm.endswith("unit-ratio"):
                    layer["v"] = layer["v"] / lengths * layer["g"]
            else:
                layer["v"] = layer["v"] / lengths * scale.mT
            x = (t - mean) * scale
            if index < len(self.layers) - 1:
                x = x.relu()

    def __call__(self, x, isTraining):
        for index, layer in enumerate(self.layers):
            w = layer["v"]
            if self.isNormalized:
                w = layer["g"] * w / w.norm(dim=2, keepdim=True)
            x = x @ w.mT
            if self.centres(index):
                x = self.centre(x, index, layer, isTraining)
            x = x + layer["b"]
            if index < len(self.layers) - 1:
                x = x.relu()
        return x

    def centre(self, t, index, layer, isTraining):
        mean, variance = self.means[index], self.variances[index]
        if isTraining:
            variance, mean = torch.var_mean(t, dim=1, keepdim=True, correction=0)
            self.means[index] = 0.9 * self.means[index] + 0.1 * mean.detach()
            self.variances[index] = 0.9 * self.variances[index] + 0.1 * variance.detach()
        t = t - mean
        return t if "gain" not in layer else layer["gain"] * t / (variance + 1e-5).sqrt()

    def parameters(self):
        """Each with the factor of its learning rate."""
        for layer, factor in zip(self.layers, self.factors):
            for name, parameter in layer.items():
                yield parameter, factor if name == "v" else torch.ones(1)


class Step:
    def __init__(self, rule, rates):
        self.rule, self.rates, self.time, self.state = rule, rates[:, None, None], 0, {}

    @torch.no_grad()
    def __call__(self, networks, gradients):
        self.time += 1
        for index, ((parameter, factor), gradient) in enumerate(
            zip(networks.parameters(), gradients)
        ):
            gradient = gradient * factor
            first, second = self.state.setdefault(
                index, (torch.zeros_like(parameter), torch.zeros_like(parameter))
            )
            if self.rule == "sgd":
                move = gradient
            elif self.rule == "heavy-ball":
                move = first.mul_(0.9).add_(gradient)
            else:
                first.mul_(0.9).add_(gradient, alpha=0.1)
                second.mul_(0.999).addcmul_(gradient, gradient, value=0.001)
                move = first / (1 - 0.9**self.time)
                move = move / ((second / (1 - 0.999**self.time)).sqrt() + 1e-8)
            parameter -= self.rates * move


def train(arm, data, rule, octaves, seeds, base):
    """The metric and the test accuracy of a run at each of the octaves with the seed beside it."""
    networks = Networks(arm, data, seeds, base)
    step = Step(rule, 2.0 ** torch.tensor(octaves, dtype=torch.float32))
    runs, count = len(seeds), len(data.x) // BATCH * BATCH
    area, isFinite = torch.zeros(runs), torch.ones(runs, dtype=torch.bool)
    parameters = [parameter for parameter, _ in networks.parameters()]
    # Several runs of one seed get the order of that seed.
    unique = sorted(set(seeds))
    place = torch.tensor([unique.index(seed) for seed in seeds])
    order_of = {seed: generator(2, base + seed) for seed in unique}
    for _ in range(data.epochs):
        permutations = torch.stack(
            [torch.randperm(len(data.x), generator=order_of[seed])[:count] for seed in unique]
        )[place]
        for chosen in permutations.split(BATCH, dim=1):
            outputs = networks(data.x[chosen], True)
            loss = functional.cross_entropy(
                outputs.flatten(0, 1), data.y[chosen].flatten(), reduction="sum"
            )
            step(networks, torch.autograd.grad(loss / BATCH, parameters))
        with torch.no_grad():
            outputs = networks(data.x.expand(runs, -1, -1), False)
            losses = functional.cross_entropy(
                outputs.mT, data.y.expand(runs, -1), reduction="none"
            ).mean(dim=1)
        isFinite &= losses.isfinite()
        area += torch.where(isFinite, losses.clamp_max(CEILING), CEILING)
    metric = area / data.epochs + CEILING * ~isFinite
    with torch.no_grad():
        outputs = networks(data.x_test.expand(runs, -1, -1), False)
    right = (outputs.argmax(dim=2) == data.y_test).float().mean(dim=1)
    return metric.numpy(), right.numpy()


def tuned(arm, data, rule, grid, step, tuning_seeds, evaluation_seeds, base):
    """The best octave, and the metrics and accuracies at it."""
    octaves = list(numpy.arange(grid[0], grid[1] + step / 2, step))
    pairs = [(octave, seed) for octave in octaves for seed in tuning_seeds]
    metric, _ = train(arm, data, rule, [p[0] for p in pairs], [p[1] for p in pairs], base)
    best = octaves[int(metric.reshape(len(octaves), -1).mean(axis=1).argmin())]
    seeds = list(evaluation_seeds)
    return best, *train(arm, data, rule, [best] * len(seeds), seeds, base)


def interval(differences):
    count, mean = len(differences), differences.mean()
    half = stats.t.ppf(0.975, count - 1) * differences.std(ddof=1) / math.sqrt(count)
    resampled = numpy.random.default_rng(0).choice(differences, (10_000, count)).mean(axis=1)
    low, high = numpy.quantile(resampled, (0.025, 0.975))
    return mean, min(low, mean - half), max(high, mean + half)


def verdict(low, high):
    if low > MARGIN:
        return "better"
    if high < -MARGIN:
        return "worse"
    return "equivalent" if -MARGIN <= low and high <= MARGIN else "inconclusive"


def recorded(path):
    if not path.exists():
        return {}
    values = json.loads(path.read_text())["values"]
    return {value["name"]: next(iter(value["value"].values())) for value in values}


def compare(cell, results, rows, record):
    """Prints a line per row; how many contradict the record, whose names begin with the cell."""
    contradictions = 0
    for first, second in rows:
        if first not in results or second not in results:
            continue
        (_, a, right_a), (_, b, right_b) = results[first], results[second]
        count = min(len(a), len(b))
        differences = numpy.log2(b[:count] / a[:count])
        mean, low, high = interval(differences)
        name = f"{cell}{first}-over-{second}"
        ours = record.get(f"{name}.effect")
        theirs = verdict(low, high)
        line = f"  {first + ' over ' + second:28}{mean:+.3f} [{low:+.3f}, {high:+.3f}] {theirs:13}"
        if ours:
            word = record[f"{name}.verdict"]
            gap = max(ours["low"] - high, low - ours["high"])
            apart = {word, theirs} == {"better", "worse"} or gap > MARGIN
            contradictions += apart
            line += f"| {ours['estimate']:+.3f} [{ours['low']:+.3f}, {ours['high']:+.3f}] {word:13}"
            line += "CONTRADICTION" if apart else "" if word == theirs else "other verdict"
        else:
            line += "| not recorded"
        accuracy = 100 * (right_a[:count] - right_b[:count]).mean()
        print(f"{line}  accuracy {accuracy:+.2f} pp")
    return contradictions


def run_cell(data, rule, groups, base):
    results = {}
    for arms, step, tuning, evaluation in groups:
        for arm in arms:
            results[arm] = tuned(
                arm, data, rule, GRIDS[rule], step, range(100, 100 + tuning), range(evaluation), base
            )
            best, metrics, right = results[arm]
            print(
                f"  {arm:14} η* = 2^{best:<5} mean loss {metrics.mean():.4f}"
                f"  accuracy {100 * right.mean():.2f} %",
                flush=True,
            )
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--records", type=Path, default=ROOT / "reports/runs")
    parser.add_argument("--fashion-mnist", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--seed", type=int, default=0, help="of the split, and base of all others")
    names = [f"{data}{rule}" for data in ("digits", "fashion-mnist") for rule in ("", "-adam", "-sgd")]
    parser.add_argument("--cells", nargs="*", choices=[*names, "rate-allocation"], default=None)
    options = parser.parse_args()
    cells = options.cells or [name for name in names if "sgd" not in name] + ["rate-allocation"]
    base, contradictions = 1_000_000 * options.seed, 0
    print("here, then the record of the Swift program; log₂ of the ratio of mean losses")
    for cell in cells:
        print(cell)
        rule = next((rule for rule in ("adam", "sgd") if cell.endswith(rule)), "heavy-ball")
        if cell == "rate-allocation":
            results = run_cell(digits(options.seed), rule, [(MECHANISM, 0.5, 6, 20)], base)
            record = recorded(options.records / "rate-allocation.json")
            contradictions += compare("", results, MECHANISM_ROWS, record)
            continue
        record = recorded(options.records / "convergence.json")
        if cell.startswith("digits"):
            groups = [(CORE, 0.5, 6, 20), (BATCHED, 1, 3, 10)]
            results = run_cell(digits(options.seed), rule, groups, base)
        else:
            data = clothes(options.fashion_mnist)
            results = run_cell(data, rule, [(CORE + BATCHED, 1, 3, 10)], base)
        contradictions += compare(f"{cell}.", results, ROWS, record)
    print(f"{contradictions} contradictions")
    sys.exit(1 if contradictions else 0)


if __name__ == "__main__":
    main()

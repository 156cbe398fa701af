"""The experiments `convergence`, `rate-allocation` and `frozen-g`, written a second time.

Nothing is shared with the Swift program but the definition: the random numbers are PyTorch's, those
of the digits' split too, the gradients come from its automatic differentiation of plain formulas,
and all runs of an arm are trained at once as one batched product. Prints each effect with its
verdict beside the recorded one, and ends with status 1 if one says `better` where the other says
`worse`, or if two intervals lie apart by more than a margin.

    python Tests/Independent/convergence.py [--records reports/runs] [--cells digits ...] [--seed 0]

Needs torch, numpy and scipy, and Fashion-MNIST for its cells; some four minutes.
"""

import argparse
import gzip
import math
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy
import torch
from torch.nn import functional

from chosen import HOPELESS, beside, compare, recorded, student, tune

ROOT = Path(__file__).parent.parent.parent
BATCH, INITIALIZATION_ROWS, CEILING = 32, 500, 10.0
ARMS = ("std-he", "wn-he", "std-ddi", "wn-ddi", "mobn-wn", "bn")
BATCHED = ("mobn-wn", "bn")
ROWS = [
    ("wn-he", "std-he"), ("wn-ddi", "std-ddi"), ("std-ddi", "std-he"), ("wn-ddi", "std-he"),
    ("mobn-wn", "wn-ddi"), ("bn", "std-he"), ("wn-ddi", "bn"), ("mobn-wn", "bn"),
]
MECHANISM = (
    "std-ddi", "wn-ddi", "wn-ddi-unit-ratio", "std-ddi-per-layer", "std-ddi-per-unit",
    "std-ddi-replayed",
)
MECHANISM_ROWS = [(arm, "std-ddi") for arm in MECHANISM[1:]] + [
    ("wn-ddi", arm) for arm in ("wn-ddi-unit-ratio", "std-ddi-per-layer", "std-ddi-replayed")
]
FROZEN = ("wn-ddi", "wn-ddi-frozen", "wn-one", "wn-one-frozen")
FROZEN_ROWS = [
    ("wn-ddi-frozen", "wn-ddi"), ("wn-one-frozen", "wn-one"), ("wn-one", "wn-ddi"),
]
GRIDS = {"heavy-ball": (-8, 0), "adam": (-12, -3), "sgd": (-8, 3)}


@dataclass(frozen=True)
class Data:
    x: torch.Tensor
    y: torch.Tensor
    x_test: torch.Tensor
    y_test: torch.Tensor
    sizes: tuple
    epochs: int

    @property
    def shapes(self):
        """The inputs and outputs of each layer's map."""
        return list(zip(self.sizes, self.sizes[1:]))

    def networks(self, *options):
        return Networks(*options)


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
    """One network per run, all of one arm: every parameter has the run as its first axis, which is
    one octave's seeds after another's."""

    def __init__(self, arm, data, octaves, seeds, base):
        self.arm = arm
        self.isNormalized = arm.startswith(("wn", "mobn"))
        self.layers = []
        last = len(data.shapes) - 1
        for index, (inputs, outputs) in enumerate(data.shapes):
            variance = (1 if index == last else 2) / inputs
            draws = [
                torch.randn(outputs, inputs, generator=generator(10 + index, base + seed))
                for seed in seeds
            ]
            v = math.sqrt(variance) * torch.stack(draws)
            layer = {"v": v, "b": torch.zeros(len(seeds), 1, outputs)}
            if self.isNormalized:
                layer["g"] = v.norm(dim=2, keepdim=True)
            if arm.startswith("wn-one"):
                layer["g"] = torch.ones_like(layer["g"])
            if arm == "bn" and index < last:
                layer["gain"] = torch.ones(len(seeds), 1, outputs)
            self.layers.append(layer)
        self.factors = [torch.ones(len(seeds), 1, 1)] * len(self.layers)
        self.means = [torch.zeros_like(layer["b"]) for layer in self.layers]
        self.variances = [torch.ones_like(layer["b"]) for layer in self.layers]
        if "ddi" in arm or arm == "mobn-wn":
            rows = [
                torch.randperm(len(data.x), generator=generator(1, base + seed)) for seed in seeds
            ]
            self.fit(torch.stack([data.x[r[:INITIALIZATION_ROWS]] for r in rows]))
        for some in (self.factors, self.means, self.variances):
            some[:] = [tensor.repeat(len(octaves), 1, 1) for tensor in some]
        for layer in self.layers:
            for name, parameter in layer.items():
                layer[name] = parameter.repeat(len(octaves), 1, 1).requires_grad_()
        # Whose ratios of lengths a replayed network has at each step as factors of its rates.
        isReplayed = arm.endswith("replayed")
        self.model = Networks("wn-ddi", data, octaves, seeds, base) if isReplayed else None

    def centres(self, index):
        return self.arm in BATCHED and index < len(self.layers) - 1

    def fit(self, x):
        """Pre-activations of mean 0 and variance 1."""
        rows = x.shape[1]
        for index, layer in enumerate(self.layers):
            lengths = layer["v"].norm(dim=2, keepdim=True)
            t = self.spread(index, x) @ (layer["v"] / lengths).mT
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
                x = self.gather(x.relu(), rows)

    def spread(self, index, x):
        """What the map of a layer takes of its inputs: [run, row, input]."""
        return x

    def gather(self, x, rows):
        """The outputs of a map as those of so many rows."""
        return x

    def __call__(self, x, isTraining):
        rows = x.shape[-2]
        for index, layer in enumerate(self.layers):
            w = layer["v"]
            if self.isNormalized:
                w = layer["g"] / w.norm(dim=2, keepdim=True) * w
            x = self.spread(index, x) @ w.mT
            if self.centres(index):
                x = self.centre(x, index, layer, isTraining)
            x = x + layer["b"]
            if index < len(self.layers) - 1:
                x = self.gather(x.relu(), rows)
        return x

    def centre(self, t, index, layer, isTraining):
        mean, variance = self.means[index], self.variances[index]
        if isTraining:
            variance, mean = torch.var_mean(t, dim=1, keepdim=True, correction=0)
            self.means[index] = 0.9 * self.means[index] + 0.1 * mean.detach()
            self.variances[index] = 0.9 * self.variances[index] + 0.1 * variance.detach()
        t = t - mean
        return t if "gain" not in layer else layer["gain"] * t / (variance + 1e-5).sqrt()

    def ratios(self):
        """(g/‖v‖)² of every unit, for each layer."""
        return [
            (layer["g"] / layer["v"].norm(dim=2, keepdim=True)).detach() ** 2
            for layer in self.layers
        ]

    def parameters(self):
        """Those that are trained, each with the factor of its learning rate."""
        factors = self.model.ratios() if self.model else self.factors
        for layer, factor in zip(self.layers, factors):
            for name, parameter in layer.items():
                if name != "g" or not self.arm.endswith("frozen"):
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


def train(arm, data, rule, base, octaves, seeds):
    """The metric and the test accuracy in % at each of the octaves in each of the seeds."""
    networks = data.networks(arm, data, octaves, seeds, base)
    # One that is imitated makes each of its steps after the one that imitates it.
    trained = [networks, networks.model] if networks.model else [networks]
    rates = 2.0 ** torch.tensor(octaves, dtype=torch.float32).repeat_interleave(len(seeds))
    steps = [Step(rule, rates) for _ in trained]
    runs, count = len(rates), len(data.x) // BATCH * BATCH
    area, isFinite = torch.zeros(runs), torch.ones(runs, dtype=torch.bool)
    generators = [generator(2, base + seed) for seed in seeds]
    for _ in range(data.epochs):
        orders = torch.stack([torch.randperm(len(data.x), generator=each) for each in generators])
        for chosen in orders[:, :count].repeat(len(octaves), 1).split(BATCH, dim=1):
            x, y = data.x[chosen], data.y[chosen].flatten()
            for network, step in zip(trained, steps):
                outputs = network(x, True)
                loss = functional.cross_entropy(outputs.flatten(0, 1), y, reduction="sum") / BATCH
                parameters = [parameter for parameter, _ in network.parameters()]
                step(network, torch.autograd.grad(loss, parameters))
        with torch.no_grad():
            losses = functional.cross_entropy(
                networks(data.x, False).mT, data.y.expand(runs, -1), reduction="none"
            ).mean(dim=1)
        isFinite &= losses.isfinite()
        area += torch.where(isFinite, losses.clamp_max(CEILING), CEILING)
    metric = area / data.epochs + CEILING * ~isFinite
    with torch.no_grad():
        right = (networks(data.x_test, False).argmax(dim=2) == data.y_test).float().mean(dim=1)
    return torch.stack([metric, 100 * right * isFinite]).view(2, len(octaves), -1).double().numpy()


@dataclass(frozen=True)
class Cell:
    data: Data
    rule: str
    arms: tuple
    rows: list
    seeds: int
    record: Path
    prefix: str = ""
    hopeless: float = HOPELESS

    def compare(self, base):
        """Prints what is found beside what is recorded; how many contradict."""
        record, curves, contradictions = recorded(self.record), {}, 0
        for arm in self.arms:
            measure = partial(train, arm, self.data, self.rule, base)
            curves[arm] = tune(measure, GRIDS[self.rule], range(self.seeds), self.hopeless)
            print(f"  {arm:18}{self.describe(arm, curves[arm], record)}", flush=True)
        for first, second in self.rows:
            effect, differences = compare(curves[first], curves[second])
            name = f"{self.prefix}{first}-over-{second}"
            line, differs = beside(
                f"{first} over {second}", effect,
                record.get(f"{name}.effect"), record.get(f"{name}.verdict"))
            accuracy = record.get(f"{name}.accuracy")
            theirs = f"| {accuracy['estimate']:+.2f} " if accuracy else ""
            print(f"{line}accuracy {differences[1]:+.2f} {theirs}pp")
            contradictions += differs
        if "std-ddi-replayed" in curves:
            contradictions += self.probe(curves["wn-ddi"], base, record)
        return contradictions

    def describe(self, arm, curve, record):
        loss, accuracy = curve.values[:, curve.best].mean(axis=1)
        octave = curve.octaves[curve.best]
        text = f"η* = 2^{octave:<5} mean loss {loss:.4f}  accuracy {accuracy:.2f} %"
        name = f"{self.prefix}{arm}"
        if f"{name}.exponent" not in record:
            return text
        octave, loss, accuracy = (
            record[f"{name}.{key}"] for key in ("exponent", "meanLoss", "accuracy")
        )
        return f"{text} | 2^{octave:<5} {loss:.4f}  {100 * accuracy:.2f} %"

    def probe(self, curve, base, record):
        """Weight normalization over its imitation at one rate, an octave off its best one."""
        best, contradictions = curve.octaves[curve.best], 0
        a, b = (
            train(arm, self.data, self.rule, base, [best - 1, best + 1], range(self.seeds))[0]
            for arm in ("wn-ddi", "std-ddi-replayed")
        )
        for name, differences in zip(("below", "above"), numpy.log2(b / a)):
            interval = record.get(f"replay.{name}")
            line, differs = beside(f"an octave {name}", student(differences), interval, None)
            print(line)
            contradictions += differs
        return contradictions


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--records", type=Path, default=ROOT / "reports/runs")
    parser.add_argument("--fashion-mnist", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--seed", type=int, default=0, help="of the split, and base of all others")
    rules = ("", "-adam", "-sgd")
    names = [f"{data}{rule}" for data in ("digits", "fashion-mnist") for rule in rules]
    frozen = ["frozen-g.digits", "frozen-g.fashion-mnist"]
    parser.add_argument("--cells", nargs="*", choices=[*names, "rate-allocation", *frozen])
    options = parser.parse_args()
    torch.set_num_threads(1)
    usual = [name for name in names if "sgd" not in name]
    base, contradictions = 1_000_000 * options.seed, 0
    print("here | the record of the Swift program; log₂ of the ratio of mean losses")
    for name in options.cells or [*usual, "rate-allocation", *frozen]:
        print(name)
        isFashion = "fashion" in name
        data = clothes(options.fashion_mnist) if isFashion else digits(options.seed)
        if name == "rate-allocation":
            cell = Cell(
                data, "heavy-ball", MECHANISM, MECHANISM_ROWS, 24,
                options.records / "rate-allocation.json", hopeless=math.inf)
        elif name in frozen:
            cell = Cell(
                data, "heavy-ball", FROZEN, FROZEN_ROWS, 12, options.records / "frozen-g.json",
                name.removeprefix("frozen-g.") + ".")
        else:
            rule = next((rule for rule in ("adam", "sgd") if name.endswith(rule)), "heavy-ball")
            cell = Cell(
                data, rule, ARMS, ROWS, 12 if isFashion else 24,
                options.records / "convergence.json", f"{name}.")
        contradictions += cell.compare(base)
    print(f"{contradictions} contradictions")
    sys.exit(1 if contradictions else 0)


if __name__ == "__main__":
    main()

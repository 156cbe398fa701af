"""The experiment `noise`, written a second time.

Nothing is shared with the Swift program but the definition: the random numbers are PyTorch's, and the
gradients come from its automatic differentiation of w = g·v/‖v‖. So the numbers differ by the luck of
the draw, and the decisions should not. Prints each deciding number beside the recorded one and ends
with status 1 if a decision differs.

    python Tests/Independent/noise.py [--record reports/runs/noise.json] [--seed 0] [--long]

Needs torch, numpy and scipy; some ten seconds.
"""

import argparse
import json
import math
import sys

import numpy
import scipy.stats
import torch

INPUTS, BATCH, NOISE, TARGET, STEPS, SEEDS = 20, 8, 1.0, 2.0, 4000, 20
OCTAVES = [float(octave) for octave in range(-9, 2)]
FINE = [octave / 4 for octave in range(-32, -15)]
SCHEDULES = [(0.0625, 20), (0.125, 5)]
THRESHOLD, LAST, TOLERANCE, REPLAYED = 0.05, STEPS // 10, 1.05, -1.0


def unit_rows(count, generator):
    rows = torch.randn(count, INPUTS, generator=generator, dtype=torch.float64)
    return rows / rows.norm(dim=1, keepdim=True)


def draw_batch(target, generator):
    """Inputs [seed, row, input] and noisy outputs [seed, row, 1]."""
    x = torch.randn(len(target), BATCH, INPUTS, generator=generator, dtype=torch.float64)
    noise = torch.randn(len(target), BATCH, 1, generator=generator, dtype=torch.float64)
    return x, x @ target[:, :, None] + NOISE * noise


def batch_loss(w, x, y):
    """½·mean of squares for weights [seed, input, arm], summed over seeds and arms, whose gradients
    do not mix."""
    return ((x @ w - y) ** 2).sum() / (2 * BATCH)


class Standard:
    """Arms in the standard parameterization, with a rate for each seed and arm."""

    def __init__(self, start, lengths):
        self.w = start[:, :, None] * torch.tensor(lengths, dtype=torch.float64)

    def step(self, x, y, rates):
        w = self.w.clone().requires_grad_()
        (slope,) = torch.autograd.grad(batch_loss(w, x, y), w)
        self.w = self.w - rates * slope


class Normalized:
    """Arms w = g·v/‖v‖, with rates of v and of g."""

    def __init__(self, start, g, rates, rates_of_g):
        self.v = start[:, :, None].repeat(1, 1, len(g))
        self.g = torch.tensor(g, dtype=torch.float64).repeat(len(start), 1)
        self.rates = torch.tensor(rates, dtype=torch.float64)
        self.rates_of_g = torch.tensor(rates_of_g, dtype=torch.float64)

    @staticmethod
    def weight(v, g):
        return g[:, None, :] * v / v.norm(dim=1, keepdim=True)

    @property
    def w(self):
        return self.weight(self.v, self.g)

    @property
    def direction_rates(self):
        return self.rates * self.g**2 / (self.v**2).sum(1)

    def step(self, x, y):
        v, g = self.v.clone().requires_grad_(), self.g.clone().requires_grad_()
        of_v, of_g = torch.autograd.grad(batch_loss(self.weight(v, g), x, y), (v, g))
        self.v, self.g = self.v - self.rates * of_v, self.g - self.rates_of_g * of_g


def simulate(seed):
    """Excess losses [step, seed, arm] by arm name and octave, and what the controls saw."""
    generator = torch.Generator().manual_seed(seed)
    target = TARGET * unit_rows(SEEDS, generator)
    start = unit_rows(SEEDS, generator)
    standard_octaves = sorted(set(OCTAVES) | set(FINE))
    eta = [2.0**octave for octave in OCTAVES]
    count = len(standard_octaves)
    standard = Standard(start, [1.0] * (count + len(SCHEDULES)) + [2.0])
    n = len(eta)
    normalized = Normalized(
        start, [2.0] * n + [1.0] * (2 * n), eta * 3, [0.0] * n + eta + [0.05] * n)
    names = [("standard", octave) for octave in standard_octaves]
    names += [("schedule", index) for index in range(len(SCHEDULES))] + [("replay", REPLAYED)]
    names += [(arm, octave) for arm in ("fixed", "trained", "slow") for octave in OCTAVES]
    reference = OCTAVES.index(REPLAYED)
    sphere = 2 * start
    constant = torch.tensor([2.0**octave for octave in standard_octaves], dtype=torch.float64)
    excess = numpy.empty((STEPS + 1, SEEDS, len(names)))
    longest = torch.zeros(SEEDS, len(names), dtype=torch.float64)
    apart = 0.0
    for step in range(STEPS + 1):
        w = torch.cat([standard.w, normalized.w], dim=2)
        excess[step] = ((w - target[:, :, None]) ** 2).sum(1) / 2
        longest = torch.maximum(longest, w.norm(dim=1).nan_to_num(nan=math.inf))
        apart = max(apart, (sphere - normalized.w[:, :, reference]).norm(dim=1).max().item() / 2)
        if step == STEPS:
            break
        x, y = draw_batch(target, generator)
        replayed = normalized.direction_rates[:, reference]
        rates = torch.empty(SEEDS, standard.w.shape[2], dtype=torch.float64)
        rates[:, :count] = constant
        for index, (first, scale) in enumerate(SCHEDULES):
            rates[:, count + index] = first / math.sqrt(1 + step / scale)
        rates[:, -1] = replayed
        # Descent along the sphere of radius 2, with the gradient of the standard loss.
        free = sphere[:, :, None].clone().requires_grad_()
        (slope,) = torch.autograd.grad(batch_loss(free, x, y), free)
        slope = slope[:, :, 0]
        across = slope - (slope * sphere).sum(1, keepdim=True) * sphere / 4
        moved = sphere - replayed[:, None] * across
        sphere = 2 * moved / moved.norm(dim=1, keepdim=True)
        standard.step(x, y, rates[:, None, :])
        normalized.step(x, y)
    excess[:, (longest > 1000 * TARGET).numpy()] = numpy.inf
    ends = {octave: normalized.direction_rates[:, i].numpy() for i, octave in enumerate(OCTAVES)}
    return {name: excess[:, :, i] for i, name in enumerate(names)}, ends, apart


def floors(excess):
    return excess[-LAST:].mean(0)


def later_means(excess):
    return excess[-9 * LAST :].mean(0)


def first_steps(excess):
    learned = excess <= THRESHOLD
    return numpy.where(learned.any(0), learned.argmax(0), STEPS + 1)


def interval(values, generator):
    """The mean with the hull of the percentile bootstrap and Student's t."""
    means = generator.choice(values, (10_000, len(values))).mean(1)
    low, high = numpy.quantile(means, [0.025, 0.975])
    error = values.std(ddof=1) / math.sqrt(len(values))
    margin = scipy.stats.t.ppf(0.975, len(values) - 1) * error
    return values.mean(), min(low, values.mean() - margin), max(high, values.mean() + margin)


def compare(paths, arm, generator):
    """Speed at an equal floor, and floor where the standard neuron learns soonest and as soon."""
    own = paths[arm]
    standard = {name: path for name, path in paths.items() if name[0] == "standard"}
    median_floor = {name: numpy.median(floors(path)) for name, path in standard.items()}
    median_steps = {name: numpy.median(first_steps(path)) for name, path in standard.items()}
    low = [name for name in standard if median_floor[name] <= TOLERANCE * numpy.median(floors(own))]
    equal_floor = max(low, key=lambda name: name[1])
    soonest = min(standard, key=lambda name: (median_steps[name], median_floor[name]))
    limit = max(median_steps[soonest], numpy.median(first_steps(own)))
    quick = [name for name in standard if median_steps[name] <= limit]
    equal_speed = min(quick, key=median_floor.get)
    speed = numpy.log2(first_steps(standard[equal_floor]) / first_steps(own))
    later = numpy.log2(later_means(standard[equal_floor]) / later_means(own))
    lower = [numpy.log2(floors(standard[other]) / floors(own)) for other in (soonest, equal_speed)]
    return {
        "equalFloor.standardExponent": equal_floor[1],
        "equalFloor.effect": interval(speed, generator),
        "equalFloor.later": interval(later, generator),
        "soonest.effect": interval(lower[0], generator),
        "equalSpeed.standardExponent": equal_speed[1],
        "equalSpeed.effect": interval(lower[1], generator),
    }


def measure(seed):
    paths, ends, apart = simulate(seed)
    generator = numpy.random.default_rng(seed)
    numbers = {}
    for (arm, octave), path in paths.items():
        name = {"slow": "trained-slow"}.get(arm, arm)
        if arm in ("schedule", "replay"):
            name = "replay.plain" if arm == "replay" else f"schedule{octave + 1}"
        elif octave in OCTAVES:
            name = f"{name}.exponent{octave:.0f}"
        else:
            continue
        floor = numpy.median(floors(path))
        if numpy.isfinite(floor):
            numbers[name + ".floor"] = floor
        numbers[name + ".steps"] = numpy.median(first_steps(path))
    merged = [numpy.median(ends[octave]) for octave in OCTAVES if -5 <= octave <= 0]
    numbers["merging.spread"] = max(merged) / min(merged)
    numbers["replay.projected.difference"] = apart
    ratio = paths["replay", REPLAYED] / paths["fixed", REPLAYED]
    numbers["replay.plain.difference"] = numpy.abs(numpy.log10(ratio)).mean()
    for name, arm in ("fixed", ("fixed", -4.0)), ("trained-slow", ("slow", -2.0)):
        found = compare(paths, arm, generator)
        numbers |= {f"{name}.{key}": value for key, value in found.items()}
    return numbers


def decide(numbers):
    """What chapters 3 and 5 and the claim say of numbers, of those here and of the recorded ones."""
    own = [numbers["fixed.exponent-4.floor"], numbers["trained-slow.exponent-2.floor"]]
    schedules = [numbers[f"schedule{index + 1}.floor"] for index in range(len(SCHEDULES))]
    return {
        "the schedule explains it": numbers["merging.spread"] < 1.25
        and numbers["replay.projected.difference"] < 1e-9
        and numbers["replay.plain.difference"] < 0.1,
        "quicker at constant rates": all(
            numbers[f"{arm}.equalFloor.effect"][1] > 0.5 and numbers[f"{arm}.soonest.effect"][1] > 1
            for arm in ("fixed", "trained-slow")),
        "later to come to rest": numbers["trained-slow.equalFloor.later"][2] < 0,
        "a schedule is lower": min(schedules) < min(own),
    }


def long_slopes(seed, steps=20_000, since=2000, rates=(0.03, 0.1, 0.3)):
    """Median slopes of ln‖v‖ on ln t with g frozen."""
    generator = torch.Generator().manual_seed(seed)
    target, start = TARGET * unit_rows(SEEDS, generator), unit_rows(SEEDS, generator)
    row = Normalized(start, [2.0] * len(rates), list(rates), [0.0] * len(rates))
    kept = set(numpy.unique(numpy.geomspace(since, steps, 100).astype(int)).tolist())
    norms = []
    for step in range(1, steps + 1):
        row.step(*draw_batch(target, generator))
        if step in kept:
            norms.append(row.v.norm(dim=1).log().flatten().numpy())
    slopes = numpy.polyfit(numpy.log(sorted(kept)), numpy.array(norms), 1)[0]
    return numpy.median(slopes.reshape(SEEDS, len(rates)), axis=0)


def plain(value):
    """A recorded number, or an interval as this file has it."""
    (value,) = value.values()
    return (value["estimate"], value["low"], value["high"]) if isinstance(value, dict) else value


def text(value):
    if value is None:
        return "not recorded"
    if isinstance(value, (tuple, list)):
        return "{:.2f} [{:.2f}, {:.2f}]".format(*value)
    return str(bool(value)) if isinstance(value, (bool, numpy.bool_)) else f"{value:.4g}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--record", default="reports/runs/noise.json")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--long", action="store_true", help="the slopes of 20 000 steps too")
    options = parser.parse_args()
    with open(options.record) as file:
        values = json.load(file)["values"]
    recorded = {value["name"]: plain(value["value"]) for value in values}
    torch.set_num_threads(1)
    numbers = measure(options.seed)
    if options.long:
        slopes = long_slopes(options.seed)
        numbers["long.slopeLow"], numbers["long.slopeHigh"] = slopes.min(), slopes.max()
    decisions, decided = decide(numbers), decide(recorded)
    print(f"{'':36} {'here':24} recorded")
    for name, value in (numbers | decisions).items():
        print(f"{name:36} {text(value):24} {text((recorded | decided).get(name))}")
    different = [name for name, value in decisions.items() if decided[name] != value]
    print("different decisions:", ", ".join(different) or "none")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

"""The experiment `deep-q`, written a second time.

Nothing is shared with the Swift program but the definition: random numbers, environments, networks and
the statistics are written anew, and the gradients come from PyTorch's automatic differentiation. Each
method is run at all rates of an octave grid, and each half of the seeds compares at the rates that the
other half chose. Prints each number beside the recorded one and ends with status 1 if one effect is
`better` where the other is `worse`, or if two intervals lie apart by more than a margin.

    python Tests/Independent/cart_pole.py [--records reports/runs] [--seeds 10]

Needs torch, numpy and scipy; some four minutes with 10 seeds.
"""

import argparse
import math
import sys
from pathlib import Path

import numpy
import torch

from chosen import Curve, Effect, halves, recorded, redrawn, student

torch.set_num_threads(1)

ROOT = Path(__file__).resolve().parents[2]
HIDDEN, BATCH, MEMORY, FIRST, PERIOD = 32, 32, 10_000, 500, 200
DISCOUNT, LAST_EXPLORATION, EXPLORATION_STEPS = 0.99, 0.05, 3000
BETAS, EPSILON = (0.9, 0.999), 1e-8


class CartPole:
    """Many poles side by side: [run, 4]."""

    name, inputs, actions, greatest, margin = "cart-pole", 4, 2, 200, 5.0
    steps, octaves = 20_000, (-10, -9, -8, -7, -6)

    def __init__(self, runs, random):
        self.random = random
        self.state = random.uniform(-0.05, 0.05, (runs, 4))
        self.age = numpy.zeros(runs, int)

    def seen(self):
        return self.state.astype(numpy.float32)

    def step(self, action):
        x, speed, angle, turning = self.state.T
        mass, total, half = 0.1, 1.1, 0.5
        drive = (numpy.where(action == 1, 10, -10)
                 + mass * half * turning**2 * numpy.sin(angle)) / total
        twist = ((9.8 * numpy.sin(angle) - numpy.cos(angle) * drive)
                 / (half * (4 / 3 - mass * numpy.cos(angle) ** 2 / total)))
        push = drive - mass * half * twist * numpy.cos(angle) / total
        self.state = self.state + 0.02 * numpy.stack([speed, push, turning, twist], axis=1)
        self.age += 1
        lost = (abs(self.state[:, 0]) > 2.4) | (abs(self.state[:, 2]) > math.radians(12))
        return numpy.ones(len(x), numpy.float32), lost, lost | (self.age == 200)

    def restart(self, over):
        self.state[over] = self.random.uniform(-0.05, 0.05, (over.sum(), 4))
        self.age[over] = 0


class Catch:
    """Many boards side by side."""

    name, inputs, actions, greatest, margin = "catch", 50, 3, 1, 0.05
    steps, octaves = 4_000, (-10, -9, -8, -7, -6, -5)

    def __init__(self, runs, random):
        self.random = random
        self.row, self.paddle = numpy.zeros(runs, int), numpy.full(runs, 2)
        self.column = random.integers(5, size=runs)

    def seen(self):
        board = numpy.zeros((len(self.row), 10, 5), numpy.float32)
        runs = numpy.arange(len(self.row))
        board[runs, self.row, self.column] = 1
        board[runs, 9, self.paddle] = 1
        return board.reshape(len(runs), 50)

    def step(self, action):
        self.paddle = (self.paddle + action - 1).clip(0, 4)
        self.row = self.row + 1
        over = self.row == 9
        reward = numpy.where(over, numpy.where(self.paddle == self.column, 1, -1), 0)
        return reward.astype(numpy.float32), over, over.copy()

    def restart(self, over):
        self.row[over], self.paddle[over] = 0, 2
        self.column[over] = self.random.integers(5, size=over.sum())


def start(sizes, is_weight_normalized, seeds):
    """He's draw of each run, the same for runs of one seed: v, g and b, or w and b, of each layer."""
    layers = []
    for index, (k, units) in enumerate(zip(sizes, sizes[1:])):
        scale = math.sqrt((2 if index < len(sizes) - 2 else 1) / k)
        draws = [scale * torch.randn(units, k, generator=torch.Generator().manual_seed(
            1000 * seed + index)) for seed in seeds]
        layer = {"matrix": torch.stack(draws), "bias": torch.zeros(len(seeds), 1, units)}
        if is_weight_normalized:
            layer["magnitude"] = layer["matrix"].norm(dim=2, keepdim=True)
        layers.append(layer)
    return layers


def values(layers, x):
    """Of each action: [run, row, action]."""
    for index, layer in enumerate(layers):
        w = layer["matrix"]
        if "magnitude" in layer:
            w = layer["magnitude"] * w / w.norm(dim=2, keepdim=True)
        x = torch.baddbmm(layer["bias"], x, w.transpose(1, 2))
        x = x.relu() if index < len(layers) - 1 else x
    return x


def shortfalls(Environment, is_weight_normalized, seeds):
    """What the mean return of the episodes lacks of the greatest: [octave, seed]."""
    pairs = [(octave, seed) for octave in Environment.octaves for seed in seeds]
    runs, rows = len(pairs), numpy.arange(len(pairs))
    random = numpy.random.default_rng([int(is_weight_normalized), len(seeds), Environment.inputs])
    world = Environment(runs, random)
    layers = start([Environment.inputs, HIDDEN, HIDDEN, Environment.actions],
                   is_weight_normalized, [seed for _, seed in pairs])
    target = [dict(layer) for layer in layers]
    rates = torch.tensor([2.0**octave for octave, _ in pairs])
    moments = [[torch.zeros_like(t), torch.zeros_like(t)] for layer in layers for t in layer.values()]
    before = torch.zeros(runs, MEMORY, Environment.inputs)
    after, updates = torch.zeros_like(before), 0
    actions = torch.zeros(runs, MEMORY, dtype=torch.long)
    rewards, goes_on = torch.zeros(runs, MEMORY), torch.zeros(runs, MEMORY)
    total, episodes, collected = numpy.zeros(runs), numpy.zeros(runs), numpy.zeros(runs)
    places = torch.arange(runs)[:, None]

    for step in range(1, Environment.steps + 1):
        share = min((step - 1) / EXPLORATION_STEPS, 1)
        exploration = 1 + share * (LAST_EXPLORATION - 1)
        seen = torch.from_numpy(world.seen())
        with torch.no_grad():
            best = values(layers, seen[:, None])[:, 0].argmax(1).numpy()
        drawn = random.integers(Environment.actions, size=runs)
        action = numpy.where(random.random(runs) < exploration, drawn, best)
        reward, is_terminal, over = world.step(action)
        place = (step - 1) % MEMORY
        before[:, place], after[:, place] = seen, torch.from_numpy(world.seen())
        actions[:, place] = torch.from_numpy(action)
        rewards[:, place] = torch.from_numpy(reward)
        goes_on[:, place] = torch.from_numpy((~is_terminal).astype(numpy.float32))
        collected += reward
        total[over] += collected[over]
        episodes[over] += 1
        collected[over] = 0
        world.restart(over)

        if step >= FIRST:
            chosen = torch.from_numpy(random.integers(min(step, MEMORY), size=(runs, BATCH)))
            with torch.no_grad():
                ahead = values(target, after[places, chosen]).amax(2)
                wanted = rewards[places, chosen] + DISCOUNT * goes_on[places, chosen] * ahead
            leaves = [{name: t.requires_grad_() for name, t in layer.items()} for layer in layers]
            flat = [t for layer in leaves for t in layer.values()]
            found = values(leaves, before[places, chosen])
            taken = found.gather(2, actions[places, chosen][..., None])[..., 0]
            loss = torch.nn.functional.huber_loss(taken, wanted, reduction="none").mean(1).sum()
            slopes = torch.autograd.grad(loss, flat)
            updates += 1
            with torch.no_grad():
                moved = []
                for tensor, slope, pair in zip(flat, slopes, moments):
                    pair[0] = BETAS[0] * pair[0] + (1 - BETAS[0]) * slope
                    pair[1] = BETAS[1] * pair[1] + (1 - BETAS[1]) * slope**2
                    first = pair[0] / (1 - BETAS[0] ** updates)
                    second = pair[1] / (1 - BETAS[1] ** updates)
                    moved.append(tensor - rates.view(-1, 1, 1) * first / (second.sqrt() + EPSILON))
            moved = iter(moved)
            layers = [{name: next(moved).detach() for name in layer} for layer in leaves]
        if step % PERIOD == 0:
            target = [dict(layer) for layer in layers]
    return Environment.greatest - (total / episodes).reshape(len(Environment.octaves), len(seeds))


def difference(first: Curve, second: Curve) -> Effect:
    """By how much the returns of the first are higher, at chosen rates."""
    generator = numpy.random.default_rng(0)
    count = first.values.shape[2]
    splits = halves(count, generator)
    studies = numpy.concatenate([redrawn(split, generator) for split in splits])

    def gains(counts):
        a, b = (curve.values[0, curve.choices(counts)] for curve in (first, second))
        return counts * (b - a)

    each = gains(splits).sum(axis=1).mean(axis=0)
    low, high = numpy.quantile(gains(studies).sum(axis=(1, 2)) / count, (0.025, 0.975))
    plain = student(each)
    return Effect(plain.mean, min(low, plain.low), max(high, plain.high))


def verdict(effect: Effect, margin: float) -> str:
    if effect.low > margin:
        return "better"
    if effect.high < -margin:
        return "worse"
    return "equivalent" if -margin <= effect.low and effect.high <= margin else "inconclusive"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=Path, default=ROOT / "reports/runs")
    parser.add_argument("--seeds", type=int, default=10, help="an even number")
    arguments = parser.parse_args()
    record = recorded(arguments.records / "deep-q.json")
    contradictions = 0
    print("here | the record of the Swift program; effects are differences of the mean return")
    for Environment in (CartPole, Catch):
        curves = {}
        for arm in ("std", "wn"):
            found = shortfalls(Environment, arm == "wn", range(arguments.seeds))
            curve = curves[arm] = Curve(list(Environment.octaves), found[None], [], True)
            name = f"{Environment.name}.{arm}"
            for what, mine in (("exponent", curve.octaves[curve.best]),
                               ("meanReturn", Environment.greatest - found[curve.best].mean())):
                print(f"  {name + '.' + what:32}{mine:<10.3g}| {record[f'{name}.{what}']:.3g}",
                      flush=True)
        name, margin = f"{Environment.name}.wn-over-std", Environment.margin
        mine, interval = difference(curves["wn"], curves["std"]), record[f"{name}.effect"]
        theirs = Effect(interval["estimate"], interval["low"], interval["high"])
        words = verdict(mine, margin), record[f"{name}.verdict"]
        apart = max(theirs.low - mine.high, mine.low - theirs.high)
        differs = apart > margin or set(words) == {"better", "worse"}
        contradictions += differs
        print(f"  {name:32}{mine} {words[0]:13}| {theirs} {words[1]:13}"
              f"{'CONTRADICTION' if differs else ''}")
    sys.exit(1 if contradictions else 0)


if __name__ == "__main__":
    main()

"""The experiment `gradient-covariance`, written a second time.

Networks are trained as in `convergence.py`, with PyTorch's random numbers and gradients; the covariance of
each unit's gradient is formed of single rows' gradients from automatic differentiation, and LAPACK gives
its eigenvectors. Prints for each layer the median |cos| of w with the first one beside the recorded one,
and the greatest of all; ends with status 1 if that is on the other side of a threshold.

    python Tests/Independent/eigenvector.py [--records reports/runs] [--seed 0]

Needs torch, numpy and scipy, and Fashion-MNIST; some two minutes.
"""

import argparse
import sys
from pathlib import Path

import torch
from torch.nn import functional

from chosen import recorded
from convergence import BATCH, ROOT, Networks, Step, clothes, digits, generator

LOOKS, ROWS, SEEDS = (0, 1, 4, 30), 1000, range(5)
OCTAVES = {
    "digits": {"std-he": -3.5, "wn-he": -3.0},
    "fashion-mnist": {"std-he": -4.0, "wn-he": -3.5},
}
CLOSE, FAR = 0.9, 0.5


def weights(networks):
    """w of each layer: [seed, unit, input]."""
    for layer in networks.layers:
        v = layer["v"]
        yield layer["g"] * v / v.norm(dim=2, keepdim=True) if "g" in layer else v


def gradients(networks, x, y):
    """Of each layer the gradients of single rows' losses in w: [seed, unit, row, input]."""
    inputs, signals = [], []
    x = x.expand(len(SEEDS), -1, -1)
    for index, (w, layer) in enumerate(zip(weights(networks), networks.layers)):
        inputs.append(x.detach())
        t = x @ w.mT + layer["b"]
        signals.append(t)
        x = t.relu() if index < len(networks.layers) - 1 else t
    loss = functional.cross_entropy(x.flatten(0, 1), y.repeat(len(SEEDS)), reduction="sum")
    for delta, input in zip(torch.autograd.grad(loss, signals), inputs):
        yield delta.mT[..., None].double() * input[:, None].double()


def cosines(networks, x, y):
    """|cos(w, e₁)| of the units of each layer that have a gradient, uncentred and centred."""
    for w, slopes in zip(weights(networks), gradients(networks, x, y)):
        w = functional.normalize(w.detach().double(), dim=2)
        for centres in (False, True):
            if centres:
                slopes = slopes - slopes.mean(dim=2, keepdim=True)
            covariance = slopes.mT @ slopes / slopes.shape[2]
            values, vectors = torch.linalg.eigh(covariance)
            hasGradient = values[..., -1] > 1e-20
            yield (vectors[..., -1] * w).sum(dim=2).abs()[hasGradient]


def train(arm, octave, data, base):
    """The cosines of every look."""
    networks = Networks(arm, data, [octave], SEEDS, base)
    step = Step("heavy-ball", torch.full((len(SEEDS),), 2.0**octave))
    generators = [generator(2, base + seed) for seed in SEEDS]
    for epoch in range(LOOKS[-1] + 1):
        if epoch in LOOKS:
            yield epoch, list(cosines(networks, data.x[:ROWS], data.y[:ROWS]))
        orders = torch.stack([torch.randperm(len(data.x), generator=each) for each in generators])
        for rows in orders[:, : len(data.x) // BATCH * BATCH].split(BATCH, dim=1):
            outputs = networks(data.x[rows], True).flatten(0, 1)
            loss = functional.cross_entropy(outputs, data.y[rows].flatten(), reduction="sum")
            parameters = [parameter for parameter, _ in networks.parameters()]
            step(networks, torch.autograd.grad(loss / BATCH, parameters))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--records", type=Path, default=ROOT / "reports/runs")
    parser.add_argument("--fashion-mnist", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--seed", type=int, default=0, help="of the split, and base of all others")
    options = parser.parse_args()
    torch.set_num_threads(1)
    record = recorded(options.records / "gradient-covariance.json")
    greatest = 0.0
    print("median |cos(w, e₁)| by layer, uncentred and centred: here | recorded")
    for cell, octaves in OCTAVES.items():
        data = digits(options.seed) if cell == "digits" else clothes(options.fashion_mnist)
        for arm, octave in octaves.items():
            for epoch, found in train(arm, octave, data, 1_000_000 * options.seed):
                medians = [float(cosines.median()) for cosines in found]
                greatest = max(greatest, *medians)
                line = " ".join(f"{median:.3f}" for median in medians)
                ends = {LOOKS[0]: "start", LOOKS[-1]: "end"}
                names = [
                    f"{cell}.{arm}.layer{layer + 1}.{side}.{ends[epoch]}"
                    for layer in range(len(found) // 2)
                    for side in ("uncentred", "centred")
                    if epoch in ends
                ]
                theirs = " ".join(f"{record[name]:.3f}" for name in names if name in record)
                print(f"{cell:14}{arm:8}{epoch:3} epochs  {line} | {theirs}", flush=True)
    theirs = record["greatestAlignment"]
    print(f"greatest {greatest:.3f} | {theirs:.3f}")
    sys.exit(any((greatest > limit) != (theirs > limit) for limit in (CLOSE, FAR)))


if __name__ == "__main__":
    main()

"""Trains a small network on the handwritten digits with and without weight normalization, ten seeds each,
and logs every tenth step into runs/digits.csv.

    python train.py DIGITS      DIGITS: the file digits.csv.gz of wnreport's data

Both begin with the same function and see the same batches at the same rate: what differs is the
parametrization. Needs PyTorch.
"""
import os
import sys

import torch
from torch import nn
from torch.nn.utils.parametrizations import weight_norm

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, ".."))
from wnlog import log  # noqa: E402

SEEDS, STEPS, EVERY, BATCH, RATE, HIDDEN = range(10), 300, 10, 100, 0.5, 32
TRAIN = 1400


def read(path):
    import gzip

    with gzip.open(path, "rt") as file:
        rows = [[float(cell) for cell in line.split(",")] for line in list(file)[1:]]
    table = torch.tensor(rows)
    table = table[torch.randperm(len(table), generator=torch.Generator().manual_seed(0))]
    inputs, labels = table[:, :64] / 16, table[:, 64].long()
    return inputs[:TRAIN], labels[:TRAIN], inputs[TRAIN:], labels[TRAIN:]


def network(seed, normalized):
    torch.manual_seed(seed)
    layers = [nn.Linear(64, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 10)]
    if normalized:
        layers = [weight_norm(layer) if isinstance(layer, nn.Linear) else layer for layer in layers]
    return nn.Sequential(*layers)


def train(seed, normalized, data, path):
    inputs, labels, test, expected = data
    model = network(seed, normalized)
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    order = torch.Generator().manual_seed(1000 + seed)
    for step in range(STEPS + 1):
        if step % EVERY == 0:
            with torch.no_grad():
                loss = nn.functional.cross_entropy(model(inputs), labels)
                right = (model(test).argmax(1) == expected).sum().item()
            accuracy = round(right / len(test), 4)
            log(path, model, loss, step, seed, "wn" if normalized else "plain", accuracy=accuracy)
        rows = torch.randint(len(inputs), (BATCH,), generator=order)
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(inputs[rows]), labels[rows]).backward()
        optimizer.step()


if __name__ == "__main__":
    torch.set_num_threads(1)
    data = read(sys.argv[1])
    path = os.path.join(here, "runs", "digits.csv")
    if os.path.exists(path):
        os.remove(path)
    for normalized in (True, False):
        for seed in SEEDS:
            train(seed, normalized, data, path)

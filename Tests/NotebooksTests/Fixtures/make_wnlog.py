"""Writes wnlog.csv: two steps of small models by wnlog.py, which a test reads.

    python make_wnlog.py

The runs are weight_norm by its old and its new name, a convolution, one g for a whole matrix, and a model
without weight normalization. Beside what wnlog.py logs, PyTorch's own norms are logged as `expected`.
"""
import os
import sys
import warnings

import torch
from torch import nn
from torch.nn.utils import parametrizations, weight_norm

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../Sources/Notebooks/Examples"))
sys.dont_write_bytecode = True
from wnlog import log  # noqa: E402

warnings.simplefilter("ignore")


def layers(name):
    torch.manual_seed(0)
    if name == "old":
        return nn.Sequential(weight_norm(nn.Linear(3, 4)), nn.ReLU(), weight_norm(nn.Linear(4, 1)))
    if name == "new":
        new = parametrizations.weight_norm
        return nn.Sequential(new(nn.Linear(3, 4)), nn.ReLU(), new(nn.Linear(4, 1)))
    if name == "conv":
        conv = parametrizations.weight_norm(nn.Conv1d(1, 2, 2))
        return nn.Sequential(nn.Unflatten(1, (1, 3)), conv, nn.Flatten(), nn.Linear(4, 1))
    if name == "whole":
        return weight_norm(nn.Linear(3, 1), dim=None)
    return nn.Linear(3, 1)


def expected(name, model):
    """By PyTorch's own norm over the rows of each v."""
    named = dict(model.named_parameters())
    vs = [v for key, v in named.items() if key.endswith(("weight_v", "weight.original1"))]
    if name == "whole":
        return vs[0].norm().item()
    norms = torch.cat([torch.norm_except_dim(v, 2, 0).flatten() for v in vs]) if vs else None
    return "" if norms is None else norms.mean().item()


path = os.path.join(here, "wnlog.csv")
if os.path.exists(path):
    os.remove(path)
x = torch.tensor([[1.0, -2.0, 0.5], [0.25, 1.0, -1.0]])
for name in ["old", "new", "conv", "whole", "plain"]:
    model = layers(name)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for step in range(2):
        loss = (model(x) - 1).pow(2).mean()
        log(path, model, loss, step, run=name, expected=expected(name, model))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

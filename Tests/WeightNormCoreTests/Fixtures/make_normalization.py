#!/usr/bin/env python3
"""Writes `normalization.json`: small training runs through batch normalization, in float64.

    pip install numpy torch
    python make_normalization.py

Gradients come from PyTorch's automatic differentiation. Where the form is "full" the training pass is
`torch.nn.BatchNorm1d`; the running variance is kept here, since PyTorch's is the unbiased one. Where it
is "meanOnly" the pass is t − mean(t) + b. Hidden layers are normalized, the last one is not. The rule
is heavy-ball: m ← 0.9·m + d, p ← p − ηm.
"""

import json
from pathlib import Path

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
SIZES, ROWS, STEPS, RATE = (5, 7, 4, 3), 11, 40, 0.05


def case(form: str, is_weight_normalized: bool, seed: int) -> dict:
    draw = np.random.default_rng(seed)
    x = torch.tensor(draw.normal(size=(ROWS, SIZES[0])))
    labels = torch.tensor(draw.integers(SIZES[-1], size=ROWS))
    layers = []
    for fan_in, fan_out in zip(SIZES, SIZES[1:]):
        is_last = fan_out == SIZES[-1]
        layer = {
            "matrix": torch.tensor(draw.normal(size=(fan_out, fan_in))),
            "magnitude": torch.tensor(np.exp(0.5 * draw.normal(size=fan_out))),
            "gain": torch.tensor(np.exp(0.3 * draw.normal(size=fan_out))),
            "bias": torch.tensor(0.1 * draw.normal(size=fan_out)),
            "runningMean": torch.zeros(fan_out),
            "runningVariance": torch.ones(fan_out),
            "isNormalized": not is_last,
        }
        if not is_weight_normalized:
            del layer["magnitude"]
        if is_last or form != "full":
            del layer["gain"]
        layers.append(layer)
    names = ("matrix", "magnitude", "gain", "bias")
    parameters = [layer[name].requires_grad_() for layer in layers for name in names if name in layer]
    start = [export(layer) for layer in layers]

    def forward(is_training: bool) -> torch.Tensor:
        y = x
        for layer in layers:
            w = layer["matrix"]
            if is_weight_normalized:
                w = layer["magnitude"][:, None] * w / w.norm(dim=1, keepdim=True)
            t = y @ w.T
            if not layer["isNormalized"]:
                return t + layer["bias"]
            if is_training:
                mean, variance = t.mean(dim=0), t.var(dim=0, correction=0)
                with torch.no_grad():
                    layer["runningMean"].mul_(0.9).add_(0.1 * mean)
                    layer["runningVariance"].mul_(0.9).add_(0.1 * variance)
            else:
                mean, variance = layer["runningMean"], layer["runningVariance"]
            if form == "meanOnly":
                t = t - mean + layer["bias"]
            elif is_training:
                t = torch.nn.functional.batch_norm(
                    t, None, None, layer["gain"], layer["bias"], training=True, eps=1e-5
                )
            else:
                t = layer["gain"] * (t - mean) / (variance + 1e-5).sqrt() + layer["bias"]
            y = torch.tanh(t)
        raise AssertionError("the last layer is not normalized")

    velocities = [torch.zeros_like(p) for p in parameters]
    losses, gradients = [], None
    for _ in range(STEPS):
        loss = torch.nn.functional.cross_entropy(forward(True), labels)
        losses.append(loss.item())
        derivatives = torch.autograd.grad(loss, parameters)
        if gradients is None:
            gradients = [d.flatten().tolist() for d in derivatives]
        with torch.no_grad():
            for p, m, d in zip(parameters, velocities, derivatives):
                m.mul_(0.9).add_(d)
                p.sub_(RATE * m)
    with torch.no_grad():
        evaluation = torch.nn.functional.cross_entropy(forward(False), labels).item()
    return {
        "form": form,
        "layers": start,
        "rows": ROWS,
        "inputs": x.flatten().tolist(),
        "labels": labels.tolist(),
        "learningRate": RATE,
        "gradients": gradients,
        "losses": losses,
        "ends": [export(layer) for layer in layers],
        "evaluationLoss": evaluation,
    }


def export(layer: dict) -> dict:
    return {
        name: value if isinstance(value, bool) else value.detach().flatten().tolist()
        for name, value in layer.items()
    }


cases = [
    case(form, is_weight_normalized, seed)
    for seed, (form, is_weight_normalized) in enumerate(
        [("full", False), ("full", True), ("meanOnly", False), ("meanOnly", True)]
    )
]
path = Path(__file__).with_name("normalization.json")
path.write_text(json.dumps(cases, separators=(",", ":")) + "\n")

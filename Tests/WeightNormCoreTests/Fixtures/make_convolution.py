#!/usr/bin/env python3
"""Writes `convolution.json`: small convolutional networks in training, in float64, to test against.

    pip install numpy torch jax
    python make_convolution.py

Each case has one start, and what two frameworks make of it by automatic differentiation:

* PyTorch uses `nn.Conv2d` and `nn.Linear`, `torch.nn.utils.parametrizations.weight_norm`,
  `nn.BatchNorm2d` and `torch.optim`;
* JAX uses `lax.conv_general_dilated`, a hand-written w = g·v/‖v‖, batch normalization written out,
  and the optimizers of `make_fixtures.py`.

Stored images have their channels last, [row, y, x, channel], and a filter is stored as
[unit, dy, dx, channel]; PyTorch's have the channels first. Forms of the magnitude, losses and optimizers
are those of `make_fixtures.py`. "normalization" is that of all layers but the last: "full" is batch
normalization over batch and positions, "meanOnly" is t − mean(t) + b. Losses are those before the steps
in "lossSteps"; the last is the loss after all steps. "running" are the statistics after one training pass
of PyTorch's, its unbiased variance converted to the population's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import torch
from torch import nn
from torch.nn.utils import parametrize
from torch.nn.utils.parametrizations import weight_norm

import make_fixtures as common

STEPS = 200
LOSS_STEPS = [0, 1, 2, 5, 10, 50, 200]
EPSILON = 1e-5
NAMES = ("matrix", "magnitude", "gain", "bias")


def conv(size: tuple[int, int, int], kernel: int, stride: int, padding: int, units: int,
         activation: str, form: str | None) -> dict[str, Any]:
    height, width, channels = size
    return {
        "convolution": {
            "image": {"height": height, "width": width, "channels": channels},
            "kernelSize": kernel, "stride": stride, "padding": padding},
        "units": units, "fanIn": kernel * kernel * channels, "activation": activation, "form": form}


def dense(inputs: int, units: int, form: str | None) -> dict[str, Any]:
    return {"units": units, "fanIn": inputs, "activation": "identity", "form": form}


def case(name: str, layers: list[dict], loss: str, rule: str, rate: float, rows: int, seed: int,
         normalization: str | None = None) -> dict[str, Any]:
    draw = np.random.RandomState(seed)
    for index, layer in enumerate(layers):
        shape = (layer["units"], layer["fanIn"])
        layer["matrix"] = draw.standard_normal(shape) / np.sqrt(layer["fanIn"])
        layer["bias"] = 0.3 * draw.standard_normal(layer["units"])
        if layer["form"]:
            g = draw.uniform(0.5, 1.5, size=layer["units"])
            root = np.sqrt(layer["fanIn"])
            layer["magnitude"] = {"logarithmic": np.log(g), "scaled": g / root}.get(layer["form"], g)
        is_normalized = normalization is not None and index < len(layers) - 1
        layer["normalization"] = normalization if is_normalized else None
        if layer["normalization"] == "full":
            layer["gain"] = np.exp(0.3 * draw.standard_normal(layer["units"]))
    first, last = layers[0], layers[-1]
    inputs = draw.standard_normal((rows, *first["convolution"]["image"].values()))
    outputs = last["units"]
    if "convolution" in last:
        outputs *= positions(last)[0] * positions(last)[1]
    result = {
        "name": name, "rule": rule, "learningRate": rate, "rows": rows, "inputs": inputs,
        "layers": layers}
    if loss == "xent":
        result["labels"] = draw.randint(0, outputs, size=rows)
    else:
        result["targets"] = draw.standard_normal((rows, outputs))
    return result


def positions(layer: dict) -> tuple[int, int]:
    c = layer["convolution"]
    return tuple(
        (c["image"][side] + 2 * c["padding"] - c["kernelSize"]) // c["stride"] + 1
        for side in ("height", "width"))


# MARK: - PyTorch


class TorchLayer:
    def __init__(self, layer: dict) -> None:
        self.layer = layer
        units, fan_in, self.c = layer["units"], layer["fanIn"], layer.get("convolution")
        has_bias = layer["normalization"] is None
        if self.c:
            self.map = nn.Conv2d(
                self.c["image"]["channels"], units, self.c["kernelSize"], self.c["stride"],
                self.c["padding"], bias=has_bias)
        else:
            self.map = nn.Linear(fan_in, units, bias=has_bias)
        self.found: dict[str, torch.Tensor] = {}
        if layer["form"]:
            weight_norm(self.map, "weight", dim=0)
            stored = self.map.parametrizations.weight
            self.found["magnitude"] = stored.original0
            if layer["form"] in ("logarithmic", "scaled"):
                inner = (
                    common.Exponential() if layer["form"] == "logarithmic"
                    else common.Scaling(fan_in))
                parametrize.register_parametrization(stored, "original0", inner, unsafe=True)
                self.found["magnitude"] = stored.parametrizations.original0.original
            self.found["matrix"] = stored.original1
        else:
            self.found["matrix"] = self.map.weight
        self.norm = None
        if layer["normalization"] == "full":
            self.norm = nn.BatchNorm2d(units, eps=EPSILON, momentum=0.1)
            self.found |= {"gain": self.norm.weight, "bias": self.norm.bias}
        elif layer["normalization"] == "meanOnly":
            self.found["bias"] = nn.Parameter(torch.zeros(units))
        else:
            self.found["bias"] = self.map.bias
        with torch.no_grad():
            for name, parameter in self.found.items():
                parameter.copy_(self.to_torch(name, torch.from_numpy(layer[name])).reshape(parameter.shape))

    def to_torch(self, name: str, stored: torch.Tensor) -> torch.Tensor:
        if name != "matrix" or not self.c:
            return stored
        k = self.c["kernelSize"]
        return stored.reshape(-1, k, k, self.c["image"]["channels"]).permute(0, 3, 1, 2)

    def from_torch(self, name: str, tensor: torch.Tensor) -> np.ndarray:
        if name == "matrix" and self.c:
            tensor = tensor.permute(0, 2, 3, 1)
        return tensor.detach().numpy().copy().reshape(-1)

    def __call__(self, y: torch.Tensor) -> torch.Tensor:
        t = self.map(y if self.c or y.dim() == 2 else y.permute(0, 2, 3, 1).flatten(1))
        if self.norm:
            t = self.norm(t)
        elif self.layer["normalization"] == "meanOnly":
            t = t - t.mean(dim=(0, 2, 3), keepdim=True) + self.found["bias"][:, None, None]
        return common.TORCH_ACTIVATIONS[self.layer["activation"]](t)

    def export(self, read) -> list[list[float]]:
        return [self.from_torch(n, read(self.found[n])).tolist() for n in NAMES if n in self.found]


def run_torch(problem: dict) -> dict[str, Any]:
    layers = [TorchLayer(layer) for layer in problem["layers"]]
    stored = torch.from_numpy(problem["inputs"]).requires_grad_()
    learning = [
        p for layer in layers for name, p in layer.found.items()
        if name != "magnitude" or layer.layer["form"] != "frozen"]
    rule, rate = problem["rule"], problem["learningRate"]
    optimizer = (
        torch.optim.Adam(learning, lr=rate, betas=(common.BETA_1, common.BETA_2), eps=1e-8)
        if rule == "adam" else
        torch.optim.SGD(learning, lr=rate, momentum=0.9 if rule == "heavyBall" else 0))

    def forward() -> tuple[torch.Tensor, torch.Tensor]:
        y = stored.permute(0, 3, 1, 2)
        for layer in layers:
            y = layer(y)
        if y.dim() == 4:
            y = y.permute(0, 2, 3, 1).flatten(1)
        if "labels" in problem:
            return y, nn.functional.cross_entropy(y, torch.from_numpy(problem["labels"]))
        return y, 0.5 * ((y - torch.from_numpy(problem["targets"])) ** 2).sum(dim=1).mean()

    losses = []
    result: dict[str, Any] = {}
    for step in range(STEPS):
        y, loss = forward()
        losses.append(loss.item())
        stored.grad = None
        for layer in layers:
            for p in layer.found.values():
                p.grad = None
        loss.backward()
        if step == 0:
            result = {
                "outputs": y.detach().numpy().reshape(-1).tolist(),
                "inputGradient": stored.grad.numpy().reshape(-1).tolist(),
                "gradients": [layer.export(lambda p: p.grad) for layer in layers],
                "running": [running(layer, problem["rows"]) for layer in layers if layer.norm]}
        optimizer.step()
    losses.append(forward()[1].item())
    return result | {
        "ends": [layer.export(lambda p: p) for layer in layers],
        "losses": [losses[t] for t in LOSS_STEPS]}


def running(layer: TorchLayer, rows: int) -> list[list[float]]:
    height, width = positions(layer.layer)
    count = rows * height * width
    variance = 0.9 + (layer.norm.running_var - 0.9) * (count - 1) / count
    return [layer.norm.running_mean.tolist(), variance.tolist()]


# MARK: - JAX


def run_jax(problem: dict) -> dict[str, Any]:
    shapes = problem["layers"]
    start = [
        {name: jnp.asarray(layer[name]) for name in NAMES if name in layer} for layer in shapes]

    def forward(parameters: Any, inputs: jax.Array) -> tuple[jax.Array, Any]:
        y, margin = inputs, jnp.inf
        for layer, p in zip(shapes, parameters, strict=True):
            v = p["matrix"]
            if layer["form"]:
                g = p["magnitude"]
                if layer["form"] == "logarithmic":
                    g = jnp.exp(g)
                if layer["form"] == "scaled":
                    g = g * layer["fanIn"] ** 0.5
                v = g[:, None] * v / jnp.sqrt(jnp.sum(v * v, axis=1, keepdims=True))
            c = layer.get("convolution")
            if c:
                k = c["kernelSize"]
                filters = jnp.transpose(v.reshape(-1, k, k, c["image"]["channels"]), (1, 2, 3, 0))
                t = jax.lax.conv_general_dilated(
                    y, filters, (c["stride"],) * 2, [(c["padding"],) * 2] * 2,
                    dimension_numbers=("NHWC", "HWIO", "NHWC"))
            else:
                t = y.reshape(y.shape[0], -1) @ v.T
            if layer["normalization"]:
                t = t - jnp.mean(t, axis=(0, 1, 2))
                if layer["normalization"] == "full":
                    variance = jnp.mean(t * t, axis=(0, 1, 2))
                    t = p["gain"] * t / jnp.sqrt(variance + EPSILON)
            t = t + p["bias"]
            if layer["activation"] == "relu":
                margin = jnp.minimum(margin, jnp.min(jnp.abs(t)))
            y = common.JAX_ACTIVATIONS[layer["activation"]](t)
        y = y.reshape(y.shape[0], -1)
        if "labels" in problem:
            rows = jnp.arange(y.shape[0])
            loss = -jnp.mean(jax.nn.log_softmax(y)[rows, problem["labels"]])
        else:
            loss = 0.5 * jnp.mean(jnp.sum((y - problem["targets"]) ** 2, axis=1))
        return loss, (y, margin)

    differentiate = jax.jit(jax.value_and_grad(forward, argnums=(0, 1), has_aux=True))

    @jax.jit
    def update(p: Any, d: Any, m: Any, u: Any, t: jax.Array) -> Any:
        new = [[{} for _ in shapes] for _ in range(3)]
        for i, layer in enumerate(shapes):
            for name in p[i]:
                values = (p[i][name], m[i][name], u[i][name])
                if name != "magnitude" or layer["form"] != "frozen":
                    values = common.jax_update(
                        problem["rule"], problem["learningRate"], p[i][name], d[i][name],
                        m[i][name], u[i][name], t)
                for tree, value in zip(new, values, strict=True):
                    tree[i][name] = value
        return new

    def export(tree: Any) -> list[list[list[float]]]:
        return [
            [np.asarray(layer[n]).reshape(-1).tolist() for n in NAMES if n in layer] for layer in tree]

    p: Any = start
    m = u = jax.tree.map(jnp.zeros_like, start)
    inputs = jnp.asarray(problem["inputs"])
    losses, margin = [], np.inf
    for step in range(STEPS + 1):
        (loss, (y, least)), (d, dx) = differentiate(p, inputs)
        losses.append(float(loss))
        margin = min(margin, float(least))
        if step == 0:
            result = {
                "outputs": np.asarray(y).reshape(-1).tolist(),
                "inputGradient": np.asarray(dx).reshape(-1).tolist(), "gradients": export(d)}
        if step < STEPS:
            p, m, u = update(p, d, m, u, jnp.asarray(step + 1.0))
    assert margin > 1e-9, f"{problem['name']}: a ReLU's argument comes within {margin:.1g} of 0"
    assert losses[-1] < 0.9 * losses[0], f"{problem['name']}: {losses[0]:.3g} to {losses[-1]:.3g}"
    return result | {"ends": export(p), "losses": [losses[t] for t in LOSS_STEPS]}


# MARK: - Cases

CASES = [
    case("standard, sgd", [
        conv((5, 6, 2), 3, 2, 1, 3, "relu", None), conv((3, 3, 3), 2, 1, 0, 3, "tanh", None),
        dense(12, 3, None)], "xent", "sgd", 0.05, 4, 1),
    case("weight-normalized, heavy-ball", [
        conv((5, 6, 2), 3, 2, 1, 3, "relu", "trained"),
        conv((3, 3, 3), 2, 1, 0, 4, "tanh", "trained"), dense(16, 3, "trained")],
        "xent", "heavyBall", 0.01, 4, 2),
    case("other forms, adam", [
        conv((6, 4, 1), 3, 1, 1, 2, "tanh", "scaled"),
        conv((6, 4, 2), 3, 3, 1, 3, "tanh", "logarithmic"), dense(12, 3, "frozen")],
        "xent", "adam", 0.003, 4, 3),
    case("standard and scaled, adam", [
        conv((4, 7, 2), 2, 2, 0, 3, "tanh", None), dense(18, 4, "scaled")],
        "xent", "adam", 0.005, 3, 4),
    case("images out, sgd", [
        conv((3, 5, 2), 3, 1, 2, 2, "tanh", "trained"), conv((5, 7, 2), 3, 2, 0, 1, "identity", "trained")],
        "mse", "sgd", 0.01, 2, 5),
    case("one pixel, heavy-ball", [
        conv((1, 1, 3), 1, 1, 0, 4, "tanh", "trained"), conv((1, 1, 4), 3, 1, 1, 2, "identity", None)],
        "mse", "heavyBall", 0.005, 6, 6),
    case("batch norm, heavy-ball", [
        conv((5, 6, 2), 3, 2, 1, 3, "tanh", None), conv((3, 3, 3), 2, 1, 0, 3, "tanh", None),
        dense(12, 3, None)], "xent", "heavyBall", 0.01, 4, 7, "full"),
    case("weight-normalized batch norm, sgd", [
        conv((5, 6, 2), 3, 2, 1, 3, "tanh", "trained"), dense(27, 3, "trained")],
        "xent", "sgd", 0.02, 4, 8, "full"),
    case("mean-only batch norm, adam", [
        conv((5, 6, 2), 3, 2, 1, 3, "relu", "trained"), conv((3, 3, 3), 2, 1, 0, 3, "tanh", "trained"),
        dense(12, 3, "trained")], "xent", "adam", 0.003, 4, 9, "meanOnly"),
]


def worst(a: Any, b: Any) -> float:
    if isinstance(a, list) and a and isinstance(a[0], list):
        return max(worst(x, y) for x, y in zip(a, b, strict=True))
    return common.difference(np.asarray(a), np.asarray(b))


def encoded(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return (value.reshape(-1) if value.dtype.kind == "f" else value).tolist()
    if isinstance(value, dict):
        return {key: encoded(item) for key, item in value.items()}
    return [encoded(item) for item in value] if isinstance(value, list) else value


def main() -> None:
    cases = []
    for problem in CASES:
        a, b = run_torch(problem), run_jax(problem)
        found = {key: worst(a[key], b[key]) for key in b}
        # Batch normalization undoes g but for its ε, so that ∂L/∂g is small beside the others.
        found["gradients"] = max(
            common.difference(np.concatenate(x), np.concatenate(y))
            for x, y in zip(a["gradients"], b["gradients"], strict=True))
        print(f"{problem['name']:36}", " ".join(f"{k} {v:.1e}" for k, v in found.items()),
              f"loss {a['losses'][0]:.3g} to {a['losses'][-1]:.3g}")
        assert max(found[k] for k in ("outputs", "inputGradient", "gradients")) < 1e-12
        assert max(found["ends"], found["losses"]) < 1e-10
        # To save room; they agree.
        del b["ends"]
        cases.append(encoded(problem) | {"torch": a, "jax": b})
    document = {
        "torch": torch.__version__, "jax": jax.__version__, "lossSteps": LOSS_STEPS, "cases": cases}
    path = Path(__file__).with_name("convolution.json")
    path.write_text(json.dumps(document, separators=(",", ":"), allow_nan=False) + "\n")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

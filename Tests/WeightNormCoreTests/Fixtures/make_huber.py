#!/usr/bin/env python3
"""Writes `huber.json`: Huber's loss of one chosen output a row and its gradients, in float64.

    pip install numpy torch jax
    python make_huber.py

A network 4-7-3 with ReLU, weight-normalized by v [units, inputs] and g or standard, on nine rows. The loss
is the mean over the rows of Huber's loss of the output that "chosen" names. "torch" holds the loss and
the gradients by `torch.nn.functional.huber_loss` and automatic differentiation, "jax" those by the
definition, written out, and `jax.grad`; both are asserted to agree before they are written.
"""

import json
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import torch

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)
SIZES, ROWS = (4, 7, 3), 9
NAMES = ("matrix", "magnitude", "bias")


def with_torch(parameters, x, chosen, targets, delta):
    layers = [{name: torch.tensor(value, requires_grad=True) for name, value in layer.items()}
              for layer in parameters]
    y = torch.tensor(x)
    for index, layer in enumerate(layers):
        w = layer["matrix"]
        if "magnitude" in layer:
            w = torch._weight_norm(w, layer["magnitude"][:, None], 0)
        y = torch.nn.functional.linear(y, w, layer["bias"])
        y = y.relu() if index < len(layers) - 1 else y
    taken = y.gather(1, torch.tensor(chosen)[:, None])[:, 0]
    loss = torch.nn.functional.huber_loss(taken, torch.tensor(targets), delta=delta)
    loss.backward()
    return {"loss": loss.item(),
            "gradients": [{name: layer[name].grad.flatten().tolist() for name in layer}
                          for layer in layers]}


def with_jax(parameters, x, chosen, targets, delta):
    def loss(layers):
        y = x
        for index, layer in enumerate(layers):
            w = layer["matrix"]
            if "magnitude" in layer:
                w = layer["magnitude"][:, None] * w / jnp.linalg.norm(w, axis=1, keepdims=True)
            y = y @ w.T + layer["bias"]
            y = jax.nn.relu(y) if index < len(layers) - 1 else y
        error = y[jnp.arange(ROWS), jnp.asarray(chosen)] - targets
        size = jnp.abs(error)
        return jnp.where(size <= delta, error**2 / 2, delta * (size - delta / 2)).mean()

    value, slopes = jax.value_and_grad(loss)(parameters)
    return {"loss": float(value),
            "gradients": [{name: np.asarray(layer[name]).ravel().tolist() for name in layer}
                          for layer in slopes]}


def case(seed: int, is_weight_normalized: bool, delta: float) -> dict:
    draw = np.random.default_rng(seed)
    parameters = []
    for inputs, units in zip(SIZES, SIZES[1:]):
        layer = {"matrix": draw.normal(size=(units, inputs)),
                 "magnitude": np.exp(0.5 * draw.normal(size=units)),
                 "bias": 0.1 * draw.normal(size=units)}
        if not is_weight_normalized:
            del layer["magnitude"]
        parameters.append(layer)
    x = draw.normal(size=(ROWS, SIZES[0]))
    chosen = draw.integers(SIZES[-1], size=ROWS)
    targets = 2 * draw.normal(size=ROWS)
    found = {"torch": with_torch(parameters, x, chosen, targets, delta),
             "jax": with_jax(parameters, x, chosen, targets, delta)}
    assert abs(found["torch"]["loss"] - found["jax"]["loss"]) < 1e-13
    for one, other in zip(found["torch"]["gradients"], found["jax"]["gradients"]):
        assert all(np.allclose(one[name], other[name], rtol=1e-11, atol=1e-14) for name in one)
    return {
        "delta": delta, "sizes": SIZES, "x": x.ravel().tolist(), "chosen": chosen.tolist(),
        "targets": targets.tolist(),
        "layers": [{name: layer[name].ravel().tolist() for name in NAMES if name in layer}
                   for layer in parameters],
        **found}


def main() -> None:
    cases = [case(seed, made, delta)
             for seed, (made, delta) in enumerate([(False, 1.0), (True, 1.0), (True, 0.25)])]
    document = {"versions": {"torch": torch.__version__, "jax": jax.__version__}, "cases": cases}
    path = Path(__file__).parent / "huber.json"
    path.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()

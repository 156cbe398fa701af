#!/usr/bin/env python3
"""Writes `optimizers.json`: small weight-normalized networks under further optimizers, in float64.

    pip install numpy torch jax
    python make_optimizers.py

Layers are y = tanh(x·wᵀ + b) with w = (g/‖v‖)v, the last one without tanh; the loss is half the mean
over the batch of the squared error. Each rule makes 200 steps, twice: with PyTorch's automatic
differentiation, and `torch.optim` where it has the rule (AdamW, and SGD with its coupled decay); and with
JAX's and formulas of the papers in NumPy. λ is that of v; nothing else decays.

* sgdDecoupled: m ← βm + d, p ← (1 − ηλ)p − ηm (Loshchilov & Hutter 2019, algorithm 1).
* sgdCoupled: m ← βm + d + λp, p ← p − ηm.
* adamW: Loshchilov & Hutter 2019, algorithm 2.
* vectorAdam, vectorAdamMomentum: one second moment a row of v, the mean of squares over the row
  (Zhang et al. 2017); β₁ = 0 and 0.9.
* projectedAdam: Heo et al. 2021, algorithm 2, always projecting the rows of v.
* lion: Chen et al. 2023, algorithm 2, with λ.
* normalized: a row of v, and an element of g and b, moves by η.

No row has one element: its gradient is 0, and rules that divide by its length would compare roundings.
"""

import json
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import torch

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

STEPS, EPSILON = 200, 1e-8
PROBLEMS = [((3, 4, 2), 5), ((7, 1), 3), ((2, 3, 1), 1)]
RULES = {
    "sgdDecoupled": dict(rate=0.02, decay=0.1, beta1=0.9),
    "sgdCoupled": dict(rate=0.02, decay=0.1, beta1=0.9),
    "adamW": dict(rate=0.01, decay=0.1, beta1=0.9, beta2=0.999),
    "vectorAdam": dict(rate=0.002, decay=0.0, beta1=0.0, beta2=0.999),
    "vectorAdamMomentum": dict(rate=0.01, decay=0.0, beta1=0.9, beta2=0.999),
    "projectedAdam": dict(rate=0.01, decay=0.0, beta1=0.9, beta2=0.999),
    "lion": dict(rate=0.003, decay=0.1, beta1=0.9, beta2=0.99),
    "normalized": dict(rate=0.01, decay=0.0),
}
NAMES = ("direction", "magnitude", "bias")


def problem(index: int) -> dict:
    sizes, rows = PROBLEMS[index]
    draw = np.random.default_rng(index)
    layers = [
        {
            "direction": draw.normal(size=(outputs, inputs)),
            "magnitude": np.exp(0.5 * draw.normal(size=outputs)) * draw.choice([1, -1], size=outputs),
            "bias": 0.1 * draw.normal(size=outputs),
        }
        for inputs, outputs in zip(sizes, sizes[1:])
    ]
    return {
        "sizes": sizes,
        "layers": layers,
        "inputs": draw.normal(size=(rows, sizes[0])),
        "targets": 0.5 * draw.normal(size=(rows, sizes[-1])),
    }


# MARK: - PyTorch


def torch_run(start: dict, rule: str, settings: dict) -> list:
    parameters = [
        torch.tensor(layer[name]).requires_grad_() for layer in start["layers"] for name in NAMES
    ]
    x, targets = torch.tensor(start["inputs"]), torch.tensor(start["targets"])

    def loss() -> torch.Tensor:
        y = x
        for index in range(0, len(parameters), 3):
            v, g, b = parameters[index : index + 3]
            y = torch.nn.functional.linear(y, g[:, None] * v / v.norm(dim=1, keepdim=True), b)
            if index + 3 < len(parameters):
                y = torch.tanh(y)
        return 0.5 * (y - targets).square().sum(dim=1).mean()

    optimizer = TorchRule(parameters, rule, **settings)
    for _ in range(STEPS):
        for p in parameters:
            p.grad = None
        loss().backward()
        optimizer.step()
    return [p.detach().flatten().tolist() for p in parameters]


class TorchRule:
    def __init__(self, parameters, rule, rate, decay, beta1=0.0, beta2=0.0):
        self.parameters, self.rule, self.rate, self.decay = parameters, rule, rate, decay
        self.beta1, self.beta2, self.t = beta1, beta2, 0
        self.first = [torch.zeros_like(p) for p in parameters]
        self.second = [torch.zeros_like(p) for p in parameters]
        groups = [
            {"params": [p for p in parameters if p.dim() == 2], "weight_decay": decay},
            {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0.0},
        ]
        self.own = None
        if rule == "adamW":
            self.own = torch.optim.AdamW(groups, lr=rate, betas=(beta1, beta2), eps=EPSILON)
        if rule == "sgdCoupled":
            self.own = torch.optim.SGD(groups, lr=rate, momentum=beta1)

    @torch.no_grad()
    def step(self):
        if self.own:
            self.own.step()
            return
        self.t += 1
        for p, m, u in zip(self.parameters, self.first, self.second):
            d, isMatrix = p.grad, p.dim() == 2
            if isMatrix:
                p.mul_(1 - self.rate * self.decay)
            if self.rule == "sgdDecoupled":
                m.mul_(self.beta1).add_(d)
                p.sub_(self.rate * m)
            elif self.rule == "lion":
                p.sub_(self.rate * torch.sign(torch.lerp(d, m, self.beta1)))
                m.copy_(torch.lerp(d, m, self.beta2))
            elif self.rule == "normalized":
                p.sub_(self.rate * (torch.nn.functional.normalize(d, dim=1) if isMatrix else d.sign()))
            else:
                square = d.square()
                if self.rule.startswith("vectorAdam") and isMatrix:
                    square = square.mean(dim=1, keepdim=True).expand_as(d)
                m.lerp_(d, 1 - self.beta1)
                u.lerp_(square, 1 - self.beta2)
                denominator = (u / (1 - self.beta2**self.t)).sqrt() + EPSILON
                step = m / (1 - self.beta1**self.t) / denominator
                if self.rule == "projectedAdam" and isMatrix:
                    unit = torch.nn.functional.normalize(p, dim=1)
                    step = step - (step * unit).sum(dim=1, keepdim=True) * unit
                p.sub_(self.rate * step)


# MARK: - JAX and NumPy


def jax_loss(parameters, x, targets):
    y = x
    for index, (v, g, b) in enumerate(parameters):
        y = y @ (v * (g / jnp.sqrt(jnp.sum(v * v, axis=1)))[:, None]).T + b
        if index + 1 < len(parameters):
            y = jnp.tanh(y)
    return jnp.sum((y - targets) ** 2) / (2 * x.shape[0])


def jax_run(start: dict, rule: str, settings: dict) -> list:
    parameters = [tuple(np.array(layer[name]) for name in NAMES) for layer in start["layers"]]
    slope = jax.jit(jax.grad(jax_loss))
    state = [[{} for _ in NAMES] for _ in parameters]
    for t in range(1, STEPS + 1):
        derivatives = slope(parameters, start["inputs"], start["targets"])
        parameters = [
            tuple(
                numpy_step(p, np.array(d), kept, t, rule, **settings)
                for p, d, kept in zip(layer, layer_slopes, layer_state)
            )
            for layer, layer_slopes, layer_state in zip(parameters, derivatives, state)
        ]
    return [p.flatten().tolist() for layer in parameters for p in layer]


def numpy_step(p, d, kept, t, rule, rate, decay, beta1=0.0, beta2=0.0):
    is_matrix = p.ndim == 2
    pull = decay * p if is_matrix else 0 * p
    m = kept.get("m", np.zeros_like(p))
    if rule == "sgdCoupled":
        kept["m"] = beta1 * m + d + pull
        return p - rate * kept["m"]
    if rule == "sgdDecoupled":
        kept["m"] = beta1 * m + d
        return p - rate * (kept["m"] + pull)
    if rule == "lion":
        kept["m"] = beta2 * m + (1 - beta2) * d
        return p - rate * (np.sign(beta1 * m + (1 - beta1) * d) + pull)
    if rule == "normalized":
        length = np.sqrt((d * d).sum(axis=1, keepdims=True)) if is_matrix else np.abs(d)
        return p - rate * d / length
    kept["m"] = beta1 * m + (1 - beta1) * d
    square = d * d
    if rule.startswith("vectorAdam") and is_matrix:
        square = np.mean(square, axis=1, keepdims=True)
    kept["u"] = beta2 * kept.get("u", np.zeros_like(square)) + (1 - beta2) * square
    step = kept["m"] / (1 - beta1**t) / (np.sqrt(kept["u"] / (1 - beta2**t)) + EPSILON)
    if rule == "projectedAdam" and is_matrix:
        step -= (step * p).sum(axis=1, keepdims=True) / (p * p).sum(axis=1, keepdims=True) * p
    return p - rate * (step + pull)


def main() -> None:
    starts = [problem(index) for index in range(len(PROBLEMS))]
    cases = []
    for index, start in enumerate(starts):
        for rule, settings in RULES.items():
            ends = {"torch": torch_run(start, rule, settings), "jax": jax_run(start, rule, settings)}
            one, other = (np.concatenate([np.array(t) for t in ends[name]]) for name in ends)
            print(f"{rule:20} {start['sizes']}: {np.abs(one - other).max():.1e}")
            cases.append({"problem": index, "rule": rule, **settings, "ends": ends})
    document = {
        "versions": {"torch": torch.__version__, "jax": jax.__version__, "numpy": np.__version__},
        "steps": STEPS,
        "problems": [
            {
                "sizes": start["sizes"],
                "layers": [
                    {name: layer[name].flatten().tolist() for name in NAMES}
                    for layer in start["layers"]
                ],
                "inputs": start["inputs"].flatten().tolist(),
                "targets": start["targets"].flatten().tolist(),
            }
            for start in starts
        ],
        "cases": cases,
    }
    path = Path(__file__).with_name("optimizers.json")
    path.write_text(json.dumps(document, separators=(",", ":"), allow_nan=False) + "\n")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes `torch.json` and `jax.json`: small training runs, in float64, to test against.

    pip install numpy torch jax
    python make_fixtures.py

Both files hold the same cases, which start from the same stored numbers. Every gradient
comes from the framework's own automatic differentiation:

* PyTorch uses `torch.nn.utils.parametrizations.weight_norm` (g = original0, v = original1,
  dim 0) and `torch.optim`;
* JAX uses a hand-written w = g·v/‖v‖, `jax.grad`, and optimizers written out below.

The definitions that the two share:

* A layer is y = φ(x·wᵀ + b). A row of w is an output unit. For "weightNorm" a row of w is
  g·v/‖v‖; "matrix" is then v, and "magnitude" is g. For the form "logarithmic" the
  magnitude is s with g = exp(s), and its gradient is dL/ds; for "scaled" it is γ with
  g = √inputSize·γ, and its gradient is dL/dγ. For the form "frozen" the magnitude's
  gradient is recorded, but the magnitude is never updated. For "dense" the matrix is w,
  the magnitude is empty, and the form means nothing.
* "meanSquaredError" is ½·‖y − T‖², summed over outputs, averaged over rows.
  "softmaxCrossEntropy" is −log softmax(y)[label], averaged over rows. Here y is the last
  layer's output, after φ.
* "sgd": p ← p − ηd. "heavyBall": m ← 0.9·m + d, p ← p − ηm, from m = 0.
  "adam": β₁ = 0.9, β₂ = 0.999, ε = 1e-8 outside the root, bias-corrected.
  The magnitude uses magnitudeLearningRate; the matrix and the bias use learningRate.
* "losses" are the losses before step t, for t in "lossSteps"; the last, t = 200, is the loss
  after all 200 steps.

A weight-normalised unit with a single input has a direction gradient of exactly 0 on paper
and of rounding size in practice. Adam divides rounding by rounding, so for such cases
"compareDirection" is false: leave out the matrices of the weightNorm layers whose inputSize
is 1, and compare everything else. Whatever the rule, compare such a gradient with 0 on an
absolute scale.

The script refuses to write a case that would make a poor reference. It draws again until the
loss falls and stays well above 0, until ReLU layers start with units on and units off and no
argument of a ReLU comes near 0 at any step, and until a start moved by 1e-13 ends within 1e-10.
Then it checks the frameworks against each other and prints the worst differences.

Two runs on one machine give the same bytes. Another processor, or another version of a
framework, may change last digits.
"""

from __future__ import annotations

import json
import os
import platform
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Iterator

os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import jax.numpy as jnp
import numpy as np
import torch
from torch import nn
from torch.nn.utils import parametrize
from torch.nn.utils.parametrizations import weight_norm

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)

STEPS = 200
LOSS_STEPS = [0, 1, 2, 5, 10, 20, 50, 100, 150, 199, 200]
MOMENTUM = 0.9
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8

# What makes a case fit to be a reference.
RELU_MARGIN = 1e-9
PERTURBATION, SENSITIVITY = 1e-13, 1e-10
LEAST_FALL, LEAST_LOSS = 0.02, 1e-3  # as fractions of the initial loss
ATTEMPTS = 40

# How closely the frameworks must agree, as max|a − b| / max|b|.
TOLERANCE_AT_START = 1e-12
TOLERANCE_AFTER_ONE = 1e-12
TOLERANCE_AFTER_200 = 1e-10

Array = np.ndarray
Parameters = list[dict[str, Array]]  # per layer: matrix, magnitude, bias
KEYS = ("matrix", "magnitude", "bias")


# MARK: - Cases


@dataclass(frozen=True)
class Layer:
    kind: str  # dense, weightNorm
    form: str  # trained, frozen, logarithmic, scaled
    activation: str  # identity, relu, tanh
    input_size: int
    output_size: int

    @property
    def is_normalised(self) -> bool:
        return self.kind == "weightNorm"


@dataclass(frozen=True)
class Case:
    name: str
    batch: int
    layers: tuple[Layer, ...]
    loss: str  # mse, xent
    rule: str  # sgd, heavyBall, adam
    rate: float
    magnitude_rate: float
    negative_magnitude: bool = False

    @property
    def compares_direction(self) -> bool:
        single = any(l.is_normalised and l.input_size == 1 for l in self.layers)
        return not (single and self.rule == "adam")


@dataclass
class Problem:
    """A case with its numbers."""

    case: Case
    seed: int
    start: Parameters
    inputs: Array
    targets: Array  # real targets, or labels


@dataclass
class Result:
    outputs: Array
    input_gradient: Array
    gradients: Parameters
    after_one: Parameters
    after_200: Parameters
    losses: list[float] = field(default_factory=list)  # before each step, and after the last
    relu_margin: float = np.inf  # least |argument of a ReLU| on the way
    relus_are_mixed: bool = True  # every ReLU layer starts with some units on and some off


KINDS = {
    "dense": ("dense", "trained"),
    "wn": ("weightNorm", "trained"),
    "wnFrozen": ("weightNorm", "frozen"),
    "wnLog": ("weightNorm", "logarithmic"),
    "wnScaled": ("weightNorm", "scaled"),
}


def single(
    shape: str, kind: str, activation: str, loss: str, rule: str, rate: float,
    magnitude_rate: float | None = None,
) -> Case:
    """One layer; `shape` is batch x inputs x outputs."""
    batch, inputs, outputs = map(int, shape.split("x"))
    name = f"single-{shape}-{kind}-{activation}-{loss}-{rule}"
    if magnitude_rate is not None:
        name += "-twoRates"
    return Case(
        name, batch, (Layer(*KINDS[kind], activation, inputs, outputs),), loss, rule, rate,
        rate if magnitude_rate is None else magnitude_rate)


def mlp(
    sizes: str, kinds: str, activation: str, loss: str, rule: str, rate: float,
    magnitude_rate: float | None = None, *, batch: int, last: str = "identity",
    negative_magnitude: bool = False,
) -> Case:
    """Several layers; `kinds` names one kind for all, or one per layer joined by "+"."""
    widths = list(map(int, sizes.split("-")))
    each = kinds.split("+") if "+" in kinds else [kinds] * (len(widths) - 1)
    activations = [activation] * (len(widths) - 2) + [last]
    layers = tuple(
        Layer(*KINDS[k], a, i, o)
        for k, a, i, o in zip(each, activations, widths[:-1], widths[1:], strict=True))
    name = f"mlp-{sizes}-{kinds}-{activation}-{loss}-{rule}"
    if last != "identity":
        name += f"-{last}Output"
    if magnitude_rate is not None:
        name += "-twoRates"
    if negative_magnitude:
        name += "-negativeMagnitude"
    return Case(
        name, batch, layers, loss, rule, rate,
        rate if magnitude_rate is None else magnitude_rate, negative_magnitude)


CASES: list[Case] = [
    single("5x7x3", "dense", "identity", "mse", "sgd", 0.02),
    single("4x1x6", "dense", "tanh", "xent", "adam", 0.01),
    single("3x9x1", "dense", "relu", "mse", "heavyBall", 0.001),
    single("1x5x2", "dense", "tanh", "mse", "heavyBall", 0.005),
    single("8x20x4", "dense", "identity", "xent", "adam", 0.005),
    single("8x20x4", "dense", "relu", "mse", "sgd", 0.01),
    single("5x7x3", "dense", "tanh", "xent", "sgd", 0.05),
    single("5x7x3", "wn", "identity", "mse", "sgd", 0.02),
    single("5x7x3", "wn", "relu", "mse", "adam", 0.01),
    single("5x7x3", "wnFrozen", "tanh", "xent", "heavyBall", 0.02),
    single("5x7x3", "wnLog", "identity", "xent", "sgd", 0.05),
    single("4x1x6", "wn", "identity", "mse", "sgd", 0.02),
    single("4x1x6", "wnLog", "tanh", "mse", "heavyBall", 0.01),
    single("4x1x6", "wn", "tanh", "xent", "adam", 0.01),
    single("4x1x6", "wnFrozen", "relu", "mse", "heavyBall", 0.01),
    single("3x9x1", "wn", "tanh", "mse", "adam", 0.005),
    single("3x9x1", "wnFrozen", "relu", "mse", "sgd", 0.02),
    single("3x9x1", "wnLog", "identity", "mse", "heavyBall", 0.001, 0.0003),
    single("1x5x2", "wn", "identity", "xent", "heavyBall", 0.01),
    single("1x5x2", "wnFrozen", "tanh", "mse", "adam", 0.005),
    single("1x5x2", "wnLog", "identity", "xent", "sgd", 0.05, 0.01),
    single("8x20x4", "wn", "relu", "mse", "heavyBall", 0.005),
    single("8x20x4", "wnLog", "identity", "xent", "adam", 0.005, 0.02),
    single("8x20x4", "wn", "tanh", "mse", "sgd", 0.05, 0.01),
    mlp("7-5-3", "dense", "tanh", "mse", "heavyBall", 0.005, batch=9),
    mlp("7-5-3", "wn", "tanh", "mse", "sgd", 0.02, batch=9, negative_magnitude=True),
    mlp("7-5-3", "wnLog", "tanh", "mse", "adam", 0.005, batch=9),
    mlp("7-5-3", "wnFrozen", "tanh", "mse", "heavyBall", 0.01, batch=9, last="tanh"),
    mlp("7-5-3", "dense+wnFrozen", "tanh", "mse", "adam", 0.005, batch=9),
    mlp("6-1-4-2", "dense", "tanh", "xent", "sgd", 0.05, batch=7),
    mlp("6-1-4-2", "wn", "tanh", "xent", "sgd", 0.05, batch=7),
    mlp("6-1-4-2", "wnLog", "tanh", "xent", "adam", 0.005, batch=7),
    mlp("6-1-4-2", "wnFrozen+dense+wn", "tanh", "xent", "heavyBall", 0.01, batch=7),
    mlp("13-11-7-5", "dense", "relu", "xent", "sgd", 0.01, batch=10),
    mlp("13-11-7-5", "wn", "relu", "xent", "heavyBall", 0.003, batch=10),
    mlp("13-11-7-5", "wn", "relu", "xent", "adam", 0.002, 0.005, batch=10),
    mlp("13-11-7-5", "wn+dense+wnLog", "relu", "xent", "sgd", 0.02, 0.01, batch=10),
    mlp("3-8-1", "dense", "relu", "mse", "adam", 0.005, batch=6),
    mlp("3-8-1", "wnFrozen", "relu", "mse", "sgd", 0.01, batch=6),
    mlp("3-8-1", "wn", "relu", "mse", "adam", 0.003, batch=6),
    single("5x7x3", "wnScaled", "tanh", "mse", "sgd", 0.01),
    mlp("7-5-3", "wnScaled", "tanh", "mse", "heavyBall", 0.002, batch=9),
    mlp("6-1-4-2", "wnScaled+dense+wnScaled", "tanh", "xent", "adam", 0.005, batch=7),
    mlp("3-8-1", "wnLog+dense", "relu", "mse", "heavyBall", 0.002, batch=6),
]


def make_problem(case: Case, attempt: int) -> Problem:
    """Draws a case's numbers. RandomState's streams are frozen, so they stay the same."""
    seed = (zlib.crc32(case.name.encode()) + attempt) % 2**32
    random = np.random.RandomState(seed)
    start: Parameters = []
    for layer in case.layers:
        shape = (layer.output_size, layer.input_size)
        matrix = random.standard_normal(shape)
        magnitude = np.empty(0)
        bias = 0.3 * random.standard_normal(layer.output_size)
        if layer.is_normalised:
            # Rows of various lengths: the length of v sets its effective step.
            norms = random.uniform(0.7, 2.0, size=(layer.output_size, 1))
            matrix *= norms / np.linalg.norm(matrix, axis=1, keepdims=True)
            magnitude = random.uniform(0.5, 1.5, size=layer.output_size)
            if case.negative_magnitude:
                magnitude[::2] *= -1
            if layer.form == "logarithmic":
                magnitude = np.log(magnitude)
            if layer.form == "scaled":
                magnitude /= np.sqrt(layer.input_size)
        else:
            matrix /= np.sqrt(layer.input_size)
        start.append({"matrix": matrix, "magnitude": magnitude, "bias": bias})
    first, last = case.layers[0], case.layers[-1]
    inputs = random.standard_normal((case.batch, first.input_size))
    if case.loss == "xent":
        targets = random.randint(0, last.output_size, size=case.batch)
    else:
        targets = random.standard_normal((case.batch, last.output_size))
        if last.activation == "tanh":
            # Some beyond the range of tanh, so that the loss stays above 0.
            targets = 1.3 * np.sign(targets) * np.minimum(1, 0.5 + np.abs(targets))
    return Problem(case, seed, start, inputs, targets)


# MARK: - PyTorch


class Exponential(nn.Module):
    """Turns the stored s into g = exp(s)."""

    def forward(self, s: torch.Tensor) -> torch.Tensor:
        return torch.exp(s)


class Scaling(nn.Module):
    """Turns the stored γ into g = √k·γ."""

    def __init__(self, fan_in: int) -> None:
        super().__init__()
        self.root = fan_in**0.5

    def forward(self, gamma: torch.Tensor) -> torch.Tensor:
        return self.root * gamma


class TorchLayer:
    """An `nn.Linear`, plain or under PyTorch's weight normalisation."""

    def __init__(self, layer: Layer, start: dict[str, Array]) -> None:
        self.layer = layer
        self.linear = nn.Linear(layer.input_size, layer.output_size)
        self.bias = self.linear.bias
        self.magnitude: nn.Parameter | None = None
        if layer.is_normalised:
            weight_norm(self.linear, "weight", dim=0)
            stored = self.linear.parametrizations.weight
            if layer.form in ("logarithmic", "scaled"):
                form = Exponential() if layer.form == "logarithmic" else Scaling(layer.input_size)
                parametrize.register_parametrization(stored, "original0", form, unsafe=True)
                self.magnitude = stored.parametrizations.original0.original
            else:
                self.magnitude = stored.original0
            self.matrix = stored.original1
        else:
            self.matrix = self.linear.weight
        with torch.no_grad():
            for key, parameter in self.parameters().items():
                parameter.copy_(torch.from_numpy(start[key]).reshape(parameter.shape))

    def parameters(self) -> dict[str, nn.Parameter]:
        found = {"matrix": self.matrix, "bias": self.bias}
        if self.magnitude is not None:
            found["magnitude"] = self.magnitude
        return found

    def copy(self, read: Callable[[nn.Parameter], torch.Tensor]) -> dict[str, Array]:
        empty = {"magnitude": np.empty(0)}
        return empty | {
            key: read(p).detach().numpy().copy().reshape(-1)
            for key, p in self.parameters().items()}


TORCH_ACTIVATIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "identity": lambda z: z, "relu": torch.relu, "tanh": torch.tanh}


def run_torch(problem: Problem) -> Result:
    case = problem.case
    layers = [TorchLayer(l, s) for l, s in zip(case.layers, problem.start, strict=True)]
    inputs = torch.from_numpy(problem.inputs).requires_grad_()
    targets = torch.from_numpy(problem.targets)
    margin, mixed = np.inf, True

    def forward(is_first: bool = False) -> tuple[torch.Tensor, torch.Tensor]:
        nonlocal margin, mixed
        y = inputs
        for layer in layers:
            z = layer.linear(y)
            if layer.layer.activation == "relu":
                margin = min(margin, z.detach().abs().min().item())
                if is_first:
                    mixed = mixed and z.min().item() < 0 < z.max().item()
            y = TORCH_ACTIVATIONS[layer.layer.activation](z)
        if case.loss == "xent":
            loss = nn.functional.cross_entropy(y, targets)
        else:
            loss = 0.5 * ((y - targets) ** 2).sum(dim=1).mean()
        return y, loss

    groups = [
        {"params": [p for l in layers for p in (l.matrix, l.bias)], "lr": case.rate},
        {"params": [
            l.magnitude for l in layers if l.magnitude is not None and l.layer.form != "frozen"],
         "lr": case.magnitude_rate},
    ]
    groups = [group for group in groups if group["params"]]
    optimizer: torch.optim.Optimizer
    if case.rule == "adam":
        optimizer = torch.optim.Adam(groups, betas=(BETA_1, BETA_2), eps=EPSILON)
    else:
        optimizer = torch.optim.SGD(
            groups, momentum=MOMENTUM if case.rule == "heavyBall" else 0)

    losses: list[float] = []
    for step in range(STEPS):
        y, loss = forward(is_first=step == 0)
        losses.append(loss.item())
        inputs.grad = None
        for layer in layers:
            for parameter in layer.parameters().values():
                parameter.grad = None
        loss.backward()
        if step == 0:
            outputs = y.detach().numpy().copy()
            input_gradient = inputs.grad.numpy().copy()
            gradients = [layer.copy(lambda p: p.grad) for layer in layers]
        optimizer.step()
        if step == 0:
            after_one = [layer.copy(lambda p: p) for layer in layers]
    losses.append(forward()[1].item())
    return Result(
        outputs, input_gradient, gradients, after_one,
        [layer.copy(lambda p: p) for layer in layers], losses, margin, mixed)


# MARK: - JAX

JAX_ACTIVATIONS: dict[str, Callable[[jax.Array], jax.Array]] = {
    "identity": lambda z: z, "relu": jax.nn.relu, "tanh": jnp.tanh}


def jax_weights(layer: Layer, parameters: dict[str, jax.Array]) -> jax.Array:
    v = parameters["matrix"]
    if not layer.is_normalised:
        return v
    g = parameters["magnitude"]
    if layer.form == "logarithmic":
        g = jnp.exp(g)
    if layer.form == "scaled":
        g = jnp.sqrt(layer.input_size) * g
    return g[:, None] * v / jnp.sqrt(jnp.sum(v * v, axis=1, keepdims=True))


def jax_update(
    rule: str, rate: float, p: jax.Array, d: jax.Array, m: jax.Array, u: jax.Array, t: jax.Array,
) -> tuple[jax.Array, jax.Array, jax.Array]:
    """One update; t counts from 1."""
    if rule == "sgd":
        return p - rate * d, m, u
    if rule == "heavyBall":
        m = MOMENTUM * m + d
        return p - rate * m, m, u
    m = BETA_1 * m + (1 - BETA_1) * d
    u = BETA_2 * u + (1 - BETA_2) * d * d
    corrected_m = m / (1 - BETA_1**t)
    corrected_u = u / (1 - BETA_2**t)
    return p - rate * corrected_m / (jnp.sqrt(corrected_u) + EPSILON), m, u


def run_jax(problem: Problem) -> Result:
    case = problem.case
    targets = jnp.asarray(problem.targets)

    def forward(parameters: Any, inputs: jax.Array) -> tuple[jax.Array, tuple[Any, jax.Array]]:
        y, margin = inputs, jnp.asarray(jnp.inf)
        for layer, p in zip(case.layers, parameters, strict=True):
            z = y @ jax_weights(layer, p).T + p["bias"]
            if layer.activation == "relu":
                margin = jnp.minimum(margin, jnp.min(jnp.abs(z)))
            y = JAX_ACTIVATIONS[layer.activation](z)
        if case.loss == "xent":
            rows = jnp.arange(case.batch)
            loss = -jnp.mean(jax.nn.log_softmax(y)[rows, targets])
        else:
            loss = 0.5 * jnp.mean(jnp.sum((y - targets) ** 2, axis=1))
        return loss, (y, margin)

    differentiate = jax.jit(jax.value_and_grad(forward, argnums=(0, 1), has_aux=True))

    @jax.jit
    def update(parameters: Any, gradients: Any, m: Any, u: Any, t: jax.Array) -> Any:
        new_p: list[Any] = []
        new_m: list[Any] = []
        new_u: list[Any] = []
        for i, layer in enumerate(case.layers):
            for tree in (new_p, new_m, new_u):
                tree.append({})
            for key in KEYS:
                old = (parameters[i][key], gradients[i][key], m[i][key], u[i][key])
                if key == "magnitude" and layer.form == "frozen":
                    new = (old[0], old[2], old[3])
                else:
                    rate = case.magnitude_rate if key == "magnitude" else case.rate
                    new = jax_update(case.rule, rate, *old, t)
                new_p[i][key], new_m[i][key], new_u[i][key] = new
        return new_p, new_m, new_u

    def copy(tree: Any) -> Parameters:
        return [{key: np.array(layer[key]).reshape(-1) for key in KEYS} for layer in tree]

    parameters: Any = jax.tree.map(jnp.asarray, problem.start)
    inputs = jnp.asarray(problem.inputs)
    m = u = jax.tree.map(jnp.zeros_like, parameters)
    losses: list[float] = []
    margin = np.inf
    for step in range(STEPS + 1):
        (loss, (y, least)), (gradients, input_gradient) = differentiate(parameters, inputs)
        losses.append(float(loss))
        margin = min(margin, float(least))
        if step == 0:
            first = (np.array(y), np.array(input_gradient), copy(gradients))
        if step == STEPS:
            break
        parameters, m, u = update(parameters, gradients, m, u, jnp.asarray(step + 1.0))
        if step == 0:
            after_one = copy(parameters)
    return Result(*first, after_one, copy(parameters), losses, margin)


# MARK: - Checks


def difference(a: Array, b: Array) -> float:
    """max|a − b| / max|b|."""
    if b.size == 0:
        return 0.0
    scale = np.max(np.abs(b))
    worst = np.max(np.abs(np.asarray(a).reshape(b.shape) - b))
    return float(worst / scale) if scale > 0 else float(worst)


def compared(case: Case, parameters: Parameters) -> Iterator[tuple[int, str]]:
    for i, layer in enumerate(case.layers):
        for key in KEYS:
            undetermined = (
                key == "matrix" and layer.is_normalised and layer.input_size == 1
                and not case.compares_direction)
            if parameters[i][key].size and not undetermined:
                yield i, key


def parameter_difference(case: Case, a: Parameters, b: Parameters) -> float:
    return max(difference(a[i][k], b[i][k]) for i, k in compared(case, b))


def gradient_difference(case: Case, a: Parameters, b: Parameters) -> float:
    """As above; a gradient that is 0 on paper counts against the layer's others."""
    worst = 0.0
    for i, layer in enumerate(case.layers):
        for key in KEYS:
            if key == "matrix" and layer.is_normalised and layer.input_size == 1:
                scale = np.max(np.abs(b[i]["bias"]))
                worst = max(worst, *(np.max(np.abs(x[i][key])) / scale for x in (a, b)))
            else:
                worst = max(worst, difference(a[i][key], b[i][key]))
    return float(worst)


def perturbed(problem: Problem) -> Problem:
    random = np.random.RandomState(problem.seed ^ 0x5EED)

    def move(x: Array) -> Array:
        return x * (1 + PERTURBATION * random.choice([-1.0, 1.0], size=x.shape))

    start = [{key: move(layer[key]) for key in KEYS} for layer in problem.start]
    return Problem(problem.case, problem.seed, start, problem.inputs, problem.targets)


def objection(problem: Problem, result: Result) -> tuple[str | None, float]:
    """Why a problem is no good as a reference, if so; and how far a moved start ends."""
    losses = result.losses
    if not np.all(np.isfinite(losses)):
        return "the loss is not finite", np.nan
    if losses[-1] > (1 - LEAST_FALL) * losses[0]:
        return f"the loss goes from {losses[0]:.3g} to {losses[-1]:.3g}", np.nan
    if losses[-1] < LEAST_LOSS * losses[0]:
        return f"the loss falls to {losses[-1]:.3g}, too near 0", np.nan
    if result.relu_margin <= RELU_MARGIN:
        return f"a ReLU's argument comes within {result.relu_margin:.1g} of 0", np.nan
    if not result.relus_are_mixed:
        return "all units of a ReLU layer are on, or all off", np.nan
    for i, key in compared(problem.case, result.gradients):
        single_input = problem.case.layers[i].input_size == 1 and key == "matrix"
        if not single_input and np.max(np.abs(result.gradients[i][key])) < 1e-4:
            return "a gradient is about 0", np.nan
    moved = parameter_difference(
        problem.case, run_torch(perturbed(problem)).after_200, result.after_200)
    if not moved < SENSITIVITY:
        return f"a start moved by {PERTURBATION} ends {moved:.1g} away", moved
    return None, moved


# MARK: - Files


def flat(x: Array) -> list[float]:
    return [float(value) for value in np.asarray(x).reshape(-1)]


def encoded(parameters: Parameters) -> list[dict[str, list[float]]]:
    return [{key: flat(layer[key]) for key in KEYS} for layer in parameters]


def case_json(problem: Problem, result: Result) -> dict[str, Any]:
    case = problem.case
    layers = [
        {"kind": l.kind, "form": l.form, "activation": l.activation,
         "outputSize": l.output_size, "inputSize": l.input_size,
         **{key: flat(s[key]) for key in KEYS}}
        for l, s in zip(case.layers, problem.start, strict=True)]
    is_labelled = case.loss == "xent"
    return {
        "name": case.name,
        "seed": problem.seed,
        "compareDirection": case.compares_direction,
        "layers": layers,
        "loss": "softmaxCrossEntropy" if is_labelled else "meanSquaredError",
        "batchSize": case.batch,
        "inputs": flat(problem.inputs),
        **({"labels": problem.targets.tolist()} if is_labelled
           else {"targets": flat(problem.targets)}),
        "optimizer": {
            "rule": case.rule, "learningRate": case.rate,
            "magnitudeLearningRate": case.magnitude_rate,
            "momentum": MOMENTUM if case.rule == "heavyBall" else 0.0},
        "outputs": flat(result.outputs),
        "initialLoss": result.losses[0],
        "inputGradient": flat(result.input_gradient),
        "gradients": encoded(result.gradients),
        "afterOne": encoded(result.after_one),
        "after200": encoded(result.after_200),
        "losses": [result.losses[t] for t in LOSS_STEPS],
        "lossSteps": LOSS_STEPS,
    }


def write(path: Path, framework: str, version: str, cases: list[dict[str, Any]]) -> None:
    document = {
        "framework": framework, "version": version, "numpyVersion": np.__version__,
        "pythonVersion": platform.python_version(), "cases": cases}
    text = json.dumps(document, separators=(",", ":"), allow_nan=False)
    path.write_text(text + "\n", encoding="ascii")


# MARK: - Main


def main() -> None:
    assert len({case.name for case in CASES}) == len(CASES), "two cases share a name"
    torch_cases: list[dict[str, Any]] = []
    jax_cases: list[dict[str, Any]] = []
    worst = dict.fromkeys(["start", "one", "200", "losses", "moved"], 0.0)
    width = max(len(case.name) for case in CASES)
    print(f"{'case':{width}}  draws     fall    start      one      200   losses    moved   ReLU")
    for case in CASES:
        for attempt in range(ATTEMPTS):
            problem = make_problem(case, attempt)
            a = run_torch(problem)
            complaint, moved = objection(problem, a)
            if complaint is None:
                break
            print(f"    {case.name}: {complaint}; drawing again")
        else:
            raise SystemExit(f"{case.name}: no draw is fit to be a reference")
        b = run_jax(problem)
        assert b.relu_margin > RELU_MARGIN and b.losses[-1] < b.losses[0], case.name
        found = {
            "start": max(
                difference(a.outputs, b.outputs),
                difference(a.input_gradient, b.input_gradient),
                gradient_difference(case, a.gradients, b.gradients)),
            "one": parameter_difference(case, a.after_one, b.after_one),
            "200": parameter_difference(case, a.after_200, b.after_200),
            "losses": max(abs(x - y) / y for x, y in zip(a.losses, b.losses, strict=True)),
            "moved": moved,
        }
        fall = a.losses[-1] / a.losses[0]
        print(
            f"{case.name:{width}}  {attempt + 1:5d} {fall:8.2g} "
            + " ".join(f"{value:8.1e}" for value in found.values()) + f" {a.relu_margin:6.0e}")
        assert found["start"] <= TOLERANCE_AT_START, case.name
        assert found["one"] <= TOLERANCE_AFTER_ONE, case.name
        assert max(found["200"], found["losses"]) <= TOLERANCE_AFTER_200, case.name
        worst = {key: max(worst[key], found[key]) for key in worst}
        torch_cases.append(case_json(problem, a))
        jax_cases.append(case_json(problem, b))
    print(
        f"{'worst':{width}}                "
        + " ".join(f"{value:8.1e}" for value in worst.values()))

    folder = Path(__file__).resolve().parent
    write(folder / "torch.json", "torch", torch.__version__, torch_cases)
    write(folder / "jax.json", "jax", jax.__version__, jax_cases)
    for name in ("torch.json", "jax.json"):
        print(f"{name}: {len(CASES)} cases, {(folder / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

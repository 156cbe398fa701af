"""The runs of the digits comparison in JAX, many at once: `jax_sweep.py DIR`.

All runs of a group are one compiled call: `vmap` over the runs, `lax.scan` over the epochs and in
them over the steps, one thread, single precision.
"""

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

import inputs

Parameters = Any


def outputs(parameters: Parameters, x: jax.Array) -> jax.Array:
    """The outputs [classes, rows] of an MLP with ReLU whose layers are (w, b) or (v, g, b).

    `x` has rows of inputs; between the layers a row is a unit, which is quicker than `x @ w.T`.
    """
    x = x.T
    for index, layer in enumerate(parameters):
        if len(layer) == 3:
            v, g, b = layer
            w = v * (g / jnp.linalg.norm(v, axis=1))[:, None]
        else:
            w, b = layer
        x = w @ x + b[:, None]
        if index < len(parameters) - 1:
            x = jax.nn.relu(x)
    return x


def loss(parameters: Parameters, x: jax.Array, labels: jax.Array) -> jax.Array:
    """Mean softmax cross-entropy."""
    logarithms = jax.nn.log_softmax(outputs(parameters, x), axis=0)
    chosen = jax.nn.one_hot(labels, inputs.SWEEP_SIZES[-1], axis=0)
    return -jnp.mean(jnp.sum(chosen * logarithms, axis=0))


def train(
    data: tuple[jax.Array, ...], parameters: Parameters, rate: jax.Array, orders: jax.Array
) -> tuple[Parameters, jax.Array]:
    """One run: the parameters at the end, and the loss on all training rows at the start and after each
    epoch. The test accuracy, which wnreport takes of some runs, is left out.

    `orders` are the rows of each batch: [epochs, steps, rows of a batch].
    """
    x, labels = data

    def step(state: tuple[Parameters, Parameters], rows: jax.Array):
        parameters, velocities = state
        gradient = jax.grad(loss)(parameters, x[rows], labels[rows])
        velocities = jax.tree.map(lambda m, d: inputs.MOMENTUM * m + d, velocities, gradient)
        parameters = jax.tree.map(lambda p, m: p - rate * m, parameters, velocities)
        return (parameters, velocities), None

    def epoch(state: tuple[Parameters, Parameters], orders: jax.Array):
        state, _ = lax.scan(step, state, orders)
        return state, loss(state[0], x, labels)

    first = loss(parameters, x, labels)
    state = (parameters, jax.tree.map(jnp.zeros_like, parameters))
    (parameters, _), losses = lax.scan(epoch, state, orders)
    return parameters, jnp.append(first, losses)


@partial(jax.jit, donate_argnums=1)
def train_group(
    data: tuple[jax.Array, ...], parameters: Parameters, rates: jax.Array, orders: jax.Array
) -> tuple[Parameters, jax.Array]:
    """As many runs at once as the arguments but the first have rows."""
    return jax.vmap(train, in_axes=(None, 0, 0, 0))(data, parameters, rates, orders)


class Sweep:
    """All runs of one parameterization."""

    def __init__(self, folder: Path, parameterization: str) -> None:
        read = inputs.read_sweep(folder, parameterization)
        self.data = jax.device_put((read.train, read.train_labels))
        self.runs = (read.starts, read.rates, read.orders)
        self.count = len(read.rates)

    def group(self, first: int, lanes: int) -> tuple[Parameters, jax.Array, jax.Array]:
        """What is handed over before the clock starts; after the last run comes the first again."""
        chosen = np.arange(first, first + lanes) % self.count
        return jax.block_until_ready(jax.tree.map(lambda part: jnp.array(part[chosen]), self.runs))

    def measure(self, lanes: int) -> dict[str, float | list[float]]:
        """Trains all runs, `lanes` at once, after a group that warms up and compiles."""
        jax.block_until_ready(train_group(self.data, *self.group(0, lanes)))
        elapsed = 0.0
        losses: list[np.ndarray] = []
        firsts = range(0, self.count, lanes)
        for first in firsts:
            group = self.group(first, lanes)
            begin = time.process_time()
            _, found = jax.block_until_ready(train_group(self.data, *group))
            elapsed += time.process_time() - begin
            losses.append(np.asarray(found))
        means = np.concatenate(losses)[: self.count, 1:].mean(axis=1, dtype=float)
        return {"secondsPerRun": elapsed / (len(firsts) * lanes), "losses": means.tolist()}


def main() -> None:
    """Answers requests until the input ends."""
    folder = Path(sys.argv[1])
    sweeps: dict[str, Sweep] = {}
    for line in sys.stdin:
        request = json.loads(line)
        name = request["parameterization"]
        if name not in sweeps:
            sweeps[name] = Sweep(folder, name)
        print(json.dumps(sweeps[name].measure(request["lanes"])), flush=True)


if __name__ == "__main__":
    main()

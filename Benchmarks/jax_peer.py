"""The timed steps in JAX, compiled, one thread: `jax_peer.py DIR`.

The MLP's steps come in two shapes, of which the benchmark takes the faster: one compiled call a
step, and one compiled `lax.scan` over the 20 batches.
"""

import sys
from functools import partial
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

import inputs
from peer import serve

jax.config.update("jax_enable_x64", True)

Parameters = Any


def weight_normalized(layer: dict[str, jax.Array]) -> jax.Array:
    """w = (g/‖v‖)v, or w itself in the standard parameterization."""
    if "w" in layer:
        return layer["w"]
    return layer["v"] * (layer["g"] / jnp.linalg.norm(layer["v"], axis=1))[:, None]


def mlp_loss(parameters: Parameters, x: jax.Array, labels: jax.Array) -> jax.Array:
    """Mean softmax cross-entropy of an MLP with ReLU."""
    for index, layer in enumerate(parameters):
        x = x @ weight_normalized(layer).T + layer["b"]
        if index < len(parameters) - 1:
            x = jax.nn.relu(x)
    chosen = jnp.take_along_axis(jax.nn.log_softmax(x), labels[:, None], axis=1)
    return -jnp.mean(chosen)


def mlp_step(state: tuple[Parameters, Parameters], batch: tuple[jax.Array, jax.Array]):
    """One heavy-ball step; the new parameters and velocities, and the loss."""
    parameters, velocities = state
    loss, gradient = jax.value_and_grad(mlp_loss)(parameters, *batch)
    velocities = jax.tree.map(lambda m, d: inputs.MOMENTUM * m + d, velocities, gradient)
    parameters = jax.tree.map(lambda p, m: p - inputs.MLP_RATE * m, parameters, velocities)
    return (parameters, velocities), loss


class MLPTraining:
    """Heavy-ball on minibatches of Fashion-MNIST."""

    single = staticmethod(jax.jit(mlp_step, donate_argnums=0))
    scan = staticmethod(jax.jit(partial(lax.scan, mlp_step), donate_argnums=0))

    def __init__(self, folder: Path, is_weight_normalized: bool, is_scan: bool) -> None:
        read = inputs.read_mlp(folder)
        self.weights = read.weights
        self.all_batches = (jnp.asarray(read.batches), jnp.asarray(read.labels, dtype=jnp.int32))
        self.batches = list(zip(*self.all_batches))
        self.is_weight_normalized = is_weight_normalized
        self.is_scan = is_scan

    def restart(self) -> None:
        parameters = []
        for weight in self.weights:
            w = jnp.array(weight)
            layer = {"v": w, "g": jnp.linalg.norm(w, axis=1)}
            layer = layer if self.is_weight_normalized else {"w": w}
            parameters.append(layer | {"b": jnp.zeros(len(weight), dtype=jnp.float32)})
        self.state = jax.block_until_ready((parameters, jax.tree.map(jnp.zeros_like, parameters)))

    def advance(self, steps: int) -> list[jax.Array]:
        losses: list[jax.Array] = []
        if self.is_scan:
            for _ in range(steps // len(self.batches)):
                self.state, losses_of_pass = self.scan(self.state, self.all_batches)
                losses.append(losses_of_pass)
        else:
            for step in range(steps):
                self.state, loss = self.single(self.state, self.batches[step % len(self.batches)])
                losses.append(loss)
        return jax.block_until_ready((losses, self.state))[0]


def linear_loss(parameters: Parameters, x: jax.Array, y: jax.Array) -> jax.Array:
    """Half the mean squared error of a weight-normalized neuron without bias."""
    g, v = parameters
    error = x @ (v * (g / jnp.linalg.norm(v))) - y
    return 0.5 * jnp.mean(error * error)


@partial(jax.jit, static_argnums=3, donate_argnums=0)
def linear_steps(parameters: Parameters, x: jax.Array, y: jax.Array, steps: int):
    """Plain gradient descent; the new parameters and the loss before each step."""

    def step(parameters: Parameters, _: None):
        loss, gradient = jax.value_and_grad(linear_loss)(parameters, x, y)
        new = jax.tree.map(lambda p, d: p - inputs.LINEAR_RATE * d, parameters, gradient)
        return new, loss

    return lax.scan(step, parameters, None, length=steps)


class LinearTraining:
    """Full-batch weight-normalized linear regression, all steps in one `lax.scan`."""

    def __init__(self, folder: Path) -> None:
        read = inputs.read_linear(folder)
        self.x, self.y = jnp.asarray(read.x), jnp.asarray(read.y)
        self.read = read

    def restart(self) -> None:
        self.parameters = jax.block_until_ready((jnp.array(self.read.g), jnp.array(self.read.v)))

    def advance(self, steps: int) -> jax.Array:
        self.parameters, losses = linear_steps(self.parameters, self.x, self.y, steps)
        return jax.block_until_ready(losses)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    serve(
        {
            "mlp-weightNorm": partial(MLPTraining, folder, True, False),
            "mlp-weightNorm-scan": partial(MLPTraining, folder, True, True),
            "mlp-standard": partial(MLPTraining, folder, False, False),
            "mlp-standard-scan": partial(MLPTraining, folder, False, True),
            "linear": partial(LinearTraining, folder),
        }
    )

#!/usr/bin/env python3
"""Writes `spectra.json`: spectra of matrices, and what two frameworks say of one small network.

    pip install numpy torch jax
    python make_spectra.py

* "matrices": symmetric matrices, row after row, with NumPy's eigenvalues, decreasing, and the
  eigenvectors of the first ones where they are apart.
* "network": directions v, magnitudes g and biases b of two layers, a rectifier between them, a
  batch x with labels; and by PyTorch's and by JAX's automatic differentiation
  - "weights", "polar": the eigenvalues, decreasing, of the generalized Gauss-Newton matrix of
    the mean cross entropy, in w and b and in g, v and b;
  - "moments": the mean over rows of the outer product of the gradient of one row's cross
    entropy in w, for every unit of both layers;
  - "batchNorm": the loss and the gradients of the same network with batch normalization
    (epsilon 0) in place of the division by the length of v in the first layer, the second one
    folded: v, gain g, shift b of the first layer, w and bias of the second one.

All in double precision.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import torch

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)

INPUTS, HIDDEN, CLASSES, ROWS = 4, 5, 3, 12


def matrices(random: np.random.Generator) -> list[dict[str, Any]]:
    def spectrum(matrix: np.ndarray, vectors: int) -> dict[str, Any]:
        values, axes = np.linalg.eigh(matrix)
        return {
            "size": len(matrix),
            "elements": matrix.ravel().tolist(),
            "values": values[::-1].tolist(),
            "vectors": [axes[:, -1 - index].tolist() for index in range(vectors)],
        }

    square = random.normal(size=(13, 13))
    graded = np.diag(10.0 ** -np.arange(12))
    basis, _ = np.linalg.qr(random.normal(size=(12, 12)))
    thin = random.normal(size=(20, 6))
    wide = random.normal(size=(60, 40)) * 0.9 ** np.arange(40)
    return [
        spectrum((square + square.T) / 2, 0),
        spectrum(basis @ graded @ basis.T, 5),
        spectrum(thin @ thin.T, 5),
        spectrum(wide.T @ wide / 60, 5),
        spectrum(np.diag([3.0, -1.0, 0.0, 2.0]), 0),
    ]


def network(random: np.random.Generator) -> dict[str, Any]:
    return {
        "v": [random.normal(size=(HIDDEN, INPUTS)), random.normal(size=(CLASSES, HIDDEN))],
        "g": [random.uniform(0.5, 2, HIDDEN), random.uniform(0.5, 2, CLASSES)],
        "b": [0.3 * random.normal(size=HIDDEN), 0.3 * random.normal(size=CLASSES)],
        "x": random.normal(size=(ROWS, INPUTS)),
        "labels": random.integers(0, CLASSES, ROWS),
    }


class Torch:
    """The network in PyTorch."""

    def __init__(self, net: dict[str, Any]):
        self.x = torch.tensor(net["x"])
        self.labels = torch.tensor(net["labels"])
        self.v, self.g, self.b = ([torch.tensor(a) for a in net[k]] for k in "vgb")

    @staticmethod
    def weights(v, g):
        return [gg[:, None] * vv / vv.norm(dim=1, keepdim=True) for vv, gg in zip(v, g)]

    @staticmethod
    def outputs(w, b, x):
        return torch.relu(x @ w[0].T + b[0]) @ w[1].T + b[1]

    def spectrum(self, function, parameters) -> list[float]:
        jacobian = torch.autograd.functional.jacobian(function, tuple(parameters))
        rows = torch.cat([part.reshape(ROWS, CLASSES, -1) for part in jacobian], dim=2)
        p = torch.softmax(function(*parameters), dim=1)
        total = 0
        for j, q in zip(rows, p):
            total = total + j.T @ (torch.diag(q) - torch.outer(q, q)) @ j / ROWS
        return torch.linalg.eigvalsh(total).flip(0).tolist()

    def batch_norm(self, v, g, beta, w, b):
        t = self.x @ v.T
        mean = t.mean(dim=0)
        n = (t - mean) / ((t - mean) ** 2).mean(dim=0).sqrt()
        y = torch.relu(g * n + beta) @ w.T + b
        return torch.nn.functional.cross_entropy(y, self.labels)

    def all(self) -> dict[str, Any]:
        w = self.weights(self.v, self.g)
        leaves = [a.clone().requires_grad_() for a in w]
        moments = [torch.zeros(len(a), a.shape[1], a.shape[1]) for a in w]
        for row in range(ROWS):
            y = self.outputs(leaves, self.b, self.x[row : row + 1])
            loss = torch.nn.functional.cross_entropy(y, self.labels[row : row + 1])
            for m, a in zip(moments, torch.autograd.grad(loss, leaves)):
                m += a[:, :, None] * a[:, None, :] / ROWS
        parameters = [
            a.clone().requires_grad_() for a in (self.v[0], self.g[0], self.b[0], w[1], self.b[1])
        ]
        loss = self.batch_norm(*parameters)
        return {
            "weights": self.spectrum(
                lambda a, b, c, d: self.outputs([a, b], [c, d], self.x), [*w, *self.b]
            ),
            "polar": self.spectrum(
                lambda a, b, c, d, e, f: self.outputs(
                    self.weights([a, b], [c, d]), [e, f], self.x
                ),
                [*self.v, *self.g, *self.b],
            ),
            "moments": [m.reshape(len(m), -1).tolist() for m in moments],
            "batchNorm": {
                "loss": loss.item(),
                "gradients": [
                    a.reshape(-1).tolist() for a in torch.autograd.grad(loss, parameters)
                ],
            },
        }


class Jax:
    """The network in JAX."""

    def __init__(self, net: dict[str, Any]):
        self.x, self.labels = jnp.array(net["x"]), jnp.array(net["labels"])
        self.v, self.g, self.b = ([jnp.array(a) for a in net[k]] for k in "vgb")

    @staticmethod
    def weights(v, g):
        return [gg[:, None] * vv / jnp.linalg.norm(vv, axis=1, keepdims=True) for vv, gg in zip(v, g)]

    @staticmethod
    def outputs(w, b, x):
        return jax.nn.relu(x @ w[0].T + b[0]) @ w[1].T + b[1]

    @staticmethod
    def entropy(y, labels):
        return -jnp.mean(jax.nn.log_softmax(y)[jnp.arange(len(labels)), labels])

    def spectrum(self, function, parameters) -> list[float]:
        places = tuple(range(len(parameters)))
        jacobian = jax.jacobian(function, argnums=places)(*parameters)
        rows = jnp.concatenate([part.reshape(ROWS, CLASSES, -1) for part in jacobian], axis=2)
        p = jax.nn.softmax(function(*parameters), axis=1)
        inner = jax.vmap(jnp.diag)(p) - p[:, :, None] * p[:, None, :]
        total = jnp.einsum("rci,rcd,rdj->ij", rows, inner, rows) / ROWS
        return jnp.linalg.eigvalsh(total)[::-1].tolist()

    def batch_norm(self, v, g, beta, w, b):
        t = self.x @ v.T
        mean = t.mean(axis=0)
        n = (t - mean) / jnp.sqrt(((t - mean) ** 2).mean(axis=0))
        return self.entropy(jax.nn.relu(g * n + beta) @ w.T + b, self.labels)

    def all(self) -> dict[str, Any]:
        w = self.weights(self.v, self.g)

        def of_row(w, x, label):
            return self.entropy(self.outputs(w, self.b, x[None]), label[None])

        slopes = jax.vmap(jax.grad(of_row), in_axes=(None, 0, 0))(w, self.x, self.labels)
        moments = [jnp.einsum("rui,ruj->uij", a, a) / ROWS for a in slopes]
        parameters = (self.v[0], self.g[0], self.b[0], w[1], self.b[1])
        loss, gradients = jax.value_and_grad(self.batch_norm, argnums=(0, 1, 2, 3, 4))(*parameters)
        return {
            "weights": self.spectrum(
                lambda a, b, c, d: self.outputs([a, b], [c, d], self.x), [*w, *self.b]
            ),
            "polar": self.spectrum(
                lambda a, b, c, d, e, f: self.outputs(
                    self.weights([a, b], [c, d]), [e, f], self.x
                ),
                [*self.v, *self.g, *self.b],
            ),
            "moments": [m.reshape(len(m), -1).tolist() for m in moments],
            "batchNorm": {
                "loss": loss.item(),
                "gradients": [a.reshape(-1).tolist() for a in gradients],
            },
        }


def main() -> None:
    random = np.random.default_rng(13)
    found = matrices(random)
    net = network(random)
    content = {
        "matrices": found,
        "network": {
            key: [np.ravel(a).tolist() for a in net[key]] for key in ("v", "g", "b")
        }
        | {"x": net["x"].ravel().tolist(), "labels": net["labels"].tolist()},
        "frameworks": {"torch": Torch(net).all(), "jax": Jax(net).all()},
        "versions": {"numpy": np.__version__, "torch": torch.__version__, "jax": jax.__version__},
    }
    path = Path(__file__).with_name("spectra.json")
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()

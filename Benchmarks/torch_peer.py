"""The timed steps in PyTorch, eager, one thread: `torch_peer.py DIR`."""

import sys
from functools import partial
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.parametrizations import weight_norm

import inputs
from peer import serve

torch.set_num_threads(1)
torch.set_num_interop_threads(1)


class MLPTraining:
    """Heavy-ball on minibatches of Fashion-MNIST."""

    def __init__(self, folder: Path, is_weight_normalized: bool) -> None:
        read = inputs.read_mlp(folder)
        self.batches = [torch.from_numpy(batch) for batch in read.batches]
        self.labels = [torch.from_numpy(labels) for labels in read.labels]
        self.weights = [torch.from_numpy(weight) for weight in read.weights]
        self.is_weight_normalized = is_weight_normalized

    def restart(self) -> None:
        layers: list[nn.Module] = []
        for weight in self.weights:
            linear = nn.Linear(weight.shape[1], weight.shape[0])
            with torch.no_grad():
                linear.weight.copy_(weight)
                linear.bias.zero_()
            layers += [weight_norm(linear) if self.is_weight_normalized else linear, nn.ReLU()]
        self.model = nn.Sequential(*layers[:-1])
        self.optimizer = torch.optim.SGD(
            self.model.parameters(), lr=inputs.MLP_RATE, momentum=inputs.MOMENTUM
        )

    def advance(self, steps: int) -> list[float]:
        losses = []
        for step in range(steps):
            index = step % len(self.batches)
            loss = functional.cross_entropy(self.model(self.batches[index]), self.labels[index])
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            self.optimizer.step()
            losses.append(loss.item())
        return losses


class LinearTraining:
    """Plain gradient descent on the full batch of a weight-normalized linear regression."""

    def __init__(self, folder: Path) -> None:
        read = inputs.read_linear(folder)
        self.x = torch.from_numpy(read.x)
        self.y = torch.from_numpy(read.y).unsqueeze(1)
        self.v = torch.from_numpy(read.v).unsqueeze(0)

    def restart(self) -> None:
        linear = nn.Linear(inputs.LINEAR_COLUMNS, 1, bias=False, dtype=torch.float64)
        with torch.no_grad():
            linear.weight.copy_(self.v)
        self.model = weight_norm(linear)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=inputs.LINEAR_RATE)

    def advance(self, steps: int) -> list[float]:
        losses = []
        for _ in range(steps):
            loss = 0.5 * functional.mse_loss(self.model(self.x), self.y)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            self.optimizer.step()
            losses.append(loss.item())
        return losses


class LinearByHand:
    """The same steps without modules and optimizer, as few calls as eager PyTorch allows."""

    def __init__(self, folder: Path) -> None:
        read = inputs.read_linear(folder)
        self.x = torch.from_numpy(read.x)
        self.y = torch.from_numpy(read.y).unsqueeze(1)
        self.first_v = torch.from_numpy(read.v).unsqueeze(0)

    def restart(self) -> None:
        self.v = self.first_v.clone().requires_grad_()
        self.g = self.first_v.norm(dim=1, keepdim=True).requires_grad_()

    def advance(self, steps: int) -> list[float]:
        losses = []
        for _ in range(steps):
            weight = torch._weight_norm(self.v, self.g, 0)
            loss = 0.5 * functional.mse_loss(self.x @ weight.T, self.y)
            g_slope, v_slope = torch.autograd.grad(loss, (self.g, self.v))
            with torch.no_grad():
                self.g -= inputs.LINEAR_RATE * g_slope
                self.v -= inputs.LINEAR_RATE * v_slope
            losses.append(loss.item())
        return losses


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    serve(
        {
            "mlp-weightNorm": partial(MLPTraining, folder, True),
            "mlp-standard": partial(MLPTraining, folder, False),
            "linear": partial(LinearTraining, folder),
            "linear-by-hand": partial(LinearByHand, folder),
        }
    )

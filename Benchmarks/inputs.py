"""The inputs of what is timed: made once, written as raw bytes, read by every program.

mlp.f32     20 batches [128, 784] and three weight matrices [outputs, inputs], float32
labels.u8   the classes of the batches [20, 128]
linear.f64  x [256, 32], y [256], v [32] and g, float64
sweep-*     the runs of the digits comparison, which `wnbench sweep` makes and describes

All numbers are little-endian and in row-major order.
"""

import gzip
import math
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BATCH_COUNT = 20
BATCH_SIZE = 128
SIZES = (784, 256, 256, 10)
MLP_RATE = 0.01
MOMENTUM = 0.9

LINEAR_ROWS = 256
LINEAR_COLUMNS = 32
LINEAR_RATE = 0.1

SWEEP_SIZES = (64, 32, 32, 10)
SWEEP_TRAIN_ROWS = 1400
SWEEP_BATCH_SIZE = 32
SWEEP_EPOCHS = 8
SWEEP_STEPS = SWEEP_TRAIN_ROWS // SWEEP_BATCH_SIZE

# Each block of timed steps starts from the written weights and first takes so many untimed steps,
# whose losses are compared.
UNTIMED_STEPS = {"mlp": BATCH_COUNT, "linear": 200}


@dataclass(frozen=True)
class MLPInputs:
    """What mlp.f32 and labels.u8 hold."""

    batches: np.ndarray
    labels: np.ndarray
    weights: list[np.ndarray]


@dataclass(frozen=True)
class LinearInputs:
    """What linear.f64 holds."""

    x: np.ndarray
    y: np.ndarray
    v: np.ndarray
    g: float


@dataclass(frozen=True)
class SweepInputs:
    """The data, and for each run the learning rate, the first parameters and the order of rows."""

    train: np.ndarray
    train_labels: np.ndarray
    rates: np.ndarray
    # Of each layer w and b, or v, g and b, each with one row a run.
    starts: list[tuple[np.ndarray, ...]]
    # [runs, epochs, steps, rows of a batch]
    orders: np.ndarray


def data_folder() -> Path:
    """The folder of Fashion-MNIST's four files."""
    return Path(os.environ.get("WNREPORT_DATA_DIR") or "/usr/share/datasets/fashion-mnist")


def read_idx(name: str) -> np.ndarray:
    """An IDX file of unsigned bytes, gzip-compressed."""
    data = gzip.decompress((data_folder() / f"{name}.gz").read_bytes())
    dimensions = data[3]
    shape = np.frombuffer(data, dtype=">u4", count=dimensions, offset=4)
    return np.frombuffer(data, dtype=np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def write(folder: Path) -> None:
    """Makes all inputs, the same ones at every call."""
    random = np.random.default_rng(0)
    _write_mlp(folder, random)
    _write_linear(folder, random)


def _write_mlp(folder: Path, random: np.random.Generator) -> None:
    images = read_idx("train-images-idx3-ubyte").reshape(-1, SIZES[0]) / np.float32(255)
    labels = read_idx("train-labels-idx1-ubyte")
    mean = images.mean(dtype=np.float64).astype(np.float32)
    rows = random.permutation(len(labels))[: BATCH_COUNT * BATCH_SIZE]
    weights = [
        random.normal(0, np.sqrt((2 if index < len(SIZES) - 2 else 1) / fan_in), (fan_out, fan_in))
        for index, (fan_in, fan_out) in enumerate(zip(SIZES, SIZES[1:]))
    ]
    parts = [images[rows] - mean, *weights]
    (folder / "mlp.f32").write_bytes(b"".join(part.astype("<f4").tobytes() for part in parts))
    (folder / "labels.u8").write_bytes(labels[rows].tobytes())


def _write_linear(folder: Path, random: np.random.Generator) -> None:
    x = random.normal(size=(LINEAR_ROWS, LINEAR_COLUMNS))
    y = x @ random.normal(size=LINEAR_COLUMNS) + 0.5 * random.normal(size=LINEAR_ROWS)
    v = random.normal(size=LINEAR_COLUMNS)
    parts = [x, y, v, np.linalg.norm(v)]
    (folder / "linear.f64").write_bytes(
        b"".join(np.asarray(part, dtype="<f8").tobytes() for part in parts)
    )


def read_mlp(folder: Path) -> MLPInputs:
    """The MLP's batches, classes and first weights."""
    numbers = np.fromfile(folder / "mlp.f32", dtype="<f4")
    shapes = [(BATCH_COUNT, BATCH_SIZE, SIZES[0])]
    shapes += [(fan_out, fan_in) for fan_in, fan_out in zip(SIZES, SIZES[1:])]
    batches, *weights = _split(numbers, shapes)
    labels = np.fromfile(folder / "labels.u8", dtype=np.uint8).reshape(BATCH_COUNT, BATCH_SIZE)
    return MLPInputs(batches, labels.astype(np.int64), weights)


def read_linear(folder: Path) -> LinearInputs:
    """The regression's data and first parameters."""
    numbers = np.fromfile(folder / "linear.f64", dtype="<f8")
    shapes = [(LINEAR_ROWS, LINEAR_COLUMNS), (LINEAR_ROWS,), (LINEAR_COLUMNS,), (1,)]
    x, y, v, g = _split(numbers, shapes)
    return LinearInputs(x, y, v, float(g[0]))


def read_sweep(folder: Path, parameterization: str) -> SweepInputs:
    """What `wnbench sweep --inputs` writes."""
    tensors = [
        [(fan_out, fan_in), *[(fan_out,)] * (2 if parameterization == "weightNorm" else 1)]
        for fan_in, fan_out in zip(SWEEP_SIZES, SWEEP_SIZES[1:])
    ]
    path = folder / f"sweep-{parameterization}"
    rows = np.fromfile(path.with_suffix(".u16"), dtype="<u2").astype(np.int32)
    order = (SWEEP_EPOCHS, SWEEP_STEPS, SWEEP_BATCH_SIZE)
    runs = (len(rows) - SWEEP_TRAIN_ROWS) // math.prod(order)
    train_labels, orders = _split(rows, [(SWEEP_TRAIN_ROWS,), (runs, *order)])
    numbers = np.fromfile(path.with_suffix(".f32"), dtype="<f4")
    inputs = (SWEEP_TRAIN_ROWS, SWEEP_SIZES[0])
    parameters = sum(math.prod(shape) for layer in tensors for shape in layer)
    train, rates, starts = _split(numbers, [inputs, (runs,), (runs, parameters)])
    layers = []
    for layer in tensors:
        ends = np.cumsum([math.prod(shape) for shape in layer])
        *parts, starts = np.split(starts, ends, axis=1)
        layers.append(tuple(part.reshape(-1, *shape) for part, shape in zip(parts, layer)))
    return SweepInputs(train, train_labels, rates, layers, orders)


def _split(numbers: np.ndarray, shapes: list[tuple[int, ...]]) -> list[np.ndarray]:
    """Cuts a row of numbers into arrays of those shapes."""
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    if ends[-1] != len(numbers):
        raise ValueError(f"expected {ends[-1]} numbers, found {len(numbers)}")
    return [part.reshape(shape) for part, shape in zip(np.split(numbers, ends[:-1]), shapes)]

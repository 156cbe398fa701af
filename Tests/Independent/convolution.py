"""The four core methods of `convolution`, written a second time.

Networks, training and the choice of rates are those of `convergence.py`, whose maps get patches of images
here: a 3×3 kernel at every other place, twice, and a dense layer. Prints each effect with its verdict beside
the recorded one, and ends with status 1 if they contradict each other as there.

    python Tests/Independent/convolution.py [--records reports/runs] [--seed 0]

Needs torch, numpy and scipy, and Fashion-MNIST; some ten minutes.
"""

import argparse
import sys
from dataclasses import fields
from pathlib import Path

import torch
from torch.nn import functional

from convergence import ROOT, Cell, Data, Networks, clothes

ARMS = ("std-he", "wn-he", "std-ddi", "wn-ddi")
ROWS = [("wn-he", "std-he"), ("wn-ddi", "std-ddi"), ("std-ddi", "std-he")]
KERNEL, STRIDE, PADDING = 3, 2, 1
# Of the images that each layer gets: channels, and height and width; none for the dense one.
IMAGES = [(1, 14), (8, 7), None]


class Images(Data):
    shapes = [(9, 8), (72, 16), (256, 10)]

    def networks(self, *options):
        return Convolutions(*options)


class Convolutions(Networks):
    """A row of an image holds all channels of its first place, then those of the next."""

    def spread(self, index, x):
        if IMAGES[index] is None:
            return x
        channels, side = IMAGES[index]
        images = x.reshape(*x.shape[:-1], side, side, channels)
        images = functional.pad(images, (0, 0) + 4 * (PADDING,))
        ends = range(side + 2 * PADDING - KERNEL + 1)[::STRIDE][-1] + 1
        patches = torch.cat(
            [
                images[..., row : row + ends : STRIDE, column : column + ends : STRIDE, :]
                for row in range(KERNEL)
                for column in range(KERNEL)
            ],
            dim=-1,
        )
        return patches.flatten(-4, -2)

    def gather(self, x, rows):
        return x.reshape(len(x), rows, -1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--records", type=Path, default=ROOT / "reports/runs")
    parser.add_argument("--fashion-mnist", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--cells", nargs="*", default=["two-layers", "two-layers-adam"])
    parser.add_argument("--seed", type=int, default=0, help="base of all seeds")
    options = parser.parse_args()
    torch.set_num_threads(1)
    found = clothes(options.fashion_mnist)
    data = Images(*(getattr(found, field.name) for field in fields(Data)))
    contradictions = 0
    print("here | the record of the Swift program; log₂ of the ratio of mean losses")
    for name in options.cells:
        print(name)
        rule = "adam" if name.endswith("adam") else "heavy-ball"
        cell = Cell(
            data, rule, ARMS, ROWS, 12, options.records / "convolution.json", f"{name}.")
        contradictions += cell.compare(1_000_000 * options.seed)
    print(f"{contradictions} contradictions")
    sys.exit(1 if contradictions else 0)


if __name__ == "__main__":
    main()

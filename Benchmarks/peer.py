"""A program that trains on request: one JSON object per line comes in, one goes out.

Both peers stay alive for the whole benchmark, so that starting and compiling are not timed.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from inputs import UNTIMED_STEPS


class Training(Protocol):
    """A model that can take steps."""

    def restart(self) -> None:
        """Goes back to the weights in the input files."""

    def advance(self, steps: int) -> ArrayLike:
        """Takes steps, and returns when they are done; the loss before each step, in order."""


def measure(training: Training, untimed: int, steps: int, blocks: int) -> dict[str, list[float]]:
    """Times blocks of steps, as `wnbench` does."""
    seconds: list[float] = []
    losses: list[float] = []
    for _ in range(blocks):
        training.restart()
        losses = np.asarray(training.advance(untimed), dtype=float).ravel().tolist()
        begin = time.perf_counter()
        training.advance(steps)
        seconds.append((time.perf_counter() - begin) / steps)
    return {"secondsPerStep": seconds, "losses": losses}


def serve(cases: dict[str, Callable[[], Training]]) -> None:
    """Answers requests until the input ends. A case is prepared, and runs once, at its first."""
    prepared: dict[str, Training] = {}
    for line in sys.stdin:
        request = json.loads(line)
        case, steps = request["case"], request["steps"]
        untimed = UNTIMED_STEPS[case.split("-")[0]]
        if case not in prepared:
            prepared[case] = cases[case]()
            measure(prepared[case], untimed, steps, blocks=1)
        answer = measure(prepared[case], untimed, steps, request["blocks"])
        print(json.dumps(answer), flush=True)

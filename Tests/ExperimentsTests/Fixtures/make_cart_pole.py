#!/usr/bin/env python3
"""Writes `cart_pole.json`: single steps of Gymnasium's CartPole-v1.

    pip install gymnasium
    python make_cart_pole.py

"steps": lists of x, ẋ, θ, θ̇ before a step, the action, the same four numbers after it, and whether the
task has ended then (1 or 0); rewards are all 1. Of 1000 states three in four are where an agent that
balances the pole has been, the others anywhere up to the limits and a little beyond.
"""

import json
import random
from pathlib import Path

import gymnasium
import numpy

COUNT = 1000


def main() -> None:
    draw = random.Random(0)
    environment = gymnasium.make("CartPole-v1").unwrapped
    environment.reset(seed=0)
    steps = []
    for index in range(COUNT):
        wide = index % 4 == 0
        limits = (2.5, 3.0, 0.25, 2.5) if wide else (1.5, 1.0, 0.15, 1.0)
        state = [round(draw.uniform(-limit, limit), 4) for limit in limits]
        action = draw.randrange(2)
        environment.state = numpy.array(state, dtype=numpy.float64)
        environment.steps_beyond_terminated = None
        _, reward, terminated, _, _ = environment.step(action)
        assert reward == 1
        steps.append([*state, action, *map(float, environment.state), int(terminated)])
    assert 30 < sum(step[-1] for step in steps) < COUNT // 4
    lines = ",\n".join(json.dumps(step) for step in steps)
    document = f'{{"gymnasium": "{gymnasium.__version__}", "steps": [\n{lines}\n]}}\n'
    (Path(__file__).parent / "cart_pole.json").write_text(document)


if __name__ == "__main__":
    main()

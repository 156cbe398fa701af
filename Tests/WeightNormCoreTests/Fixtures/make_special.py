#!/usr/bin/env python3
"""Writes `special.json`: reference values of functions, random streams and quantiles.

    pip install numpy scipy mpmath
    python make_special.py

* "exp", "expm1", "log", "log1p", "tanh", "atan", "sin", "cos": pairs [x, f(x)], where f(x) is the double
  nearest to the exact value of f at the double x. The exact value is bracketed with mpmath's
  interval arithmetic until both ends round to the same double, and the rounding is done in
  exact integers, so it holds for subnormal values too. No value overflows, and no x is a pole.
* "splitMix64", "xoshiro256StarStar": first outputs, as decimal strings, by Vigna's published
  algorithms, written out below on Python's integers. Where "seed" is present, xoshiro's state
  is the first four outputs of SplitMix64 from that seed; "state" is always the state before
  the first output.
* "studentT975": pairs [degrees of freedom, 0.975 quantile], from SciPy, checked with mpmath.
* "quantiles": samples (unsorted), probabilities, and NumPy's "linear" quantiles (type 7).
"""

from __future__ import annotations

import json
import math
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any, Callable

import mpmath
import numpy as np
import scipy
from mpmath import iv, mp

MASK = 2**64 - 1
LEAST_NORMAL = sys.float_info.min
LEAST_SUBNORMAL = 5e-324
GREATEST = sys.float_info.max


# MARK: - Functions


def exact(x: mpmath.mpf) -> Fraction:
    sign, mantissa, exponent, _ = x._mpf_
    value = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -value if sign else value


def nearest(value: Fraction) -> float:
    """The nearest double: dividing Python's integers rounds correctly, once."""
    return value.numerator / value.denominator


def interval_expm1(x: Any) -> Any:
    return iv.exp(x) - 1


def interval_tanh(x: Any) -> Any:
    # From one exponential, increasing in x, so that the bounds stay close.
    return 1 - 2 / (iv.exp(2 * x) + 1)


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": iv.exp,
    "expm1": interval_expm1,
    "log": iv.log,
    "log1p": lambda x: iv.log(1 + x),
    "tanh": interval_tanh,
    "sin": iv.sin,
    "cos": iv.cos,
}


def arctangent(x: float) -> float:
    """mpmath has no interval arctangent, so two precisions must agree."""
    results = []
    for bits in (2600, 5200):
        with mp.workprec(bits):
            results.append(nearest(exact(mp.atan(mp.mpf(x)))))
    assert results[0] == results[1], x
    return results[0]


def correctly_rounded(name: str, x: float) -> float:
    if x == 0 and name in ("expm1", "log1p", "tanh", "atan", "sin"):
        return x  # these keep the sign of 0
    if name == "atan":
        return arctangent(x)
    bits = 200
    while bits <= 20_000:
        iv.prec = bits
        y = FUNCTIONS[name](iv.mpf(x))
        low, high = (nearest(exact(mp.make_mpf(end))) for end in y._mpi_)
        if low == high:
            return low
        bits *= 2
    raise AssertionError(f"{name}({x}) does not settle")


def logarithmic(random: np.random.RandomState, low: float, high: float, count: int) -> list[float]:
    """Magnitudes spread evenly over the exponents from 10^low to 10^high."""
    return [float(10.0**e) for e in random.uniform(low, high, size=count)]


def points(name: str) -> list[float]:
    random = np.random.RandomState(sum(name.encode()))
    up, down = math.nextafter(1, 2), math.nextafter(1, 0)
    tiny = [LEAST_SUBNORMAL, 3e-320, LEAST_NORMAL, 1e-300, 1e-100, 1e-20, 2.0**-53, 2.0**-30, 1e-5]
    near_one = [down, 1.0, up]

    def signed(xs: list[float]) -> list[float]:
        return [s * x for x in xs for s in (1.0, -1.0)]

    def uniform(low: float, high: float, count: int) -> list[float]:
        return [float(x) for x in random.uniform(low, high, size=count)]

    match name:
        case "exp":
            return [
                0.0, -0.0, *signed(tiny), *signed(near_one), 709.0, 709.782712893384, -708.0,
                -708.5, -720.25, -740.0, -745.0, -745.13, *uniform(-1, 1, 10),
                *uniform(-30, 30, 10), *uniform(-745, 709, 10)]
        case "expm1":
            return [
                0.0, -0.0, *signed(tiny), *signed(near_one), 709.0, 709.782712893384, -37.0,
                -40.0, -700.0, *signed(logarithmic(random, -12, 0, 8)), *uniform(-5, 5, 10),
                *uniform(-40, 709, 6)]
        case "log":
            return [
                *tiny, *near_one, 0.5, 2.0, math.e, 10.0, 1e10, 1e100, 1e300, GREATEST, 1e-310,
                *(1 + x for x in signed(logarithmic(random, -15, -2, 6))), *uniform(0, 2, 12),
                *logarithmic(random, -320, 308, 18)]
        case "log1p":
            return [
                0.0, -0.0, *signed(tiny), 1.0, -down, -0.5, -0.999, 2.0, 10.0, 1e16, 1e100, 1e300,
                GREATEST, *signed(logarithmic(random, -12, -0.01, 9)), *uniform(-1, 1, 8),
                *logarithmic(random, 0, 308, 6)]
        case "tanh":
            return [
                0.0, -0.0, *signed(tiny), *signed(near_one),
                *signed([19.0, 19.1, 22.0, 1e3, 1e300]),
                *signed(logarithmic(random, -10, 0, 6)), *uniform(-1, 1, 8), *uniform(-20, 20, 8)]
        case "atan":
            return [
                0.0, -0.0, *signed(tiny), *signed(near_one), *signed([10.0, 1e8, 1e17, 1e300]),
                *signed(logarithmic(random, -10, 10, 9)), *uniform(-3, 3, 10)]
        case "sin" | "cos":
            # Next to multiples of a quarter turn digits cancel: 355 is 226 of them to 10⁻⁷.
            quarters = [n * math.pi / 2 for n in (1, 2, 3, 4, 5, 10, 1000, 667_000)] + [355.0]
            return [
                0.0, -0.0, *signed(tiny), *signed(near_one), math.pi / 4,
                math.nextafter(math.pi / 4, 1), *signed(quarters), 2.0**20,
                *signed(logarithmic(random, -10, 0, 6)), *uniform(-0.3, 0.3, 10),
                *uniform(-10, 10, 14), *uniform(-1e6, 1e6, 14)]
    raise AssertionError(name)


def function_pairs(name: str) -> list[list[float]]:
    pairs = [[x, correctly_rounded(name, x)] for x in points(name)]
    # NumPy's own functions are good to a few units in the last place.
    with np.errstate(all="ignore"):
        for x, y in pairs:
            assert math.isfinite(y)
            mine = float(getattr(np, {"atan": "arctan"}.get(name, name))(x))
            assert abs(mine - y) <= 4 * math.ulp(y), (name, x, y, mine)
    return pairs


# MARK: - Random streams


def split_mix_64(seed: int, count: int) -> list[int]:
    """https://prng.di.unimi.it/splitmix64.c"""
    outputs, state = [], seed
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        outputs.append(z ^ (z >> 31))
    return outputs


def xoshiro_256_star_star(state: list[int], count: int) -> list[int]:
    """https://prng.di.unimi.it/xoshiro256starstar.c"""

    def rotated(x: int, k: int) -> int:
        return ((x << k) | (x >> (64 - k))) & MASK

    s, outputs = list(state), []
    for _ in range(count):
        outputs.append((rotated((s[1] * 5) & MASK, 7) * 9) & MASK)
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotated(s[3], 45)
    return outputs


SEEDS = [0, 1, 42, 1234567, 0xDEADBEEFCAFEF00D, MASK]


def random_streams() -> dict[str, Any]:
    # Known outputs, as published with other implementations.
    assert split_mix_64(1234567, 3) == [
        6457827717110365317, 3203168211198807973, 9817491932198370423]
    assert xoshiro_256_star_star([1, 2, 3, 4], 4) == [11520, 0, 1509978240, 1215971899390074240]

    def strings(xs: list[int]) -> list[str]:
        return [str(x) for x in xs]

    split = [{"seed": str(s), "outputs": strings(split_mix_64(s, 10))} for s in SEEDS]
    xoshiro: list[dict[str, Any]] = [
        {"state": strings([1, 2, 3, 4]),
         "outputs": strings(xoshiro_256_star_star([1, 2, 3, 4], 10))}]
    for seed in SEEDS:
        state = split_mix_64(seed, 4)
        xoshiro.append({
            "seed": str(seed), "state": strings(state),
            "outputs": strings(xoshiro_256_star_star(state, 10))})
    return {"splitMix64": split, "xoshiro256StarStar": xoshiro}


# MARK: - Statistics


def student_t() -> list[list[float]]:
    from scipy import stats

    pairs = []
    with mp.workdps(40):
        for df in range(1, 61):
            quantile = float(stats.t.ppf(0.975, df))

            def excess(t: mpmath.mpf) -> mpmath.mpf:
                x = df / (df + t * t)
                tail = mp.betainc(df / mp.mpf(2), mp.mpf("0.5"), 0, x, regularized=True)
                return tail / 2 - mp.mpf("0.025")

            check = float(mp.findroot(excess, mp.mpf(quantile)))
            assert abs(quantile - check) <= 1e-13 * check, df
            pairs.append([df, quantile])
    return pairs


def quantiles() -> list[dict[str, list[float]]]:
    random = np.random.RandomState(7)
    samples: list[list[float]] = [
        [3.5],
        [2.0, 1.0],
        [1.0, 2.0, 3.0, 4.0],
        [5.0, 5.0, 5.0, -1.0, 2.0],
        [float(x) for x in random.standard_normal(7)],
        [float(x) for x in random.exponential(size=10)],
        [float(x) for x in random.lognormal(0, 3, size=23)],
    ]
    probabilities = [0.0, 0.025, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.95, 0.975, 1.0]
    return [
        {"sample": s, "probabilities": probabilities,
         "values": [float(q) for q in np.quantile(s, probabilities, method="linear")]}
        for s in samples]


def main() -> None:
    document: dict[str, Any] = {
        "versions": {
            "mpmath": mpmath.__version__, "numpy": np.__version__, "scipy": scipy.__version__}}
    for name in ("exp", "expm1", "log", "log1p", "tanh", "atan", "sin", "cos"):
        document[name] = function_pairs(name)
        print(f"{name}: {len(document[name])} points")
    document |= random_streams()
    document["studentT975"] = student_t()
    document["quantiles"] = quantiles()
    path = Path(__file__).resolve().parent / "special.json"
    text = json.dumps(document, separators=(",", ":"), allow_nan=False)
    path.write_text(text + "\n", encoding="ascii")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

"""Compares wnreport with PyTorch and JAX on this machine; see README.md in this folder.

Prints a table, and last one line a ratio: `ratio NAME VALUE [LOW, HIGH]`.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

import inputs

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
WNBENCH = ROOT / ".build/release/wnbench"
WNREPORT = ROOT / ".build/release/wnreport"
PARTS = ("hand", "mlp", "linear", "sweep", "program", "two-cores", "report")

# One thread each, whatever the libraries below would choose.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
}
# The one processor of all timed steps.
CORE = max(os.sched_getaffinity(0))
BLOCKS = 3


def note(text: str) -> None:
    """Says how far the benchmark is."""
    print(text, file=sys.stderr, flush=True)


# Timed steps


@dataclass(frozen=True)
class Answer:
    """What one request gives: the seconds of one step, or of whatever else is counted."""

    seconds: float
    losses: np.ndarray

    @staticmethod
    def parse(line: str) -> "Answer":
        answer = json.loads(line)
        # The least of the blocks is the one that other programs disturbed least.
        return Answer(min(answer["secondsPerStep"]), np.array(answer["losses"]))


def pin() -> None:
    """Keeps a child on one processor."""
    os.sched_setaffinity(0, {CORE})


class Peer:
    """A peer that stays alive and trains on request."""

    def __init__(self, script: str, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, HERE / script, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | ONE_THREAD,
            preexec_fn=pin,
        )

    def ask(self, case: str, steps: int) -> Answer:
        return Answer.parse(self.answer(case=case, steps=steps, blocks=BLOCKS))

    def answer(self, **request: str | int) -> str:
        print(json.dumps(request), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.process.args[1]} ended at {request}")
        return line

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def ask_ours(folder: Path, steps: int, *arguments: str) -> Answer:
    """The same request to our own program."""
    return Answer.parse(
        run_pinned(WNBENCH, *arguments, folder, "--steps", str(steps), "--blocks", str(BLOCKS))
    )


def run_pinned(*command: str | Path) -> str:
    """What a program prints that runs on the one processor."""
    return subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, preexec_fn=pin
    ).stdout


@dataclass
class Contest:
    """Programs that take the same steps, in turn, round after round."""

    programs: dict[str, Callable[[], Answer]]
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def check(self, names: list[str], tolerance: float) -> float:
        """Asserts that programs give the same losses; the largest relative difference."""
        reference, *others = [self.programs[name]().losses for name in names]
        worst = max(float(np.max(np.abs(other / reference - 1))) for other in others)
        if not worst <= tolerance:
            raise SystemExit(f"{', '.join(names)} disagree: {worst:.1e} is above {tolerance:.0e}")
        return worst

    def run(self, rounds: int) -> None:
        for _ in range(rounds):
            for name, ask in self.programs.items():
                self.seconds.setdefault(name, []).append(ask().seconds)

    def ratio(self, above: str, below: str) -> list[float]:
        """Round by round."""
        return [a / b for a, b in zip(self.seconds[above], self.seconds[below])]

    def faster(self, *names: str) -> str:
        return min(names, key=lambda name: statistics.median(self.seconds[name]))


# Whole programs


@dataclass(frozen=True)
class Finished:
    """A program that ran to its end."""

    seconds: float
    processor_seconds: float
    peak_megabytes: float
    output: str


def run(*command: str | Path) -> Finished:
    """Runs a program from the repository's root and measures it."""
    with tempfile.TemporaryFile("w+") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        if process.returncode != 0:
            text = output.read()
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}\n{text}")
        return Finished(
            seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read()
        )


# What is printed


class Table:
    """Rows of a name and numbers with their spread, and the lines of the ratios."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.ratios: list[str] = []

    def heading(self, text: str) -> None:
        self.lines += ["", text]

    def text(self, text: str) -> None:
        self.lines.append(f"  {text}")

    def row(self, name: str, values: list[float], unit: str, target: str = "") -> None:
        low, high = min(values), max(values)
        cells = f"{statistics.median(values):10.4g}  [{low:.4g}, {high:.4g}] {unit}"
        self.text(f"{name:<44}{cells:<38}{target}".rstrip())

    def ratio(self, name: str, values: list[float], target: str, label: str = "") -> None:
        self.row(label or name, values, "", f"target {target}")
        value, low, high = statistics.median(values), min(values), max(values)
        self.ratios.append(f"ratio {name} {value:.4g} [{low:.4g}, {high:.4g}]")

    def print(self) -> None:
        print("\n".join(self.lines + [""] + self.ratios))


# The parts


def compare_hand_step(table: Table) -> None:
    """The blocks of Python beside the step by hand say the same."""
    page = (ROOT / "reports/README.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    results = [
        [float(number) for number in run(sys.executable, "-c", block).output.split()]
        for block in blocks
    ]
    # NumPy prints g, v, w and ‖v‖², and so does PyTorch.
    apart = max(abs(one - other) for one, other in zip(*results, strict=True))
    table.heading("The step by hand")
    table.text(f"NumPy and PyTorch differ by at most {apart:.0e}")
    if apart > 1e-12:
        sys.exit("the step by hand is another one with PyTorch")


def time_mlp(table: Table, folder: Path, torch: Peer, jax: Peer, rounds: int) -> None:
    """Steps of the MLP, weight-normalized and standard."""
    steps = 100
    ours, torchs, scan, single = "wnreport", "PyTorch", "JAX, lax.scan", "JAX, one call per step"
    programs: dict[str, Callable[[], Answer]] = {}
    for form, label in (("weightNorm", "weight norm"), ("standard", "standard")):
        programs |= {
            f"{torchs}, {label}": lambda form=form: torch.ask(f"mlp-{form}", steps),
            f"{ours}, {label}": lambda form=form: ask_ours(
                folder, steps, "mlp", "--parameterization", form
            ),
            f"{scan}, {label}": lambda form=form: jax.ask(f"mlp-{form}-scan", steps),
            f"{single}, {label}": lambda form=form: jax.ask(f"mlp-{form}", steps),
        }
    contest = Contest(programs)
    table.heading("One step of the MLP 784-256-256-10, batch 128, heavy-ball, float32, one thread")
    for label in ("weight norm", "standard"):
        note(f"MLP, {label}: checking agreement")
        names = [f"{name}, {label}" for name in (ours, torchs, scan, single)]
        worst = contest.check(names, 1e-3)
        table.text(f"{label}: losses of 20 steps agree to {worst:.1e} (asked 1e-3)")
    note(f"MLP: {rounds} rounds")
    contest.run(rounds)
    for name, seconds in contest.seconds.items():
        table.row(name, [1e6 * value for value in seconds], "µs")

    def jaxs(label: str) -> str:
        return contest.faster(f"{scan}, {label}", f"{single}, {label}")

    normal, plain = "weight norm", "standard"
    table.ratio("mlp-torch", contest.ratio(f"{ours}, {normal}", f"{torchs}, {normal}"), "0.6")
    table.ratio("mlp-jax", contest.ratio(f"{ours}, {normal}", jaxs(normal)), "0.75")
    table.ratio("wn-overhead", contest.ratio(f"{ours}, {normal}", f"{ours}, {plain}"), "1.08")
    overhead = contest.ratio(f"{torchs}, {normal}", f"{torchs}, {plain}")
    table.row("PyTorch's own overhead of weight norm", overhead, "")
    table.row("JAX's own overhead of weight norm", contest.ratio(jaxs(normal), jaxs(plain)), "")


def time_linear(table: Table, folder: Path, torch: Peer, jax: Peer, rounds: int) -> None:
    """Full-batch steps of linear regression."""
    ours, torchs, hand, jaxs = "wnreport", "PyTorch", "PyTorch without modules", "JAX, lax.scan"
    contest = Contest(
        {
            torchs: lambda: torch.ask("linear", 1000),
            ours: lambda: ask_ours(folder, 20_000, "linear"),
            jaxs: lambda: jax.ask("linear", 20_000),
            hand: lambda: torch.ask("linear-by-hand", 1000),
        }
    )
    table.heading("One full-batch step of linear regression, 256 × 32, weight norm, float64, one thread")
    note("linear regression: checking agreement")
    worst = contest.check([ours, torchs, jaxs, hand], 1e-10)
    table.text(f"losses of 200 steps agree to {worst:.1e} (asked 1e-10)")
    note(f"linear regression: {rounds} rounds")
    contest.run(rounds)
    for name, seconds in contest.seconds.items():
        table.row(name, [1e6 * value for value in seconds], "µs")
    table.ratio("small-torch", contest.ratio(ours, torchs), "0.015")
    table.ratio("small-jax", contest.ratio(ours, jaxs), "0.4")


# How many runs JAX trains at once: what is tried.
LANES = (16, 32, 64)
# Up to here rounding errors grow little, unless a pre-activation next to 0 rounds to its other side:
# one run in ten may go elsewhere.
MODERATE_RATE = 2.0**-4


def check_sweep(rates: np.ndarray, ours: np.ndarray, theirs: np.ndarray) -> str:
    """Asserts that runs at moderate rates have the same mean losses, and says how well they agree."""
    moderate = rates <= MODERATE_RATE
    apart = np.sort(np.abs(theirs[moderate] / ours[moderate] - 1))
    most = apart[int(0.9 * len(apart))]
    if not most <= 1e-3:
        raise SystemExit(f"the runs of wnreport and JAX disagree: {most:.1e} is above 1e-03")
    agreement = f"nine in ten of {len(apart)} runs agree to {most:.1e} (asked 1e-3)"
    return f"mean losses of {agreement}, all to {apart[-1]:.1e}"


def operations_of_run() -> int:
    """The floating-point operations of the matrix products that every run needs.

    In training those of the outputs, the gradients of all weights, and the gradients of the inputs of
    all layers but the first; in the evaluations of losses those of the outputs. The test accuracies of
    some runs are left out.
    """
    sizes = inputs.SWEEP_SIZES
    layers = [fan_in * fan_out for fan_in, fan_out in zip(sizes, sizes[1:])]
    forward, backward = sum(layers), 2 * sum(layers) - layers[0]
    trained = inputs.SWEEP_EPOCHS * inputs.SWEEP_STEPS * inputs.SWEEP_BATCH_SIZE
    evaluated = (inputs.SWEEP_EPOCHS + 1) * inputs.SWEEP_TRAIN_ROWS
    return 2 * (trained * (forward + backward) + evaluated * forward)


def time_sweep(table: Table, folder: Path, rounds: int) -> None:
    """The runs of the digits comparison, one processor."""
    ours, jaxs, peak, forms = "wnreport", "JAX", "peak", ("weightNorm", "standard")
    run(os.environ.get("CC", "cc"), "-O2", "-ffp-contract=fast", HERE / "peak.c", "-o", folder / peak)
    jax = Peer("jax_sweep.py", folder)

    def parse(line: str) -> Answer:
        answer = json.loads(line)
        return Answer(answer["secondsPerRun"], np.array(answer["losses"]))

    def ask_sweep(form: str, *arguments: str | Path) -> Answer:
        return parse(run_pinned(WNBENCH, "sweep", "--parameterization", form, *arguments))

    def ask_jax(form: str, lanes: int) -> Answer:
        return parse(jax.answer(parameterization=form, lanes=lanes))

    def ask_peak() -> Answer:
        """The seconds of one operation."""
        return Answer(1 / float(run_pinned(folder / peak)), np.array([]))

    table.heading("One run of the digits comparison, one thread, processor time")
    programs: dict[str, Callable[[], Answer]] = {peak: ask_peak}
    counts: list[int] = []
    for form in forms:
        note(f"sweep, {form}: checking agreement")
        losses = ask_sweep(form, "--inputs", folder).losses
        rates = inputs.read_sweep(folder, form).rates
        agreement = check_sweep(rates, losses, ask_jax(form, LANES[0]).losses)
        counts.append(len(losses))
        table.text(f"{form}, {len(losses)} runs: {agreement}")
        programs[f"{ours}, {form}"] = lambda form=form: ask_sweep(form)
        for lanes in LANES:
            name = f"{jaxs}, {form}, {lanes} at once"
            programs[name] = lambda form=form, lanes=lanes: ask_jax(form, lanes)
    note(f"sweep: {rounds} rounds")
    contest = Contest(programs)
    contest.run(rounds)
    jax.end()
    peaks = contest.seconds.pop(peak)
    for name, seconds in contest.seconds.items():
        table.row(name, [1e3 * value for value in seconds], "ms")

    def mean_run(program: str) -> list[float]:
        """Over all runs of both forms."""
        quickest = []
        for form in forms:
            names = [name for name in contest.seconds if name.startswith(f"{program}, {form}")]
            quickest.append(contest.seconds[contest.faster(*names)])
        return [statistics.fmean(seconds, counts) for seconds in zip(*quickest)]

    our_runs, their_runs = mean_run(ours), mean_run(jaxs)
    arithmetic = [operations_of_run() * seconds for seconds in peaks]
    table.row("the core's peak", [1e-9 / seconds for seconds in peaks], "GFLOP/s")
    table.row("the products at that peak", [1e3 * seconds for seconds in arithmetic], "ms")
    table.ratio("sweep-jax", [our / their for our, their in zip(our_runs, their_runs)], "0.2")
    shares = [least / our for least, our in zip(arithmetic, our_runs)]
    table.ratio("sweep-floor", shares, "at least 0.4")
    shares = [least / their for least, their in zip(arithmetic, their_runs)]
    table.row("JAX's share of the peak", shares, "")


def time_program(table: Table, output: Path, rounds: int) -> None:
    """The program as its users start it."""
    table.heading("The program, all processors")
    note(f"help and generate: {rounds} rounds")
    helps = [1e3 * run(WNREPORT, "--help").seconds for _ in range(5 * rounds)]
    table.row("wnreport --help", helps, "ms", "target 20 ms")
    generates = [run(WNREPORT, "generate", "--fresh", "--quiet", "--output", output) for _ in range(rounds)]
    seconds = [finished.seconds for finished in generates]
    peaks = [finished.peak_megabytes for finished in generates]
    table.row("wnreport generate, everything", seconds, "s", "target 30 s")
    table.row("wnreport generate, peak memory", peaks, "MB", "target 500 MB")


def compare_digits(output: Path, jobs: int, name: str = "digits") -> Finished:
    """Our comparison on digits with its figure."""
    return run(WNBENCH, "digits", HERE / "digits", output / name, "--jobs", str(jobs))


def count_runs(output: Path, name: str = "digits") -> int:
    """How many runs our comparison made: each arm's on the coarse grid and at the rates of its window."""
    record = json.loads((output / name / "runs/convergence.json").read_text())
    values = {value["name"]: value["value"] for value in record["values"]}
    rates = {series["name"]: len(series["positions"]) for series in record["series"]}
    stages = (("tuning", "coarseSeedCount"), ("choices", "seedCount"))
    return sum(
        rates[f"digits.{arm['name']}.{series}"] * values[f"digits.{seeds}"]["integer"]
        for arm in record["specification"]["cells"][0]["arms"]
        for series, seeds in stages
    )


def time_two_cores(table: Table, output: Path, rounds: int) -> None:
    """What a second processor gives one process, and what it gives two."""
    table.heading("The digits comparison of wnreport, over methods, rates and seeds")
    note(f"one and two jobs: {rounds} rounds")
    ones, twos, pairs = [], [], []
    for _ in range(rounds):
        ones.append(compare_digits(output, 1).seconds)
        twos.append(compare_digits(output, 2).seconds)
        begin = time.perf_counter()
        with ThreadPoolExecutor() as threads:
            for process in [
                threads.submit(compare_digits, output, 1, f"digits-{number}") for number in (1, 2)
            ]:
                process.result()
        pairs.append(time.perf_counter() - begin)
    table.text(f"{count_runs(output)} runs")
    table.row("--jobs 1", ones, "s")
    table.row("--jobs 2", twos, "s")
    table.row("two processes with --jobs 1, side by side", pairs, "s")
    table.row("--jobs 1 over --jobs 2", [one / two for one, two in zip(ones, twos)], "")
    shares = [pair / 2 / two for pair, two in zip(pairs, twos)]
    table.ratio("two-cores", shares, "at least 0.98")


def time_report(table: Table, output: Path, rounds: int) -> None:
    """The digits comparison as a script in PyTorch and matplotlib, and what both find."""
    table.heading("The digits comparison with its figure, two processors")
    theirs, ours = [], []
    for number in range(rounds):
        note(f"report: round {number + 1} of {rounds}")
        script = (sys.executable, HERE / "torch_report.py", output / "torch.png", "--jobs", "2")
        theirs.append(run(*script))
        ours.append(compare_digits(output, 2))
    found = json.loads(theirs[0].output)
    # Where a window ends, or grows, is for the losses to say.
    their_runs, our_runs = found["runs"], count_runs(output)
    for name, runs, finished in (
        ("PyTorch and matplotlib", their_runs, theirs),
        ("wnreport", our_runs, ours),
    ):
        table.row(f"{name}, {runs} runs", [one.seconds for one in finished], "s")
        table.row(f"{name}, processor time", [one.processor_seconds for one in finished], "s")
    ratios = [
        their.seconds / their_runs / (our.seconds / our_runs) for their, our in zip(theirs, ours)
    ]
    table.ratio("report-torch", ratios, "at least 10", "report-torch, time over number of runs")
    compare_findings(table, found)


def compare_findings(table: Table, theirs: dict) -> None:
    """Prints the effects of the script beside ours: an independent check of the science."""
    record = json.loads((ROOT / "reports/runs/convergence.json").read_text())
    values = {value["name"]: value["value"] for value in record["values"]}
    comparisons = record["specification"]["cells"]
    digits = next(comparison for comparison in comparisons if comparison["name"] == "digits")
    our_seeds, their_seeds = len(digits["evaluationSeeds"]), theirs["seeds"]

    def cell(effect: dict, favourable: int, seeds: int) -> str:
        return "{estimate:+.3f} [{low:+.3f}, {high:+.3f}]".format(**effect) + f" {favourable}/{seeds}"

    table.heading("What both find on digits: log2 of the ratio of mean losses, positive = first better")
    table.text(f"{'':<24}{'wnreport':<32}PyTorch, own random numbers and split")
    for name, effect in theirs["effects"].items():
        interval = values[f"digits.{name}.effect"]["interval"]
        favourable = values[f"digits.{name}.favourable"]["integer"]
        apart = interval["low"] > effect["high"] or interval["high"] < effect["low"]
        mark = "  the intervals do not overlap" if apart else ""
        mark += "  void" if effect["isVoid"] else ""
        our_cell = cell(interval, favourable, our_seeds)
        their_cell = cell(effect, effect["favourable"], their_seeds)
        table.text(f"{name:<24}{our_cell:<32}{their_cell}{mark}")
    for name, arm in theirs["arms"].items():
        our = {
            key: values[f"digits.{name}.{key}"]["number"]
            for key in ("exponent", "meanLoss", "accuracy")
        }
        row = "η* 2^{exponent:g}, mean loss {meanLoss:.4f}, accuracy {accuracy:.3f}"
        mark = "" if arm["isInterior"] else "  at the edge of its rates"
        table.text(f"{name:<8}{row.format(**our):<48}{row.format(**arm)}{mark}")


def describe_machine(table: Table, python_packages: tuple[str, ...]) -> None:
    """The processor and the versions of what is compared."""
    from importlib.metadata import version

    cpuinfo = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.split(":")[1].strip() for line in cpuinfo if line.startswith("model name")]
    packages = ", ".join(f"{name} {version(name)}" for name in python_packages)
    load = os.getloadavg()[0]
    table.text(f"{models[0] if models else 'unknown processor'}, {os.cpu_count()} processors")
    table.text(packages)
    table.text(f"load at the start {load:.2f}" + (": not a quiet machine" if load > 0.5 else ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="rounds of the timed steps")
    parser.add_argument("--sweep-rounds", type=int, default=3, help="rounds of the sweep")
    parser.add_argument("--program-rounds", type=int, default=5, help="rounds of whole programs")
    parser.add_argument("--report-rounds", type=int, default=2, help="rounds of the PyTorch report")
    parser.add_argument("--only", choices=PARTS, action="append", help="a part; default: all")
    options = parser.parse_args()
    parts = options.only or PARTS
    table = Table()
    describe_machine(table, ("torch", "jax", "numpy", "matplotlib"))
    with tempfile.TemporaryDirectory(prefix="wnbench-") as name:
        folder = Path(name)
        output = folder / "reports"
        shutil.copytree(ROOT / "reports", output)
        if "hand" in parts:
            compare_hand_step(table)
        if "mlp" in parts or "linear" in parts:
            inputs.write(folder)
            peers = Peer("torch_peer.py", folder), Peer("jax_peer.py", folder)
            if "mlp" in parts:
                time_mlp(table, folder, *peers, options.rounds)
            if "linear" in parts:
                time_linear(table, folder, *peers, options.rounds)
            for peer in peers:
                peer.end()
        if "sweep" in parts:
            time_sweep(table, folder, options.sweep_rounds)
        if "program" in parts:
            time_program(table, output, options.program_rounds)
        if "two-cores" in parts:
            time_two_cores(table, output, options.program_rounds)
        if "report" in parts:
            time_report(table, output, options.report_rounds)
    table.print()


if __name__ == "__main__":
    main()

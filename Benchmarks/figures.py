"""Sets four figures of the report beside matplotlib's; see README.md in this folder.

Writes one sheet per figure. Prints a table, and last `ratio figure-time VALUE [LOW, HIGH]`.
"""

import argparse
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont
from matplotlib.ticker import NullFormatter
from PIL import Image, ImageDraw, ImageFont

from bench import ROOT, WNBENCH, Table, describe_machine, note, pin

REPORT = ROOT / "reports"
DRAWINGS = 3

BLUE, VERMILLION, GREEN, ORANGE, SKY, BLACK = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#E69F00",
    "#56B4E9",
    "#000000",
)
LONG, SHORT, DOTTED, DASH_DOTTED = (0, (5, 2)), (0, (2.5, 1.5)), (0, (1, 1.4)), "dashdot"

LOOK = {
    "figure.figsize": (7.2, 4.5),
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.w_pad": 0.08,
    "figure.constrained_layout.h_pad": 0.08,
    "savefig.dpi": 200,
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.labelsize": 9.5,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#4D4D4D",
    "axes.linewidth": 0.7,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#E6E6E6",
    "grid.linewidth": 0.5,
    "xtick.color": "#4D4D4D",
    "ytick.color": "#4D4D4D",
    "xtick.labelcolor": "#404040",
    "ytick.labelcolor": "#404040",
    "lines.linewidth": 1.5,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
}


# The records


class Records:
    """The numbers that our figures draw too."""

    def __init__(self) -> None:
        self.series: dict[str, dict] = {}
        self.values: dict[str, dict] = {}
        for path in sorted((REPORT / "runs").glob("*.json")):
            record = json.loads(path.read_text())
            for kind, entries in (("series", self.series), ("values", self.values)):
                entries |= {f"{path.stem}.{entry['name']}": entry for entry in record[kind]}

    def number(self, name: str) -> float:
        return self.values[name]["value"]["number"]

    def line(self, name: str, first: float = 0) -> tuple[np.ndarray, np.ndarray]:
        """Positions from `first` on, and medians."""
        x = np.array(self.series[name]["positions"])
        return x[x >= first], np.array(self.series[name]["median"])[x >= first]

    def band(self, name: str, first: float = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Positions from `first` on, and quartiles."""
        x = np.array(self.series[name]["positions"])
        spread = self.series[name]["spread"]
        low, high = (np.array(spread[key]) for key in ("lowerQuartile", "upperQuartile"))
        return x[x >= first], low[x >= first], high[x >= first]


def plot_with_band(
    axes: Axes, records: Records, name: str, color: str, first: float = 0, **look
) -> None:
    """A median in its quartiles."""
    axes.fill_between(*records.band(name, first), color=color, alpha=0.18, linewidth=0)
    axes.plot(*records.line(name, first), color=color, **look)


# The figures


def norm_growth(records: Records) -> Figure:
    figure, axes = plt.subplots()
    # How many points a label is moved up, so that labels do not touch.
    for name, label, color, dash, rise in (
        ("sgd", "gradient descent", BLACK, "solid", 0),
        ("heavy-ball", "heavy-ball", BLUE, LONG, 3),
        ("nesterov", "Nesterov", GREEN, DASH_DOTTED, -6),
        ("adam", "Adam", VERMILLION, "solid", -2),
        ("adam-slow", "Adam, lower rate", VERMILLION, DOTTED, 0),
    ):
        series = f"growth.{name}.norm"
        plot_with_band(axes, records, series, color, first=1, linestyle=dash)
        x, y = records.line(series)
        axes.annotate(
            label,
            (x[-1], y[-1]),
            (6, rise),
            textcoords="offset points",
            va="center",
            color=color,
            annotation_clip=False,
        )
    axes.set(xscale="log", yscale="log", xlabel="step", ylabel="‖v‖", xlim=(1, 3000))
    axes.set_yticks([1, 2, 5], ["1", "2", "5"])
    axes.yaxis.set_minor_formatter(NullFormatter())
    return figure


def loss_by_epoch(records: Records) -> Figure:
    figure, rows = plt.subplots(2, 2, figsize=(7.2, 6.2))
    cells = {
        "digits": "digits, heavy-ball",
        "digits-adam": "digits, Adam",
        "fashion-mnist": "Fashion-MNIST, heavy-ball",
        "fashion-mnist-adam": "Fashion-MNIST, Adam",
    }
    for axes, (cell, title) in zip(rows.flat, cells.items()):
        for arm, label, color, dash in (
            ("std-he", "standard, He", BLACK, "solid"),
            ("wn-he", "weight norm, He", BLUE, "solid"),
            ("std-ddi", "standard, from data", BLACK, SHORT),
            ("wn-ddi", "weight norm, from data", BLUE, SHORT),
            ("mobn-wn", "with mean-only batch norm", ORANGE, LONG),
            ("bn", "batch norm", ORANGE, "solid"),
        ):
            x, y = records.line(f"convergence.{cell}.{arm}.loss")
            axes.plot(x, y, color=color, linestyle=dash, label=label)
        axes.set(yscale="log", xlabel="epoch", title=title)
        axes.margins(x=0)
        axes.xaxis.get_major_locator().set_params(integer=True)
    for axes in rows[:, 0]:
        axes.set_ylabel("training loss (nats)")
    for axes in rows[1]:
        axes.set_yticks([0.5, 1, 2], ["0.5", "1", "2"])
        axes.yaxis.set_minor_formatter(NullFormatter())
    # The one corner that no curve enters.
    rows[1, 0].legend(loc="upper right")
    return figure


def budget(records: Records) -> Figure:
    figure, (left, right) = plt.subplots(1, 2)
    layers = {
        "rank1": ("largest weight", BLUE, "white"),
        "rank2": ("second", ORANGE, "black"),
        "rank3": ("third", GREEN, "white"),
        "rank4": ("fourth", SKY, "black"),
        "rest": ("the other weights", VERMILLION, "white"),
    }
    lines = [records.line(f"magnitude.shares.{name}.share", first=1) for name in layers]
    shares = np.array([share for _, share in lines])
    colors = [color for _, color, _ in layers.values()]
    left.stackplot(lines[0][0], shares, colors=colors, edgecolor="white", linewidth=0.7)
    middles = np.cumsum(shares[:, -1]) - shares[:, -1] / 2
    for middle, (label, _, ink) in zip(middles, layers.values()):
        left.annotate(
            label,
            (lines[0][0][-1], middle),
            (-6, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            color=ink,
        )
    left.set(xscale="log", title="shares", xlabel="step", ylabel="share of g²", ylim=(0, 1))
    left.margins(x=0)
    plot_with_band(right, records, "magnitude.watched.budget", BLUE, first=1)
    right.set(xscale="log", title="budget", xlabel="step", ylabel="g², the sum of squares of w")
    right.set_ylim(bottom=0)
    right.margins(x=0)
    return figure


def frozen_floor(records: Records) -> Figure:
    figure, axes = plt.subplots()
    axes.plot(*records.line("magnitude.fixed.exact"), color=BLACK, label="least possible")
    axes.plot(
        *records.line("magnitude.fixed.excess"),
        color=BLUE,
        linestyle="none",
        marker="p",
        markersize=7,
        markeredgecolor="white",
        clip_on=False,
        zorder=3,
        label="g frozen",
    )
    right_length = records.number("magnitude.ols.norm")
    axes.axvline(right_length, color="#707070", linestyle="dashed", linewidth=1, zorder=1)
    axes.annotate(
        "‖w‖ of least squares",
        (right_length, 1),
        (0, 3),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        ha="center",
        color="#595959",
    )
    axes.set(xlabel="frozen g", ylabel="excess loss at the end", xlim=(0, 11), ylim=(0, 14))
    axes.legend(loc="upper left", bbox_to_anchor=(0.12, 1))
    return figure


FIGURES: dict[str, Callable[[Records], Figure]] = {
    "norm-growth": norm_growth,
    "loss-by-epoch": loss_by_epoch,
    "budget": budget,
    "frozen-floor": frozen_floor,
}


# What they cost


def draw(name: str, records: Records) -> tuple[bytes, float, float]:
    """A picture of matplotlib's, and the milliseconds of `savefig` and of what comes before it."""
    file = io.BytesIO()
    begin = time.thread_time()
    figure = FIGURES[name](records)
    built = time.thread_time()
    figure.savefig(file)
    saved = time.thread_time()
    plt.close(figure)
    return file.getvalue(), 1e3 * (saved - built), 1e3 * (built - begin)


def draw_ours() -> dict[str, dict]:
    """The cost of all our figures."""
    command = [WNBENCH, "figures", REPORT, ROOT / "templates", "--rounds", str(DRAWINGS)]
    finished = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, preexec_fn=pin
    )
    return json.loads(finished.stdout)


def import_matplotlib() -> float:
    """The seconds that a fresh Python needs for it."""
    program = "import time; import matplotlib.pyplot; print(time.process_time())"
    command = [sys.executable, "-c", program]
    finished = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, preexec_fn=pin
    )
    return float(finished.stdout)


def time_figures(table: Table, records: Records, rounds: int) -> None:
    """Every figure by both in every round; of some drawings in a row the quickest counts."""
    pictures = {name: draw(name, records)[0] for name in FIGURES}
    imports: list[float] = []
    ours: dict[str, list[float]] = {}
    theirs: dict[str, list[float]] = {name: [] for name in FIGURES}
    before: dict[str, list[float]] = {name: [] for name in FIGURES}
    for number in range(rounds):
        note(f"figures: round {number + 1} of {rounds}")
        imports.append(import_matplotlib())
        costs = draw_ours()
        for name, cost in costs.items():
            ours.setdefault(name, []).append(min(cost["milliseconds"]))
        for name in FIGURES:
            drawings = [draw(name, records) for _ in range(DRAWINGS)]
            theirs[name].append(min(save for _, save, _ in drawings))
            before[name].append(min(build for _, _, build in drawings))
    table.heading("Processor time of one figure, 1440 × 900 pixels, and the size of its PNG")
    for name in sorted(ours, key=lambda name: (name not in FIGURES, name)):
        size = f"{costs[name]['bytes'] / 1e3:.0f} kB"
        table.row(f"{name}, wnreport", ours[name], "ms", size)
        if name in FIGURES:
            size = f"{len(pictures[name]) / 1e3:.0f} kB"
            table.row(f"{name}, matplotlib, savefig", theirs[name], "ms", size)
            table.row(f"{name}, matplotlib, before it", before[name], "ms")
    table.row("import of matplotlib, not counted above", imports, "s")
    means = [np.mean([kind[name] for name in FIGURES], axis=0) for kind in (ours, theirs)]
    table.ratio("figure-time", [our / their for our, their in zip(*means)], "at most 0.6")


# What they look like


def write_sheet(path: Path, ours: Path, theirs: bytes) -> None:
    """Both pictures side by side, pixel by pixel."""
    pictures = {
        "wnreport": Image.open(ours).convert("RGB"),
        f"matplotlib {matplotlib.__version__}": Image.open(io.BytesIO(theirs)).convert("RGB"),
    }
    margin, head = 20, 70
    width = sum(picture.width + margin for picture in pictures.values()) + margin
    height = max(picture.height for picture in pictures.values()) + head + margin
    sheet = Image.new("RGB", (width, height), "#B0B0B0")
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(findfont("DejaVu Sans"), 34)
    left = margin
    for label, picture in pictures.items():
        pen.text((left, 14), label, font=font, fill="black")
        sheet.paste(picture, (left, head))
        left += picture.width + margin
    sheet.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="the folder of the sheets")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    pin()
    plt.rcParams.update(LOOK)
    records = Records()
    table = Table()
    describe_machine(table, ("matplotlib", "numpy"))
    options.output.mkdir(parents=True, exist_ok=True)
    for name in FIGURES:
        sheet = options.output / f"{name}.png"
        write_sheet(sheet, REPORT / f"figures/{name}.png", draw(name, records)[0])
    time_figures(table, records, options.rounds)
    table.print()
    note(f"the sheets are in {options.output}")


if __name__ == "__main__":
    main()

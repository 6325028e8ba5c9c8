"""A line of the table: what was measured, beside the limit and the target."""

from dataclasses import asdict, dataclass
from statistics import median as _median


@dataclass
class Target:
    """A bound for a ratio, or for the figure of jwtls itself."""

    sense: str
    bound: float
    of: str = "ratio"

    def __str__(self):
        unit = "x" if self.of == "ratio" else ""
        return f"{self.sense} {self.bound:g}{unit}"

    def holds(self, line):
        value = line.ratio if self.of == "ratio" else line.jwtls
        return value <= self.bound if self.sense == "<=" else value >= self.bound


@dataclass
class Line:
    """One figure. `limit`, `jwtls` and `ratio` are numbers or None."""

    row: str
    metric: str
    unit: str = ""
    limit: float = None
    jwtls: float = None
    ratio: float = None
    target: Target = None
    note: str = ""
    verdict: str = ""

    @property
    def word(self):
        if self.target is None:
            return self.verdict
        return "held" if self.target.holds(self) else "missed"

    def columns(self):
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        target = "" if self.target is None else str(self.target)
        return [self.row, self.metric, self.unit, number(self.limit), number(self.jwtls), ratio, target, self.word, self.note]

    def as_data(self):
        return asdict(self) | {"target": self.target and str(self.target), "word": self.word}


def median(values):
    return _median(list(values))


def compared(row, metric, unit, limits, figures, target=None, note=""):
    """A line from the rounds of two contestants: medians, and the median of the ratios of each round."""
    pairs = [ours / theirs for theirs, ours in zip(limits, figures) if theirs]
    return Line(row, metric, unit, median(limits), median(figures),
                median(pairs) if pairs else None, target, note)


def at_most(bound, of="ratio"):
    return Target("<=", bound, of)


def at_least(bound, of="ratio"):
    return Target(">=", bound, of)


def number(value):
    """Three digits that matter, in few characters."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if value < 0:
        return "-" + number(-value)
    if value >= 10_000_000:
        return f"{value / 1e6:.1f} M"
    if value >= 1_000_000:
        return f"{value / 1e6:.2f} M"
    if value >= 1000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


heads = ["row", "metric", "unit", "limit", "jwtls", "ratio", "target", "word", "note"]
widths = [10, 32, 8, 10, 10, 6, 9, 6, 0]
_right = {3, 4, 5}


def text(columns):
    """Columns as a line of text; what is too wide moves the rest."""
    cells = [cell.rjust(width) if index in _right else cell.ljust(width)
             for index, (cell, width) in enumerate(zip(columns, widths))]
    return "  ".join(cells).rstrip()

"""Whether fewer of those that prevention reached are defrauded: rates, their ratio, and how sure it is. Pure."""

import math
from dataclasses import dataclass

#: Cases below which nothing is said about a difference.
FEWEST = 10
#: Of the 95 % interval.
Z = 1.959964
PER = 1000


@dataclass(frozen=True, slots=True)
class Effect:
    """Cases among people reached and not reached, with the time both lived through, in adult years."""

    reached: int
    others: int
    reached_years: float
    other_years: float

    @property
    def reached_rate(self) -> float | None:
        """Cases per 1,000 adult years."""
        return self.reached / self.reached_years * PER if self.reached_years else None

    @property
    def other_rate(self) -> float | None:
        return self.others / self.other_years * PER if self.other_years else None

    @property
    def ratio(self) -> float | None:
        """The rate among those reached, of the rate among the others."""
        if self.reached_rate is None or not self.other_rate:
            return None
        return self.reached_rate / self.other_rate

    @property
    def interval(self) -> tuple[float, float | None] | None:
        """95 % interval of the ratio; no upper end where all cases may be among those reached.

        Given the sum of the cases, the part among those reached is binomial; its Wilson interval is turned into ratios.
        """
        total = self.reached + self.others
        if not total or not self.reached_years or not self.other_years:
            return None
        low, high = wilson(self.reached, total)
        return self._as_ratio(low) or 0.0, self._as_ratio(high)

    def _as_ratio(self, part: float) -> float | None:
        return None if part >= 1 else part / (1 - part) * self.other_years / self.reached_years

    @property
    def verdict(self) -> str:
        """`fewer`, `more`, or `open`: cannot tell yet."""
        interval = self.interval
        if interval is None or self.reached + self.others < FEWEST:
            return "open"
        low, high = interval
        if high is not None and high < 1:
            return "fewer"
        return "more" if low > 1 else "open"


def wilson(part: int, whole: int) -> tuple[float, float]:
    """95 % interval of a share of `whole` > 0 (Wilson's score)."""
    share, square = part / whole, Z * Z / whole
    middle = (share + square / 2) / (1 + square)
    half = Z / (1 + square) * math.sqrt(share * (1 - share) / whole + square / whole / 4)
    low, high = middle - half, middle + half
    return (0.0 if part == 0 else max(0.0, low)), (1.0 if part == whole else min(1.0, high))

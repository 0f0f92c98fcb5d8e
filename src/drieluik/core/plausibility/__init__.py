"""Whether a delivery is plausible beside what was delivered before, and by others.

Comes in: the typed tables of one municipality now and in the half-year before, figures of earlier
half-years, and rates of other corporations without their names. Goes out: doubts at a row or
column. Knows no workbook, no party and no database. A doubt only asks; it never says wrong.
"""

from drieluik.core.plausibility.carrying import doubts_about_stock
from drieluik.core.plausibility.doubt import Doubt, Tables
from drieluik.core.plausibility.figures import Figures, figures_of, rates_of
from drieluik.core.plausibility.judging import (
    doubts_asked_again,
    doubts_beside_earlier,
    doubts_beside_others,
    doubts_by_place,
)
from drieluik.core.plausibility.mixing import Misfit, misfits

__all__ = [
    "Doubt",
    "Figures",
    "Misfit",
    "Tables",
    "doubts_about_stock",
    "doubts_asked_again",
    "doubts_beside_earlier",
    "doubts_beside_others",
    "doubts_by_place",
    "figures_of",
    "misfits",
    "rates_of",
]

"""Of whom a figure is unknown because a sheet behind it was sent back, and nothing counts instead."""

from django.utils.translation import gettext as _

from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.core.indicators import Indicator
from drieluik.core.tables import TABLES


def sent_back_words(card: Indicator, period: str, calculation: CalculationRow) -> str:
    """Name the corporations and the sheets; empty when none was sent back.

    Args:
        card: The indicator.
        period: A half-year, or a year such as ``2020``.
        calculation: The calculation the figure stands in.
    """
    found = [
        f"{entry['party_name']} ({', '.join(sheets)})"
        for entry in calculation.inputs
        if period in (entry["period"], entry["period"].partition("-")[0])
        and (sheets := _sheets(card, entry.get("unknown", ())))
    ]
    if not found:
        return ""
    return _("Unknown, because the municipality sent the sheet back: %(whose)s.") % {
        "whose": "; ".join(dict.fromkeys(found))
    }


def _sheets(card: Indicator, unknown: list[str]) -> list[str]:
    return [one.sheet_nl for one in TABLES if one.id in unknown and one.id in card.tables]

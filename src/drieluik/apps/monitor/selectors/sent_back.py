"""Of whom a figure is unknown because a sheet behind it was sent back, and nothing counts instead."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.core.indicators import Indicator
from drieluik.core.tables import TABLES


def sent_back_of(card: Indicator, period: str, calculation: CalculationRow) -> dict[str, str]:
    """Return by code the corporations whose figure is unknown for that reason, with the sheets.

    Args:
        card: The indicator.
        period: A half-year, or a year such as ``2020``.
        calculation: The calculation the figure stands in.
    """
    return {
        entry["party_code"]: f"{entry['party_name']} ({', '.join(sheets)})"
        for entry in calculation.inputs
        if period in (entry["period"], entry["period"].partition("-")[0])
        and (sheets := _sheets(_unknown(entry, calculation).intersection(card.tables)))
    }


def sheets_sent_back(period: str, calculation: CalculationRow) -> dict[str, str]:
    """Return by code the corporations of which sheets over a half-year are unknown, with the sheets."""
    return {
        entry["party_code"]: ", ".join(sheets)
        for entry in calculation.inputs
        if entry["period"] == period and (sheets := _sheets(_unknown(entry, calculation)))
    }


def sent_back_words(sent_back: Mapping[str, str]) -> str:
    """Name the corporations and the sheets in a sentence; empty when none was sent back."""
    if not sent_back:
        return ""
    return _("Unknown, because the municipality sent the sheet back: %(whose)s.") % {
        "whose": "; ".join(sent_back.values())
    }


def _unknown(entry: Mapping[str, Any], calculation: CalculationRow) -> set[str]:
    """Return the tables of a delivery that are to come again; not what does not apply after all."""
    if not entry.get("unknown"):
        return set()
    half = calculation.not_applicable.get(entry["period"], {})
    return set(entry["unknown"]) - half.get(entry["party_code"], {}).keys()


def _sheets(table_ids: Collection[str]) -> list[str]:
    return [one.sheet_nl for one in TABLES if one.id in table_ids] if table_ids else []

"""Words for what the core gives as codes, and figures as they are written."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from drieluik.apps.layers.rows import CardRow, VersionRow
from drieluik.core.findings import Finding, action_nl, message_nl
from drieluik.core.geography import Missing
from drieluik.core.layers import AreaValue, FigureKind
from drieluik.reports.charts import Form, written

_MISSING = {
    Missing.SECRET_OR_ABSENT: gettext_lazy("not published by the source"),
    Missing.LATER: gettext_lazy("published later"),
    Missing.NO_LONGER: gettext_lazy("no longer published"),
    Missing.NOT_GIVEN: gettext_lazy("no figure given"),
}
_LEFT_OUT = {
    "other_municipality": gettext_lazy("in another municipality"),
    "other_level": gettext_lazy("about another kind of area"),
    "other_year": gettext_lazy("of another year"),
    "country": gettext_lazy("about the whole country"),
    "fictitious": gettext_lazy("water or abroad, without inhabitants (9997 and 9998)"),
    "no_code": gettext_lazy("without a readable code"),
}
_FORMS = {
    FigureKind.COUNT: Form.COUNT,
    FigureKind.SHARE: Form.SHARE,
    FigureKind.MEAN: Form.DECIMAL,
    FigureKind.CLASS: Form.COUNT,
}


def form_of(card: CardRow, values: Sequence[AreaValue]) -> Form:
    """Return how the figures of a layer are written; amounts in cents only when there are cents."""
    kind = FigureKind(card.kind)
    if kind is not FigureKind.AMOUNT:
        return _FORMS[kind]
    whole = all(one.value is None or float(one.value).is_integer() for one in values)
    return Form.EURO if whole else Form.EURO_CENTS


def figure_words(one: AreaValue, form: Form) -> str:
    """Write a figure, or say why there is none."""
    if one.missing is not None:
        return missing_words(one.missing)
    return one.text if one.value is None else written(one.value, form)


def missing_words(reason: Missing) -> str:
    """Say why there is no figure."""
    return str(_MISSING[reason])


def left_out_words(reason: str) -> str:
    """Say why rows were not read."""
    return str(_LEFT_OUT[reason])


def about_words(version: VersionRow) -> str:
    """Say of which day or period figures are."""
    first = day_words(version.about_from)
    if version.about_until is None:
        return first
    if _is_whole_year(version):
        return str(version.about_from.year)
    last = day_words(version.about_until)
    return _("%(first)s up to and including %(last)s") % {"first": first, "last": last}


def _is_whole_year(version: VersionRow) -> bool:
    first, last = version.about_from, version.about_until
    return (
        last is not None
        and first.year == last.year
        and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    )


def day_words(day: date) -> str:
    """Write a day."""
    return date_format(day, "j F Y")


def due_words(state: str, days: int | None) -> str:
    """Say when new figures are expected."""
    if state == "empty" or days is None:
        return _("no figures yet")
    if state == "late":
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    return ngettext("within %(n)s day", "within %(n)s days", days) % {"n": days}


def worded_findings(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Put findings into words with their cell, the gravest first."""
    order = ("blocks", "confirm", "remark")
    ordered = sorted(findings, key=lambda found: order.index(found.severity))
    return [
        {
            "severity": str(one.severity),
            "place": _place(one),
            "message": message_nl(one),
            "action": action_nl(one),
        }
        for one in ordered
    ]


def _place(found: Finding) -> str:
    place = found.place
    if place.cell:
        return _("Cell %(cell)s") % {"cell": place.cell}
    return _("Row %(row)s") % {"row": place.row} if place.row else ""

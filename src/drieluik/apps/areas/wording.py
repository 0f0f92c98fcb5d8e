"""Words for what the core gives as codes: columns, reasons, changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from drieluik.core.findings import Finding, action_nl, message_nl
from drieluik.core.geography import Count, LayerReport, Missing
from drieluik.core.geography.carrying.comparing import Kind
from drieluik.core.geography.reading.columns import How

_MEANINGS = {
    "buurt_code": gettext_lazy("code of the buurt"),
    "wijk_code": gettext_lazy("code of the wijk"),
    "municipality_code": gettext_lazy("code of the municipality"),
    "any_code": gettext_lazy("code of the area"),
    "buurt_name": gettext_lazy("name of the buurt"),
    "wijk_name": gettext_lazy("name of the wijk"),
    "municipality_name": gettext_lazy("name of the municipality"),
    "any_name": gettext_lazy("name of the area"),
    "year": gettext_lazy("year"),
    "year_code": gettext_lazy("year and code"),
    "water": gettext_lazy("whether it is water"),
    "change": gettext_lazy("whether the border changed"),
    "n_inhabitants": gettext_lazy("inhabitants"),
    "n_households": gettext_lazy("households"),
    "n_dwellings": gettext_lazy("dwellings"),
}
_HOW = {
    How.NAME: gettext_lazy("by its name"),
    How.CUT_NAME: gettext_lazy("by its name, which was cut off"),
    How.CODES: gettext_lazy("by the codes in it"),
}
_LEFT_OUT = {
    "other_municipality": gettext_lazy("in another municipality"),
    "other_year": gettext_lazy("of another year"),
    "water": gettext_lazy("water"),
    "fictitious": gettext_lazy("water or abroad, without inhabitants (9997 and 9998)"),
    "code_unreadable": gettext_lazy("without a readable code"),
    "no_code": gettext_lazy("without a code"),
    "same_twice": gettext_lazy("the same row once more"),
}
_KINDS = {
    Kind.SAME: gettext_lazy("the same"),
    Kind.RENAMED: gettext_lazy("another name"),
    Kind.BORDER: gettext_lazy("another border"),
    Kind.RECODED: gettext_lazy("another code, the same border"),
    Kind.NEW: gettext_lazy("new"),
    Kind.GONE: gettext_lazy("gone"),
}
_MISSING = {
    Missing.SECRET_OR_ABSENT: gettext_lazy("not published by the source"),
    Missing.LATER: gettext_lazy("published later"),
    Missing.NO_LONGER: gettext_lazy("no longer published"),
    Missing.NOT_GIVEN: gettext_lazy("not in this file"),
}


@dataclass(frozen=True, slots=True)
class WordedLayer:
    """A layer as a page shows it.

    Attributes:
        name: Name of the layer.
        rows: How many rows it has, in words.
        columns: Per recognised column its name, what it holds, and how that was seen.
        not_read: Columns that were not read, in a row.
        grid: How the coordinates were understood.
        left_out: Per reason how many rows were left out.
    """

    name: str
    rows: str
    columns: Sequence[tuple[str, str, str]]
    not_read: str
    grid: str
    left_out: Sequence[tuple[int, str]]


def worded_layers(layers: Sequence[LayerReport]) -> Iterator[WordedLayer]:
    """Put what was recognised into words."""
    for layer in layers:
        n = layer.n_rows
        yield WordedLayer(
            name=layer.layer,
            rows=ngettext("%(n)s row", "%(n)s rows", n) % {"n": n},
            columns=[
                (one.column, str(_MEANINGS[one.meaning]), str(_HOW[one.how])) for one in layer.taken
            ],
            not_read=", ".join(layer.not_read),
            grid=layer.grid,
            left_out=[(n, str(_LEFT_OUT[reason])) for reason, n in layer.left_out.items()],
        )


def worded_findings(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Put findings into words, the gravest first."""
    order = ("blocks", "confirm", "remark")
    ordered = sorted(findings, key=lambda found: order.index(found.severity))
    return [
        {"severity": str(one.severity), "message": message_nl(one), "action": action_nl(one)}
        for one in ordered
    ]


def kind_of_change(kind: Kind) -> str:
    """Say what became of an area."""
    return str(_KINDS[kind])


def worded_counts(counts: Mapping[str, Count]) -> list[tuple[str, int | None, str]]:
    """Return per count its name, the number, and why there is none."""
    return [
        (str(_MEANINGS[name]), one.value, str(_MISSING[one.missing]) if one.missing else "")
        for name, one in counts.items()
    ]


def schematic_words() -> str:
    """Say on a drawing that it is schematic."""
    return _("Schematic: cells around the middle of each buurt, no real borders.")

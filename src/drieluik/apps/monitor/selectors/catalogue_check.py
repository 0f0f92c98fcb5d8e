"""What would make the catalogue of a municipality misleading, each with what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.monitor.models import Value
from drieluik.apps.monitor.proposing import in_use
from drieluik.apps.monitor.selectors.catalogue import CatalogueRow, list_catalogue
from drieluik.apps.monitor.selectors.norms import NormRow, list_norms, versions_to_agree
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.core.indicators import Indicator, Level, same_formula, unit_faults


@dataclass(frozen=True, slots=True)
class CatalogueFinding:
    """One thing that is not in order.

    Attributes:
        kind: Which check found it.
        card: The figure.
        sentence: What is not in order.
        to_do: What to do about it.
        norm_text_id: The wording of a norm that it is about; None when it is about the figure.
    """

    kind: str
    card: Indicator
    sentence: str
    to_do: str
    norm_text_id: int | None = None


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """What one check looks at, and what it found."""

    kind: str
    label: str
    findings: tuple[CatalogueFinding, ...]


def check_catalogue(*, municipality_id: int) -> tuple[CheckGroup, ...]:
    """Run every check over the figures that count here; a check that finds nothing is told too."""
    rows = [row for row in list_catalogue(municipality_id=municipality_id) if row.counts]
    norms = [norm for norm in list_norms(municipality_id=municipality_id) if in_use(norm)]
    found = [
        *_units(rows),
        *_twice(rows),
        *_without_owner(rows),
        *_not_delivered(rows, municipality_id),
        *_without_decision(rows),
        *_norms_of_before(rows, norms, municipality_id),
        *_without_norm(rows, norms, municipality_id),
    ]
    return tuple(
        CheckGroup(kind, label, tuple(one for one in found if one.kind == kind))
        for kind, label in _labels().items()
    )


def _labels() -> dict[str, str]:
    return {
        "units": _("Units that do not fit the way of counting"),
        "twice": _("The same formula twice"),
        "owner": _("No owner"),
        "not_delivered": _("Nobody delivers the sheet"),
        "decision": _("No decision on record"),
        "norm_of_before": _("Norms that were agreed with another definition"),
        "unused": _("Not used: no norm, and no agreement in force that it serves"),
        "no_norm": _("No norm tests by it"),
    }


def _units(rows: list[CatalogueRow]) -> Iterator[CatalogueFinding]:
    said = {
        "summed_rate": _("A share or rate is added up; that gives a figure without meaning."),
        "divided_count": _(
            "A figure that is divided is given in a unit of things that are counted."
        ),
        "split_rate": _("A rate that is no share is split into figures of their own."),
    }
    to_do = _("Report this to who keeps the product; propose to calculate it no longer until then.")
    for row in rows:
        for fault in unit_faults(row.card):
            yield CatalogueFinding("units", row.card, said[fault], to_do)


def _twice(rows: list[CatalogueRow]) -> Iterator[CatalogueFinding]:
    names = {row.card.id: row.card for row in rows}
    for ids in same_formula(row.card for row in rows).values():
        for one in ids[1:]:
            said = _("Counts the same as %(name)s.") % {"name": names[ids[0]].name_nl}
            to_do = _("Propose to calculate one of the two no longer.")
            yield CatalogueFinding("twice", names[one], said, to_do)


def _without_owner(rows: list[CatalogueRow]) -> Iterator[CatalogueFinding]:
    for row in rows:
        if not row.card.owner.strip():
            said = _("Nobody keeps this definition.")
            to_do = _("Propose another definition with an owner.")
            yield CatalogueFinding("owner", row.card, said, to_do)


def _not_delivered(rows: list[CatalogueRow], municipality_id: int) -> Iterator[CatalogueFinding]:
    """Yield the figures that no corporation has in the newest calculation."""
    calculations = list_calculations(municipality_id=municipality_id)
    if not calculations:
        return
    newest = calculations[-1]
    values = Value.objects.filter(calculation_id=newest.id, level=Level.CORPORATION.value)
    there = set(values.order_by().values_list("indicator_id", flat=True).distinct())
    for row in rows:
        counted = newest.period in leading(calculations, row.card.id)
        if counted and row.card.id not in there:
            said = _("No corporation delivered over %(period)s what this figure needs: %(sheets)s.")
            sheets = ", ".join(sheet for sheet, _headers in row.sources)
            to_do = _("Ask the corporations for this sheet, or propose to calculate it no longer.")
            words = {"period": newest.period, "sheets": sheets}
            yield CatalogueFinding("not_delivered", row.card, said % words, to_do)


def _without_decision(rows: list[CatalogueRow]) -> Iterator[CatalogueFinding]:
    for row in rows:
        if row.adopted is None:
            said = _(
                "Version %(version)s counts, and where the parties agreed to it is not on record."
            )
            to_do = _("Put on record where they agreed, or make a proposal and let it be decided.")
            words = {"version": row.card.version}
            yield CatalogueFinding("decision", row.card, said % words, to_do)


def _norms_of_before(
    rows: list[CatalogueRow], norms: list[NormRow], municipality_id: int
) -> Iterator[CatalogueFinding]:
    cards = {row.card.id: row.card for row in rows}
    for norm in norms:
        wording = in_use(norm)
        if wording is None:
            continue
        newest = {one.id: one.version for one in versions_to_agree(wording, municipality_id)}
        for indicator_id in newest.keys() & cards.keys():
            words = {"version": newest[indicator_id]}
            said = _("A norm was not agreed with version %(version)s.") % words
            to_do = _("Confirm the norm again, or propose another norm.")
            card = cards[indicator_id]
            yield CatalogueFinding("norm_of_before", card, said, to_do, wording.id)


def _without_norm(
    rows: list[CatalogueRow], norms: list[NormRow], municipality_id: int
) -> Iterator[CatalogueFinding]:
    tested = {one for norm in norms if (wording := in_use(norm)) for one in wording.rests_on}
    numbers = {clause.number for clause in list_clauses(municipality_id)}
    for row in rows:
        if row.card.id in tested:
            continue
        serves = [number for number in row.card.serves if number in numbers]
        if serves:
            said = _("No norm tests by this figure; it serves agreement %(numbers)s.")
            to_do = _("Propose a norm for that agreement, or leave it as a figure to know.")
            words = {"numbers": ", ".join(serves)}
            yield CatalogueFinding("no_norm", row.card, said % words, to_do)
        else:
            said = _("No norm tests by this figure, and no agreement in force needs it.")
            to_do = _("Propose to calculate it no longer, or a norm that uses it.")
            yield CatalogueFinding("unused", row.card, said, to_do)

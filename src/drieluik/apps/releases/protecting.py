"""Makes the tables of a publication out of the figures of the monitor, against all that went out."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import list_areas, list_sets
from drieluik.apps.audit.selectors import list_events_of
from drieluik.apps.monitor.selectors.to_publish import (
    Leading,
    LowestFigures,
    leading_calculation,
    lowest_figures,
)
from drieluik.apps.organisations.selectors import find_party_id, get_municipality
from drieluik.apps.releases.extensions import list_given
from drieluik.apps.releases.models import AmountPercent, PreparedTable, Publication
from drieluik.core.disclosure import (
    CannotRound,
    Contradiction,
    Figures,
    FiguresError,
    Kept,
    NoCoarser,
    Refused,
    Release,
    RuleSet,
    Unlinked,
    kept_json,
    protect,
    read_kept,
    read_release,
    release_json,
    round_to,
    rule_set,
)
from drieluik.core.flows import (
    BASE,
    Incomplete,
    Places,
    PublicTable,
    Shape,
    public_table,
    shaped,
    tables_to_publish,
)
from drieluik.core.indicators import Unit
from drieluik.core.tables import Period
from drieluik.ui.templatetags.drieluik import the_half_year

if TYPE_CHECKING:
    import numpy as np

Outcome = PreparedTable.Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """Tables that are asked for outside a publication: where, over which half-year, and when."""

    municipality_id: int
    period: str
    begun_at: datetime

    def shape_of(self, table_id: str) -> Shape:
        """Return in which shape a table is given: per buurt."""
        return Shape.BUURTEN


Asking = Publication | Asked
Earlier = list[tuple[Release, Kept | None]]
_MOST_BRANCHES = 20_000


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one figure: the fields of each of its tables."""

    table: PublicTable
    rows: tuple[dict[str, Any], ...]


def prepared_tables(row: Asking, table_ids: Sequence[str]) -> Iterator[Made]:
    """Give what came of every table, one by one; each can take minutes."""
    sources = _sources(row, table_ids)
    with translation.override("nl"):
        for table_id in table_ids:
            table = public_table(table_id)
            yield Made(table, tuple(_rows(row, table, sources.get(table_id))))


def owners_of(row: Asking, table_ids: Sequence[str]) -> list[int]:
    """Return the ids of the corporations whose figures are in tables."""
    found = (_leading(row, public_table(table_id)) for table_id in table_ids)
    codes = {code for one in found if one is not None for code in one.corporations}
    ids = (find_party_id(code=code) for code in sorted(codes))
    return sorted(party_id for party_id in ids if party_id is not None)


def is_outdated(row: Publication, prepared: PreparedTable) -> bool:
    """Tell whether figures were corrected since a table was made of them."""
    found = _leading(row, public_table(prepared.table_id))
    return found is None or found.input_hash != prepared.input_hash


@dataclass(frozen=True, slots=True)
class _Source:
    leading: Leading
    figures: LowestFigures


def source_hash(row: Asking, table_id: str) -> str:
    """Return the fingerprint of the figures that a table would be made of; empty without figures."""
    found = _leading(row, public_table(table_id))
    return "" if found is None else found.input_hash


def _leading(row: Asking, table: PublicTable) -> Leading | None:
    """Return what a table is made of; of amounts the percentage of the municipality too."""
    found = leading_calculation(
        municipality_id=row.municipality_id, period=row.period, indicator_id=table.indicator_id
    )
    if found is None or table.unit is not Unit.EUR:
        return found
    percent = str(_percent_of(row))
    # kept confidential: whoever has a fingerprint must not be able to try every percentage
    told = salted_hmac("drieluik.releases.percent", found.input_hash + percent, algorithm="sha256")
    return replace(found, input_hash=told.hexdigest())


def _sources(row: Asking, table_ids: Sequence[str]) -> dict[str, _Source]:
    """Return the figures that each table is made of; figures of one calculation are read once."""
    tables_of: dict[Leading, list[PublicTable]] = {}
    for table in map(public_table, table_ids):
        found = _leading(row, table)
        if found is not None:
            tables_of.setdefault(found, []).append(table)
    sources: dict[str, _Source] = {}
    for one, tables in tables_of.items():
        figures = lowest_figures(
            municipality_id=row.municipality_id,
            calculation_id=one.calculation_id,
            indicator_ids=[each for table in tables for each in table.indicator_ids],
        )
        sources |= {table.id: _Source(one, figures) for table in tables}
    return sources


def _rows(row: Asking, table: PublicTable, source: _Source | None) -> Iterator[dict[str, Any]]:
    if source is None:
        yield _without(0, Outcome.INCOMPLETE, [_("There are no figures over this half-year.")])
        return
    of_calculation = {
        "calculation_id": source.leading.calculation_id,
        "input_hash": source.leading.input_hash,
    }
    if table.is_stock and (other := other_half_year(row, table)):
        yield _without(0, Outcome.REFUSED, [_beside_another(other)]) | of_calculation
        return
    shape = row.shape_of(table.id)
    try:
        tables = shaped(_whole_tables(row, table, source.figures), shape)
    except Incomplete as lacking:
        yield _without(0, Outcome.INCOMPLETE, lacking.faults) | of_calculation
        return
    except NoCoarser as fault:
        yield _without(0, Outcome.REFUSED, [str(fault)]) | of_calculation
        return
    rules = _rules(row, table)
    if rules is None:
        yield _without(0, Outcome.INCOMPLETE, [_no_percent()]) | of_calculation
        return
    earlier = _earlier(row, tables[0].measure)
    for place, figures in enumerate(tables):
        fields, out = _protected(place, figures, rules, earlier, shape)
        yield fields | of_calculation
        earlier += out


def _rules(row: Asking, table: PublicTable) -> RuleSet | None:
    """Return the rules for a table; None when the municipality must choose a percentage first."""
    rules = rule_set(table.rules, timezone.localdate(row.begun_at))
    if not rules.own_percent:
        return rules
    percent = _percent_of(row)
    return None if percent is None else rules.with_percent(float(percent))


def _percent_of(row: Asking) -> int | None:
    chosen = AmountPercent.objects.filter(municipality_id=row.municipality_id).first()
    return None if chosen is None else int(chosen.percent)


def _no_percent() -> str:
    return _(
        "Amounts are not made public: the data steward of the municipality has chosen no percentage "
        "for them yet."
    )


def _whole_tables(row: Asking, table: PublicTable, source: LowestFigures) -> list[Figures]:
    """Return the tables to protect.

    Raises:
        Incomplete: Somebody did not deliver, or numbers are unknown.
    """
    names = {name for each in table.indicator_ids for name in source.missing.get(each, ())}
    if names:
        raise Incomplete([_("Not delivered by: %(names)s") % {"names": ", ".join(sorted(names))}])
    municipality = get_municipality(municipality_id=row.municipality_id)
    areas = list_areas(municipality_id=row.municipality_id, year=_year_of_borders(row))
    buurten = {one.code: one for one in areas if one.level == "buurt"}
    places = Places(
        municipality.code,
        {code: one.parent_code for code, one in buurten.items()},
        source.corporations,
        {code: one.name for code, one in buurten.items()},
    )
    audience = source.audiences[table.indicator_id]
    return tables_to_publish(table, row.period, source.values, places, audience)


def _year_of_borders(row: Asking) -> int | None:
    """Return the year of the borders of a half-year: its own, or the nearest before, or after."""
    year = Period.parse(row.period).year
    sets = list_sets(municipality_id=row.municipality_id, in_use=True)
    known = [one.year for one in sets if one.year is not None]
    before = [each for each in known if each <= year]
    return max(before) if before else min(known, default=None)


def other_half_year(row: Asking, table: PublicTable) -> str:
    """Return another half-year of which a table went out; empty when there is none."""
    others = PreparedTable.objects.filter(
        publication__municipality_id=row.municipality_id,
        publication__published_at__isnull=False,
        table_id=table.id,
        outcome=Outcome.PROTECTED,
    ).exclude(publication__period=row.period)
    given = (
        one.period
        for one in list_given(row.municipality_id)
        if one.table_id == table.id and one.period != row.period
    )
    return others.values_list("publication__period", flat=True).first() or next(given, "")


def _beside_another(period: str) -> str:
    return _(
        "This figure went out over %(period)s. Also when it was withdrawn, somebody can know it: what "
        "stayed the same since then could be calculated from both. Two half-years of a stock cannot "
        "be protected together yet."
    ) % {"period": the_half_year(period)}


def _protected(
    place: int, figures: Figures, rules: RuleSet, earlier: Earlier, shape: Shape
) -> tuple[dict[str, Any], Earlier]:
    """Return the fields of one table, and its release when there is one."""
    try:
        if shape is Shape.ROUNDED:
            made = round_to(figures, rules, BASE, earlier, rng=_draws(figures))
        else:
            made = protect(figures, rules, earlier, _MOST_BRANCHES)
    except Refused as fault:
        n_cells = len(fault.places)
        reason = (
            _("Also rounded, somebody could be recognised (number of figures: %(n)d).")
            if shape is Shape.ROUNDED
            else _("Whatever is left out, somebody could be recognised (number of figures: %(n)d).")
        )
        cells = [[list(codes) for codes in together] for together in fault.places]
        return _without(place, Outcome.REFUSED, [reason % {"n": n_cells}]) | {"refused": cells}, []
    except (CannotRound, Contradiction, FiguresError, Unlinked) as fault:
        return _without(place, Outcome.REFUSED, [str(fault)]), []
    text = release_json(made.release)
    fields = {
        "place": place,
        "outcome": Outcome.PROTECTED,
        "release": text,
        "release_hash": hashlib.sha256(text.encode()).hexdigest(),
        "kept": kept_json(made.kept),
        "earlier": [one.id for one, _kept in earlier],
        "n_hidden": made.release.shown.count(None),
        "n_already_out": len(made.already_out),
    }
    return fields, [(made.release, made.kept)]


def _draws(figures: Figures) -> "np.random.Generator":
    """Return who draws for rounding: always the same for a cell, and nobody outside knows it.

    Another draw for a figure that stayed the same would tell more of it with every correction.
    """
    import numpy as np

    told = repr((figures.measure, figures.fixed, [one.codes for one in figures.dimensions]))
    seed = salted_hmac("drieluik.releases.rounding", told, algorithm="sha256").digest()
    return np.random.default_rng(int.from_bytes(seed, "big"))


def _without(place: int, outcome: str, reasons: Sequence[str]) -> dict[str, Any]:
    return {"place": place, "outcome": outcome, "reasons": "\n".join(reasons)}


def _earlier(row: Asking, measure: str) -> Earlier:
    """Return every release of the same things that ever went out, in the order in which they did.

    Also when it was withdrawn, or was given to somebody outside without being public. The order is
    that of the log of acts: what counts as known last depends on it, and clocks may stand still.
    """
    rows = PreparedTable.objects.filter(
        publication__municipality_id=row.municipality_id,
        publication__period=row.period,
        publication__published_at__isnull=False,
        outcome=Outcome.PROTECTED,
    ).order_by("id")
    ids = {str(one.publication_id) for one in rows}
    acts = list_events_of("publication", ids, name="publication.published")
    published = {one.subject_id: one.sequence for one in acts}
    out = [(published[str(one.publication_id)], one.release, one.kept) for one in rows]
    given = (one for one in list_given(row.municipality_id) if one.period == row.period)
    out += [(one.went_out, one.release, one.kept) for one in given]
    at_once: dict[int, Earlier] = {}
    for act, text, kept in sorted(out, key=lambda one: one[0]):
        release = read_release(text)
        if release.measure == measure:
            at_once.setdefault(act, []).append((release, read_kept(kept)))
    return [each for same in _without_repeats(at_once.values()) for each in same]


def _without_repeats(at_once: Iterable[Earlier]) -> Iterator[Earlier]:
    """Give what went out act by act, unless it is the very same as what went out just before."""
    last: list[str] = []
    for same in at_once:
        ids = [release.id for release, _kept in same]
        if ids != last:
            yield same
        last = ids

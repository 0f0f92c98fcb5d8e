"""Reads what lights are told from, the same for every reader, and remembers it between acts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from drieluik.apps.agreements import selectors as agreements
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.deliveries.selectors import NotApplicable, list_not_applicable
from drieluik.apps.monitor.judged import Said
from drieluik.apps.monitor.models import Judgement, Standing
from drieluik.apps.monitor.selectors.by_hand import ByHand, list_by_hand
from drieluik.apps.monitor.selectors.coverage import Coverage
from drieluik.apps.monitor.selectors.norms import NormRow, list_norms
from drieluik.apps.monitor.selectors.series import CalculationRow, list_calculations
from drieluik.apps.monitor.selectors.timeline import Timeline, get_timeline
from drieluik.apps.organisations.mergers import list_mergers
from drieluik.apps.organisations.selectors import TakingPart, list_taking_part
from drieluik.core.norms import CONDITION_MISSING, NOT_APPLICABLE

Standings = dict[tuple[UUID, int], dict[str, Standing]]
"""By calculation and wording: the kept light of each party, in order; under "" that of all."""


Bound = Mapping[UUID, tuple[tuple[str, str], ...]]
"""Code and name of the parties that agreements bind, by id of the agreement."""


@dataclass(frozen=True, slots=True)
class KeptLights:
    """All that lights of a municipality are told from.

    Attributes:
        clauses: The agreements in the order of the document.
        calculations: Every calculation by period, oldest first.
        norms: The norms of each agreement in order of writing.
        timeline: The half-years as they are on the day of looking.
        said: What parties said about their own effort, by norm, oldest first.
        bound: Code and name of the parties that each agreement with a norm binds, from the first
            day on and anew from every day on which parties merged.
        names: Names of all parties by code.
        corporations: When each corporation takes part.
        standings: The kept lights of confirmed wordings.
        coverages: Whose figures are in the figure of all together, by calculation and wording.
        by_hand: Lights that were ever set by hand, by norm, oldest first.
        said_of_tables: What corporations said of tables that do not apply to them.
    """

    clauses: tuple[ClauseRow, ...]
    calculations: tuple[CalculationRow, ...]
    norms: Mapping[UUID, tuple[NormRow, ...]]
    timeline: Timeline
    said: Mapping[UUID, tuple[Said, ...]]
    bound: tuple[tuple[date, Bound], ...]
    names: Mapping[str, str]
    corporations: tuple[TakingPart, ...]
    standings: Standings
    coverages: Mapping[tuple[UUID, int], Coverage]
    by_hand: Mapping[UUID, tuple[ByHand, ...]]
    said_of_tables: tuple[NotApplicable, ...]


@remembered
def read_kept_lights(
    *, municipality_id: int, on: date, known_at: datetime | None = None
) -> KeptLights:
    """Read what the lights of a municipality are told from on a day, as known at a moment or now.

    Nothing is calculated anew: what was recorded after the moment is left out.
    """
    calculations = tuple(
        row
        for row in list_calculations(municipality_id=municipality_id)
        if known_at is None or row.calculated_at <= known_at
    )
    rows = list_norms(municipality_id=municipality_id, known_at=known_at)
    norms: dict[UUID, tuple[NormRow, ...]] = {}
    for row in rows:
        norms[row.clause_id] = (*norms.get(row.clause_id, ()), row)
    taking_part = list_taking_part(municipality_id=municipality_id, known_at=known_at)
    names = {row.code: row.name for row in taking_part}
    standings = _standings(rows)
    return KeptLights(
        clauses=agreements.list_clauses(municipality_id, known_at=known_at),
        calculations=calculations,
        norms=norms,
        timeline=get_timeline(
            municipality_id=municipality_id, calculations=calculations, on=on, known_at=known_at
        ),
        said=_said([row.norm_id for row in rows], known_at),
        bound=tuple(
            (day, _bound(municipality_id, norms, day))
            for day in (date.min, *(one.from_on for one in list_mergers(municipality_id, known_at)))
        ),
        names=names,
        corporations=tuple(row for row in taking_part if row.kind == "corporation"),
        standings=standings,
        coverages={key: coverage_of(rows, names) for key, rows in standings.items()},
        by_hand=list_by_hand((row.norm_id for row in rows), known_at=known_at),
        said_of_tables=tuple(
            list_not_applicable(municipality_id=municipality_id, known_at=known_at)
        ),
    )


def _standings(norms: Iterable[NormRow]) -> Standings:
    confirmed = [
        wording.id
        for norm in norms
        for wording in norm.wordings
        if wording.confirmed_at is not None and wording.indicator_id
    ]
    found: Standings = defaultdict(dict)
    for row in Standing.objects.filter(norm_text_id__in=confirmed).order_by("id"):
        found[row.calculation_id, row.norm_text_id][row.party_code] = row
    return dict(found)


def coverage_of(standings: Mapping[str, Standing], names: Mapping[str, str]) -> Coverage:
    """Return whose figures are in the figure of all together behind some lights."""
    parties = [row for code, row in standings.items() if code]
    asked = [row for row in parties if is_asked(row)]
    return Coverage(
        len(asked),
        tuple(
            (row.party_code, names.get(row.party_code, row.party_code))
            for row in asked
            # who lacks only the figure of last year does have one now
            if row.reason_code == "party_missing" and row.low is None
        ),
    )


def is_asked(row: Standing) -> bool:
    """Tell whether the own figure of a norm is expected of the corporation that a light is of."""
    if row.reason_code == CONDITION_MISSING:
        return row.low is not None
    return row.reason_code != NOT_APPLICABLE


def _said(norm_ids: Iterable[UUID], known_at: datetime | None) -> dict[UUID, tuple[Said, ...]]:
    rows = Judgement.objects.filter(norm_id__in=list(norm_ids))
    if known_at is not None:
        rows = rows.filter(judged_at__lte=known_at)
    labels = {verdict.value: str(verdict.label) for verdict in Judgement.Verdict}
    found: dict[UUID, list[Said]] = defaultdict(list)
    # plain values: ten years of conclusions are thousands of rows, each with a party and a person
    for norm_id, code, period, verdict, reason, by, at in rows.order_by(
        "judged_at", "id"
    ).values_list(
        "norm_id", "party__code", "period", "verdict", "reason", "judged_by__name", "judged_at"
    ):
        said = Said(
            party_code=code,
            period=period,
            verdict=verdict,
            verdict_label=labels[verdict],
            reason=reason,
            by=by or "",
            at=at,
        )
        found[norm_id].append(said)
    return {norm_id: tuple(of_norm) for norm_id, of_norm in found.items()}


def _bound(municipality_id: int, clause_ids: Iterable[UUID], on: date) -> Bound:
    found: dict[UUID, tuple[tuple[str, str], ...]] = {}
    for row in agreements.list_bindings_of(municipality_id, clause_ids, on):
        if row.kind != "bound":
            continue
        found[row.clause_id] = (*found.get(row.clause_id, ()), (row.party_code, row.party_name))
    return found

"""The light of every agreement over a period, with its reason, its parties and its trend."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements import selectors as agreements
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.monitor.judged import JudgedLight, PartyLight, Said, judged_light
from drieluik.apps.monitor.models import Judgement, Standing
from drieluik.apps.monitor.policies import quotes
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.coverage import Coverage
from drieluik.apps.monitor.selectors.norms import NormRow, WordingRow, list_norms
from drieluik.apps.monitor.selectors.series import (
    CalculationRow,
    leading,
    list_calculations,
    periods,
)
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.trends import Trend, trend_between
from drieluik.apps.organisations.selectors import party_names
from drieluik.core.indicators import indicator
from drieluik.core.norms import Light, Norm, NormStatus, Scope, worst
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class NormLight:
    """How one norm stands in a period.

    Attributes:
        wording: The wording that counts in the period.
        light: The light.
        reason: Why, in one or more sentences.
        period: Period of the figure; empty when people judge.
        parties: How each party stands.
        value: The figure of all together; None when there is none.
        incomplete: How many corporations are in that figure and who is not; empty when all are.
        trend: How the figure moved; None when there is nothing to compare with.
        must_be_confirmed: The quoted words no longer stand in the agreement.
        objection: Why not every party is shown; empty when all are.
    """

    wording: WordingRow
    light: str
    reason: str
    period: str
    parties: tuple[PartyLight, ...]
    value: float | None
    low: float | None
    high: float | None
    trend: Trend | None
    must_be_confirmed: bool = False
    objection: str = ""
    incomplete: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the parties whose figure or judgement is missing."""
        return tuple(party.party_name for party in self.parties if party.missing)


@dataclass(frozen=True, slots=True)
class ClauseStanding:
    """How an agreement stands in a period; ``light`` is empty when it carries no norm."""

    clause: ClauseRow
    light: str
    reason: str
    norms: tuple[NormLight, ...]

    @property
    def trend(self) -> Trend | None:
        """The movement of the first norm that has one."""
        return next((norm.trend for norm in self.norms if norm.trend is not None), None)

    @property
    def told(self) -> str:
        """The reason with the name of the figure it is about, for lists where no norm is shown."""
        gravest = next((norm for norm in self.norms if norm.light == self.light), None)
        if gravest is None or not gravest.wording.indicator_id:
            return self.reason
        return f"{indicator(gravest.wording.indicator_id).name_nl}. {self.reason}"

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the parties that are missing in any norm, once each."""
        return tuple(dict.fromkeys(name for norm in self.norms for name in norm.missing))

    def concerns(self, party_code: str) -> bool:
        """Tell whether a party has a light of its own here."""
        return any(
            party.party_code == party_code and party.light
            for norm in self.norms
            for party in norm.parties
        )


@dataclass(frozen=True, slots=True)
class EarlierLight:
    """A light with its reason, as far as the reader may know it."""

    light: str
    reason: str


_PER_PARTY = (Scope.EACH, Scope.NAMED)
"""Norms whose reason quotes the figures of corporations."""
_WITHOUT_FIGURES = (
    "reached",
    "nobody_expected",
    "no_figures",
    "period_not_over",
    "no_last_year",
    "judged",
    "not_judged",
)


class Lights:
    """Everything that is needed to tell lights to a reader, read in a fixed number of queries."""

    def __init__(self, sight: Sight, clauses: Sequence[ClauseRow] | None = None) -> None:
        self._sight = sight
        municipality_id = sight.municipality_id
        chosen = agreements.list_clauses(municipality_id) if clauses is None else tuple(clauses)
        self.clauses = chosen
        only = None if clauses is None else [clause.clause_id for clause in clauses]
        self.calculations = list_calculations(municipality_id=municipality_id)
        self._norms: dict[UUID, list[NormRow]] = defaultdict(list)
        for norm in list_norms(municipality_id=municipality_id, clause_ids=only):
            self._norms[norm.clause_id].append(norm)
        self._said = _said([norm.norm_id for rows in self._norms.values() for norm in rows])
        self._bound = _bound(self._norms)
        self._names = party_names(municipality_id=municipality_id)
        self._standings = _standings(self._wording_ids())
        self._coverages = _coverages(self._standings, self._names)

    @property
    def periods(self) -> list[str]:
        """The half-years that can be chosen, in order."""
        return periods(self.calculations)

    @property
    def last_period(self) -> str:
        """The newest half-year with figures; without any the last half-year that is over."""
        if self.calculations:
            return self.periods[-1]
        today = timezone.localdate()
        return str(Period(today.year, 1 if today.month <= 6 else 2).previous())

    def missing_in(self, period: str) -> list[str]:
        """Return the names of the corporations of which nothing was accepted for a period."""
        found = [row for row in self.calculations if row.period == period]
        codes = found[-1].missing_parties if found else ()
        return [self._names.get(code, code) for code in codes]

    def bound_parties(self, clause_id: UUID) -> list[tuple[str, str]]:
        """Return code and name of the parties that an agreement with a norm binds."""
        return self._bound.get(clause_id, [])

    def norms_of(self, clause_id: UUID) -> list[NormRow]:
        """Return the norms of an agreement."""
        return self._norms.get(clause_id, [])

    def standing(self, clause: ClauseRow, period: str) -> ClauseStanding:
        """Return how an agreement stands in a period."""
        found = []
        for norm in self.norms_of(clause.clause_id):
            wording = norm.counting_in(period)
            if wording is not None:
                found.append(self._norm_light(wording, clause, period))
        if not found:
            return ClauseStanding(clause, "", "", ())
        light = worst(Light(norm.light) for norm in found).value
        gravest = next(norm for norm in found if norm.light == light)
        return ClauseStanding(clause, light, gravest.reason, tuple(found))

    def standings(self, period: str) -> list[ClauseStanding]:
        """Return how all agreements stand, in the order of the document."""
        return [self.standing(clause, period) for clause in self.clauses]

    def earlier_lights(
        self, wording: WordingRow, period: str
    ) -> list[tuple[CalculationRow, EarlierLight]]:
        """Return the lights of calculations of a period that were replaced, newest first."""
        current = leading(self.calculations, wording.indicator_id).get(period)
        return [
            (row, self._told(wording, self._standings[row.id, wording.id, ""]))
            for row in reversed(self.calculations)
            if row.period == period
            and (current is None or row.id != current.id)
            and (row.id, wording.id, "") in self._standings
        ]

    def _wording_ids(self) -> list[int]:
        return [
            wording.id
            for rows in self._norms.values()
            for norm in rows
            for wording in norm.wordings
            if wording.confirmed_at is not None and wording.indicator_id
        ]

    def _norm_light(self, wording: WordingRow, clause: ClauseRow, period: str) -> NormLight:
        if not quotes(wording.quotation, clause.text):
            return _to_confirm(wording)
        if wording.is_judged:
            bound = self._bound.get(clause.clause_id, [])
            said = self._said.get(wording.norm_id, ())
            return _judged(wording, judged_light(said, bound, stored(wording.text), period))
        counted = leading(self.calculations, wording.indicator_id)
        row = self._whole(wording, counted, period)
        if row is None:
            return _not_calculated(wording)
        before = self._before(wording, counted, period)
        # beside an incomplete figure an arrow would tell a change that nobody measured
        comparable = before if self._is_known(row) and self._is_known(before) else None
        return NormLight(
            wording=wording,
            light=row.light,
            reason=self._told(wording, row).reason,
            period=row.period,
            parties=self._parties(wording, counted[period]),
            value=row.value,
            low=row.low,
            high=row.high,
            trend=trend_between(indicator(wording.indicator_id), comparable, row),
            objection=self._sight.objection(indicator(wording.indicator_id)),
            incomplete=self._incomplete(row),
        )

    def _incomplete(self, row: Standing) -> str:
        """Say who is not in a figure of all together; without such a figure nobody is missing."""
        coverage = self._coverages.get((row.calculation_id, row.norm_text_id))
        return coverage.lacking if coverage is not None and row.low is not None else ""

    def _is_known(self, row: Standing | None) -> bool:
        """Tell whether a figure of all together is there and everybody is in it."""
        return row is not None and row.light != Light.UNKNOWN.value and not self._incomplete(row)

    def _told(self, wording: WordingRow, row: Standing) -> EarlierLight:
        """Return light and reason; a reason with figures of corporations only to who sees them."""
        if not self._sight.objection(indicator(wording.indicator_id)):
            return EarlierLight(row.light, row.reason)
        norm = stored(wording.text)
        return EarlierLight(row.light, _reason(self._sight, norm, row.reason_code, row.reason))

    def _whole(
        self, wording: WordingRow, counted: Mapping[str, CalculationRow], period: str
    ) -> Standing | None:
        calculation = counted.get(period)
        return self._standings.get((calculation.id, wording.id, "")) if calculation else None

    def _before(
        self, wording: WordingRow, counted: Mapping[str, CalculationRow], period: str
    ) -> Standing | None:
        """Return the same half of last year: a half-year beside another season says little."""
        when = Period.parse(period)
        a_year_ago = str(Period(when.year - 1, when.half))
        norm = next(
            norm for norm in self.norms_of(wording.clause_id) if norm.norm_id == wording.norm_id
        )
        then = norm.counting_in(a_year_ago)
        return self._whole(then, counted, a_year_ago) if then is not None else None

    def _parties(self, wording: WordingRow, calculation: CalculationRow) -> tuple[PartyLight, ...]:
        card = indicator(wording.indicator_id)
        rows = (
            row
            for (calculation_id, norm_text_id, code), row in self._standings.items()
            if calculation_id == calculation.id
            and norm_text_id == wording.id
            and code
            # that somebody did not deliver is no figure: everybody may know it
            and (row.reason_code == "party_missing" or self._sight.shows_party(card, code))
        )
        return tuple(
            PartyLight(
                party_code=row.party_code,
                party_name=self._names.get(row.party_code, row.party_code),
                light=row.light,
                reason=row.reason,
                missing=row.reason_code == "party_missing",
                value=row.value,
                low=row.low,
                high=row.high,
            )
            for row in sorted(rows, key=lambda row: row.id)
        )


def told_reason(sight: Sight, norm: Norm, status: NormStatus) -> str:
    """Return why a norm gives its light, as far as the reader may know it."""
    return _reason(sight, norm, status.reason_code, status.reason_nl)


def _reason(sight: Sight, norm: Norm, code: str, reason: str) -> str:
    """Replace a reason that quotes figures of corporations by why those are not shown."""
    quotes_figures = norm.for_whom.scope in _PER_PARTY and code not in _WITHOUT_FIGURES
    if not quotes_figures or norm.indicator_id is None:
        return reason
    return sight.objection(indicator(norm.indicator_id)) or reason


def _to_confirm(wording: WordingRow) -> NormLight:
    reason = _("The words of the agreement have changed; the norm must be confirmed again.")
    return NormLight(wording, Light.UNKNOWN.value, reason, "", (), None, None, None, None, True)


def _not_calculated(wording: WordingRow) -> NormLight:
    reason = _("Nothing has been calculated for this period yet.")
    return NormLight(wording, Light.UNKNOWN.value, reason, "", (), None, None, None, None)


def _judged(wording: WordingRow, outcome: JudgedLight) -> NormLight:
    return NormLight(
        wording, outcome.light, outcome.reason, "", outcome.parties, None, None, None, None
    )


def _standings(wording_ids: Iterable[int]) -> dict[tuple[UUID, int, str], Standing]:
    rows = Standing.objects.filter(norm_text_id__in=list(wording_ids))
    return {(row.calculation_id, row.norm_text_id, row.party_code): row for row in rows}


def _coverages(
    standings: Mapping[tuple[UUID, int, str], Standing], names: Mapping[str, str]
) -> dict[tuple[UUID, int], Coverage]:
    """Return per calculation and wording whose figures are in the figure of all together."""
    asked: dict[tuple[UUID, int], list[Standing]] = defaultdict(list)
    for (calculation_id, wording_id, code), row in standings.items():
        if code:
            asked[calculation_id, wording_id].append(row)
    return {
        key: Coverage(
            len(rows),
            tuple(
                (row.party_code, names.get(row.party_code, row.party_code))
                for row in sorted(rows, key=lambda row: row.id)
                # who lacks only the figure of last year does have one now
                if row.reason_code == "party_missing" and row.low is None
            ),
        )
        for key, rows in asked.items()
    }


def _said(norm_ids: Iterable[UUID]) -> dict[UUID, list[Said]]:
    rows = Judgement.objects.filter(norm_id__in=list(norm_ids)).select_related("party", "judged_by")
    found: dict[UUID, list[Said]] = defaultdict(list)
    for row in rows.order_by("judged_at", "id"):
        found[row.norm_id].append(
            Said(
                party_code=row.party.code,
                period=row.period,
                verdict=row.verdict,
                verdict_label=str(row.get_verdict_display()),
                reason=row.reason,
                by=row.judged_by.name if row.judged_by else "",
                at=row.judged_at,
            )
        )
    return found


def _bound(clause_ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for row in agreements.list_bound(clause_ids):
        found[row.clause_id].append((row.party_code, row.party_name))
    return found

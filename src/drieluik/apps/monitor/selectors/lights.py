"""The light of every agreement over a period, with its reason, its parties and its trend."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.monitor.judged import JudgedLight, PartyLight, judged_light
from drieluik.apps.monitor.models import Standing
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.by_hand import ByHand
from drieluik.apps.monitor.selectors.kept_lights import KeptLights, is_asked, read_kept_lights
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding, EarlierLight, NormLight
from drieluik.apps.monitor.selectors.norms import NormRow, WordingRow
from drieluik.apps.monitor.selectors.sent_back import sent_back_of
from drieluik.apps.monitor.selectors.series import CalculationRow, leading
from drieluik.apps.monitor.selectors.timeline import speaking_for
from drieluik.apps.monitor.selectors.to_confirm import (
    agreed_with_another,
    without_consent,
    words_changed,
)
from drieluik.apps.monitor.selectors.told_reasons import told_reason
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.trends import trend_between
from drieluik.apps.monitor.wording import light_label
from drieluik.core.indicators import does_not_apply_to, indicator
from drieluik.core.norms import (
    CONDITION_MISSING,
    NOT_APPLICABLE,
    NOT_MET,
    UNCLEAR,
    Light,
    forecast_nl,
    quotes,
)
from drieluik.core.tables import Period

_MISSING = ("party_missing", CONDITION_MISSING)
_NO_FIGURE = (*_MISSING, NOT_APPLICABLE)


class Lights:
    """Tells the lights of a municipality to a reader.

    A light over a half-year stays what it was. Only the half-year over which the present is told
    moves on with the day (``on``; today when it is not given). With ``known_at`` the lights are
    those that were told at that moment; with ``kept`` those that would follow from it.
    """

    def __init__(
        self,
        sight: Sight,
        clauses: Sequence[ClauseRow] | None = None,
        on: date | None = None,
        known_at: datetime | None = None,
        kept: KeptLights | None = None,
    ) -> None:
        self.sight, self._on = sight, on or timezone.localdate(known_at)
        self._kept = kept or read_kept_lights(
            municipality_id=sight.municipality_id, on=self._on, known_at=known_at
        )
        self.clauses = self._kept.clauses if clauses is None else tuple(clauses)
        self.calculations = self._kept.calculations
        self.timeline = self._kept.timeline

    @property
    def kept(self) -> KeptLights:
        """All that the lights are told from."""
        return self._kept

    @property
    def periods(self) -> list[str]:
        """The half-years that can be chosen, in order."""
        return self.timeline.periods

    @property
    def last_period(self) -> str:
        """The half-year over which the present is told."""
        return self.timeline.now

    def missing_in(self, period: str) -> list[str]:
        """Return the names of the corporations of which nothing was accepted for a period."""
        found = [row for row in self.calculations if row.period == period]
        if not found:
            # asked for and not delivered by anybody
            return list(self._asked(period).values()) if period in self.periods else []
        return [self._kept.names.get(code, code) for code in found[-1].missing_parties]

    def bound_parties(self, clause_id: UUID, period: str = "") -> tuple[tuple[str, str], ...]:
        """Return code and name of the parties that an agreement with a norm binds.

        Args:
            clause_id: The agreement.
            period: At the end of this half-year; on the day of looking when empty.
        """
        on = Period.parse(period).last_day if period else self._on
        return [bound for day, bound in self._kept.bound if day <= on][-1].get(clause_id, ())

    def norms_of(self, clause_id: UUID) -> tuple[NormRow, ...]:
        """Return the norms of an agreement."""
        return self._kept.norms.get(clause_id, ())

    def standing(self, clause: ClauseRow, period: str) -> ClauseStanding:
        """Return how an agreement stands in a period."""
        found = []
        for norm in self.norms_of(clause.clause_id):
            wording = norm.counting_in(period)
            if wording is not None:
                found.append(self._as_people_say(self._norm_light(wording, clause, period), period))
        return ClauseStanding.of(clause, found)

    def standings(self, period: str) -> list[ClauseStanding]:
        """Return how all agreements stand, in the order of the document."""
        return [self.standing(clause, period) for clause in self.clauses]

    def standings_of(self, party_code: str, period: str) -> list[ClauseStanding]:
        """Return how one party stands, at the agreements that have a light for that party."""
        rows = (standing.of_party(party_code) for standing in self.standings(period))
        return [row for row in rows if row.light]

    def earlier_lights(
        self, wording: WordingRow, period: str
    ) -> list[tuple[CalculationRow, EarlierLight]]:
        """Return the lights of calculations of a period that were replaced, newest first."""
        current = leading(self.calculations, wording.indicator_id).get(period)
        return [
            (row, self._told(wording, standing))
            for row in reversed(self.calculations)
            if row.period == period
            and (current is None or row.id != current.id)
            and (standing := self._of_all(row, wording)) is not None
        ]

    def by_hand(self, norm_id: UUID) -> tuple[ByHand, ...]:
        """Return the lights that were ever set by hand for a norm, oldest first."""
        return self._kept.by_hand.get(norm_id, ())

    def _as_people_say(self, found: NormLight, period: str) -> NormLight:
        """Put the light that was set by hand before the one that was worked out."""
        said = [
            one
            for one in self.by_hand(found.wording.norm_id)
            if one.period == period and one.holds_on(self._on)
        ]
        if not said:
            return found
        reason = said[-1].told(found.light, found.reason)
        return replace(
            found,
            light=said[-1].light,
            reason=reason,
            worked_out=found.light,
            worked_out_reason=found.reason,
        )

    def _forecast(
        self, wording: WordingRow, counted: Mapping[str, CalculationRow], row: Standing
    ) -> str:
        """Say where the figure of all together goes, through half-years of the same parties."""
        norm = stored(wording.text)
        if norm.deadline is None or self._on > norm.deadline or row.reason_code == NOT_MET:
            return ""
        whose, figures = self._whose(row), {}
        # figures that were counted by another version of the definition lie on no line with it
        versions = {one.id: _version(wording, one) for one in counted.values()}
        for period in counted:
            each = self._whole(wording, counted, period)
            if each is None or each.low is None or each.low != each.high:
                continue
            if versions[each.calculation_id] != versions[row.calculation_id]:
                continue
            if self._is_known(each) and self._whose(each) == whose:
                figures[each.period] = each.low
        return forecast_nl(norm, figures, row.period)

    def _whose(self, row: Standing) -> frozenset[str]:
        """Return of which parties a figure of all together is."""
        parties = self._kept.standings.get((row.calculation_id, row.norm_text_id), {})
        return frozenset(code for code, each in parties.items() if code and is_asked(each))

    def _norm_light(self, wording: WordingRow, clause: ClauseRow, period: str) -> NormLight:
        if not quotes(wording.quotation, clause.text):
            return words_changed(wording)
        if wording.is_judged:
            bound = self.bound_parties(clause.clause_id, period)
            said = self._kept.said.get(wording.norm_id, ())
            return _judged(wording, judged_light(said, bound, stored(wording.text), period))
        counted = leading(self.calculations, wording.indicator_id)
        told_by = speaking_for(stored(wording.text), counted, period)
        counts_by = self._counts_by(wording, counted, told_by)
        if not_agreed := without_consent(wording, counts_by):
            return agreed_with_another(wording, not_agreed)
        row = self._whole(wording, counted, told_by)
        if row is None:
            return self._not_reported(wording, counted, period)
        before = self._before(wording, counted, told_by)
        # beside an incomplete figure an arrow would tell a change that nobody measured
        comparable = before if self._is_known(row) and self._is_known(before) else None
        return NormLight(
            wording=wording,
            light=row.light,
            reason=self._told(wording, row).reason,
            period=row.period,
            parties=self._parties(wording, counted[told_by]),
            value=row.value,
            low=row.low,
            high=row.high,
            trend=trend_between(indicator(wording.indicator_id), comparable, row),
            objection=self.sight.objection(indicator(wording.indicator_id)),
            incomplete=self._incomplete(row),
            forecast=self._forecast(wording, counted, row),
            counts_by=counts_by,
            holds=row.reason_code != NOT_MET,
        )

    def _counts_by(
        self, wording: WordingRow, counted: Mapping[str, CalculationRow], period: str
    ) -> tuple[tuple[str, int], ...]:
        """Return by which version of its definition each figure of a norm counts in a half-year."""
        own = wording.indicator_id
        found = {
            one: (counted if one == own else leading(self.calculations, one)).get(period)
            for one in wording.rests_on
        }
        return tuple((one, row.definition_versions[one]) for one, row in found.items() if row)

    def _not_reported(
        self, wording: WordingRow, counted: Mapping[str, CalculationRow], period: str
    ) -> NormLight:
        """Tell that nothing is known over a half-year, and what was known last."""
        due = self.timeline.due.get(period)
        if due is None or period not in self.periods:
            reason = _("Nothing has been calculated for this period yet.")
            return _unknown(wording, reason)
        reason = _("Figures over %(period)s should have been there on %(day)s; there are none.") % {
            "period": period,
            "day": formats.date_format(due, "j F Y"),
        }
        before = max((each for each in counted if each < period), default="")
        if row := self._whole(wording, counted, before):
            reason += " " + _("The last light was over %(period)s: %(light)s.") % {
                "period": row.period or before,
                "light": light_label(row.light).lower(),
            }
        named = stored(wording.text).for_whom.parties
        lacking = _("The figure over %(period)s is missing.") % {"period": period}
        aside = self._set_aside(wording, period)
        parties = tuple(
            PartyLight(code, name, "", _set_aside_reason(aside[code]), set_aside=True)
            if code in aside
            else PartyLight(code, name, Light.UNKNOWN.value, lacking, missing=True)
            for code, name in self._asked(period).items()
            if not named or code in named
        )
        return _unknown(wording, reason, parties)

    def _set_aside(self, wording: WordingRow, period: str) -> dict[str, str]:
        """Return to which corporations the figure of a norm does not apply, and why."""
        half = Period.parse(period)
        tables: dict[str, dict[str, str]] = {}
        for said in self._kept.said_of_tables:
            if said.holds_in(half):
                tables.setdefault(said.party_code, {})[said.table_id] = said.reason
        return does_not_apply_to(indicator(wording.indicator_id), period, {period: tables})

    def _asked(self, period: str) -> dict[str, str]:
        """Return code and name of the corporations that are asked for figures over a half-year."""
        day = Period.parse(period).last_day
        return {row.code: row.name for row in self._kept.corporations if row.takes_part(day)}

    def _incomplete(self, row: Standing) -> str:
        """Say who is not in a figure of all together; without such a figure nobody is missing."""
        coverage = self._kept.coverages.get((row.calculation_id, row.norm_text_id))
        return coverage.lacking if coverage is not None and row.low is not None else ""

    def _is_known(self, row: Standing | None) -> bool:
        """Tell whether a figure of all together is there and everybody is in it."""
        if row is None or self._incomplete(row):
            return False
        if row.reason_code in (NOT_MET, UNCLEAR):
            # its light says how the condition stands, so only the figure itself can tell
            return row.low is not None and row.low == row.high
        return row.light != Light.UNKNOWN.value

    def _told(self, wording: WordingRow, row: Standing) -> EarlierLight:
        """Return light and reason; a reason with figures of corporations only to who sees them."""
        if not self.sight.objection(indicator(wording.indicator_id)):
            return EarlierLight(row.light, row.reason)
        norm = stored(wording.text)
        return EarlierLight(row.light, told_reason(self.sight, norm, row.reason_code, row.reason))

    def _whole(
        self, wording: WordingRow, counted: Mapping[str, CalculationRow], period: str
    ) -> Standing | None:
        calculation = counted.get(period)
        return self._of_all(calculation, wording) if calculation else None

    def _of_all(self, calculation: CalculationRow, wording: WordingRow) -> Standing | None:
        return self._kept.standings.get((calculation.id, wording.id), {}).get("")

    def _before(
        self, wording: WordingRow, counted: Mapping[str, CalculationRow], period: str
    ) -> Standing | None:
        """Return the same half of last year: a half-year beside another season says little.

        None when it was counted by another version of the definition.
        """
        when = Period.parse(period)
        a_year_ago = str(Period(when.year - 1, when.half))
        if a_year_ago not in counted or _version(wording, counted[a_year_ago]) != _version(
            wording, counted[period]
        ):
            return None
        norm = next(
            norm for norm in self.norms_of(wording.clause_id) if norm.norm_id == wording.norm_id
        )
        then = norm.counting_in(a_year_ago)
        return self._whole(then, counted, a_year_ago) if then is not None else None

    def _parties(self, wording: WordingRow, calculation: CalculationRow) -> tuple[PartyLight, ...]:
        card = indicator(wording.indicator_id)
        kept = self._kept.standings.get((calculation.id, wording.id), {})
        # lights that follow from one norm are all about the period of its figure
        period = next(iter(kept.values())).period if kept else ""
        sent_back = sent_back_of(card, period or calculation.period, calculation)
        rows = (
            (row, shown)
            for code, row in kept.items()
            if code
            # that somebody did not deliver is no figure: everybody may know it
            and ((shown := self.sight.shows_party(card, code)) or row.reason_code in _NO_FIGURE)
        )
        return tuple(
            PartyLight(
                party_code=row.party_code,
                party_name=self._kept.names.get(row.party_code, row.party_code),
                light=row.light,
                reason=row.reason,
                missing=row.reason_code in _MISSING,
                sent_back=row.party_code in sent_back,
                set_aside=row.reason_code == NOT_APPLICABLE,
                value=row.value if shown else None,
                low=row.low if shown else None,
                high=row.high if shown else None,
                code=row.reason_code,
            )
            for row, shown in rows
        )


def _set_aside_reason(reason: str) -> str:
    return _("Not applicable: %(reason)s") % {"reason": reason}


def _version(wording: WordingRow, calculation: CalculationRow) -> int:
    return calculation.definition_versions[wording.indicator_id]


def _unknown(wording: WordingRow, reason: str, parties: tuple[PartyLight, ...] = ()) -> NormLight:
    return NormLight(wording, Light.UNKNOWN.value, reason, "", parties, None, None, None, None)


def _judged(wording: WordingRow, outcome: JudgedLight) -> NormLight:
    return NormLight(
        wording, outcome.light, outcome.reason, "", outcome.parties, None, None, None, None
    )

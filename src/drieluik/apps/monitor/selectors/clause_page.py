"""What the page of one agreement shows of the monitor."""

from dataclasses import dataclass

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.monitor.models import Standing
from drieluik.apps.monitor.selectors.lights import Lights, NormLight
from drieluik.apps.monitor.selectors.norms import NormRow
from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.apps.organisations.actors import Actor
from drieluik.core.indicators import Indicator, indicator


@dataclass(frozen=True, slots=True)
class NormSection:
    """One norm on the page.

    Attributes:
        norm: The norm with all wordings.
        now: How it stands in the last period; None when no wording counts yet.
        card: The indicator; None when people judge.
        history: Light per period, newest first.
        replaced: Lights of calculations of the last period that were replaced.
        judging_for: Party id and name for which the reader may judge now.
    """

    norm: NormRow
    now: NormLight | None
    card: Indicator | None
    history: tuple[tuple[str, NormLight], ...]
    replaced: tuple[tuple[CalculationRow, Standing], ...]
    judging_for: tuple[tuple[int, str], ...]

    @property
    def has_total(self) -> bool:
        """Whether there is one figure of all together to draw over the periods."""
        return any(light.value is not None for _, light in self.history)

    @property
    def has_parties(self) -> bool:
        """Whether corporations have a figure of their own to draw."""
        return self.now is not None and any(party.value is not None for party in self.now.parties)


@dataclass(frozen=True, slots=True)
class ClausePage:
    """All norms of an agreement, with the light of the last period."""

    clause: ClauseRow
    period: str
    light: str
    sections: tuple[NormSection, ...]
    drafts: tuple[NormRow, ...]


def get_clause_page(*, actor: Actor, municipality_id: int, clause: ClauseRow) -> ClausePage:
    """Return the norms of an agreement, how they stand and how they stood."""
    lights = Lights(municipality_id, [clause])
    period = lights.last_period
    standings = {
        each: {norm.wording.norm_id: norm for norm in lights.standing(clause, each).norms}
        for each in lights.periods or [period]
    }
    norms = lights.norms_of(clause.clause_id)
    bound = lights.bound_parties(clause.clause_id)
    sections = []
    for norm in norms:
        now = standings[period].get(norm.norm_id)
        told = [
            (each, found[norm.norm_id])
            for each, found in standings.items()
            if norm.norm_id in found
        ]
        if not told:
            continue
        judged = now is not None and now.wording.is_judged
        sections.append(
            NormSection(
                norm=norm,
                now=now,
                card=indicator(told[-1][1].wording.indicator_id)
                if told[-1][1].wording.indicator_id
                else None,
                history=tuple(reversed(told)),
                replaced=tuple(lights.earlier_lights(now.wording, period)) if now else (),
                judging_for=_judging_for(actor, municipality_id, bound) if judged else (),
            )
        )
    return ClausePage(
        clause=clause,
        period=period,
        light=lights.standing(clause, period).light,
        sections=tuple(sections),
        drafts=tuple(norm for norm in norms if norm.draft is not None),
    )


def _judging_for(
    actor: Actor, municipality_id: int, bound: list[tuple[str, str]]
) -> tuple[tuple[int, str], ...]:
    codes = {code for code, _ in bound}
    found = {
        standing.party_id: standing.party_name
        for standing in actor.standings
        if standing.role in ("controller", "delegate")
        and standing.party_code in codes
        and municipality_id in standing.municipality_ids
    }
    return tuple(found.items())

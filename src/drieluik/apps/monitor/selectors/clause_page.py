"""What the page of one agreement shows of the monitor."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.monitor.pictures import describe_bars, describe_line, key_of
from drieluik.apps.monitor.policies import parties_to_judge_for
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.light_rows import EarlierLight, NormLight
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.norms import NormRow
from drieluik.apps.monitor.selectors.remarks import count_remarks
from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.apps.monitor.selectors.sparks import lines_of
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import without_figure
from drieluik.apps.organisations.actors import Actor
from drieluik.core.indicators import Indicator, indicator
from drieluik.core.norms import Light
from drieluik.reports.charts import Bar, Moment
from drieluik.reports.small_multiples import Panel


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
        lines: The figures per period that the small line in the overview is drawn of.
        n_remarks: How many remarks of parties stand beside the figure of the last period.
    """

    norm: NormRow
    now: NormLight | None
    card: Indicator | None
    history: tuple[tuple[str, NormLight], ...]
    replaced: tuple[tuple[CalculationRow, EarlierLight], ...]
    judging_for: tuple[tuple[int, str], ...]
    lines: tuple[Panel, ...]
    n_remarks: int

    @property
    def condition_card(self) -> Indicator | None:
        """The figure that decides whether the norm holds; None when it always does."""
        condition = stored(self.now.wording.text).condition if self.now else None
        return indicator(condition.indicator_id) if condition else None

    @property
    def has_total(self) -> bool:
        """Whether there is one figure of all together to draw over the periods."""
        return any(light.value is not None for _, light in self.history)

    @property
    def moments(self) -> list[Moment]:
        """The figure of the norm per period in its own rhythm, oldest first."""
        found = {
            light.period: Moment(light.period, light.value, light.low, light.high, light.incomplete)
            for _each, light in reversed(self.history)
            # what could not be measured yet is no unknown figure: it is left out
            if light.period and (light.value is not None or light.light != Light.NOT_MEASURABLE_YET)
        }
        return [found[period] for period in sorted(found)]

    @property
    def line_rows(self) -> list[tuple[str, list[tuple[str, Moment]]]]:
        """Each period of the lines with name and figure of each line."""
        names = [panel.name for panel in self.lines]
        rows = zip(*(panel.moments for panel in self.lines), strict=True)
        return [(row[0].period, list(zip(names, row, strict=True))) for row in rows]

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """The periods without a place among the moments, each with the reason, oldest first."""
        shown = {moment.period for moment in self.moments}
        found = {
            light.period or each: light.reason
            for each, light in reversed(self.history)
            if light.period not in shown
        }
        return sorted(found.items())

    @property
    def bars(self) -> list[Bar]:
        """The figure of each corporation in the last period."""
        return [
            Bar(
                party.party_name,
                party.value,
                party.low,
                party.high,
                without_figure(set_aside=party.set_aside)
                if party.missing or party.set_aside
                else _("nothing to measure"),
            )
            for party in (self.now.parties if self.now else ())
        ]

    @property
    def line_words(self) -> str:
        """What the line shows, in words."""
        return describe_line(self.card, self.moments) if self.card else ""

    @property
    def bar_words(self) -> str:
        """What the bars show, in words."""
        return describe_bars(self.card, self.bars) if self.card else ""

    @property
    def key(self) -> str:
        """Changes when a picture would change, so that browsers fetch it anew."""
        return key_of(self.moments, self.bars)[:12]

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

    @property
    def is_by_hand(self) -> bool:
        """Whether people set the light of one of the norms by hand."""
        return any(section.now and section.now.worked_out for section in self.sections)


def get_clause_page(*, actor: Actor, municipality_id: int, clause: ClauseRow) -> ClausePage:
    """Return the norms of an agreement, how they stand and how they stood."""
    sight = Sight(actor, municipality_id)
    lights = Lights(sight, [clause])
    period = lights.last_period
    standings = {
        each: {norm.wording.norm_id: norm for norm in lights.standing(clause, each).norms}
        for each in sorted({*lights.periods, period})
    }
    norms = lights.norms_of(clause.clause_id)
    bound = lights.bound_parties(clause.clause_id)
    said = count_remarks(sight)
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
                judging_for=tuple(
                    parties_to_judge_for(actor, municipality_id=municipality_id, bound=bound)
                )
                if judged
                else (),
                lines=lines_of(lights, now.wording, period)
                if now is not None and now.wording.indicator_id
                else (),
                n_remarks=said.get((told[-1][1].wording.indicator_id, period), 0),
            )
        )
    return ClausePage(
        clause=clause,
        period=period,
        light=lights.standing(clause, period).light,
        sections=tuple(sections),
        drafts=tuple(norm for norm in norms if norm.draft is not None),
    )

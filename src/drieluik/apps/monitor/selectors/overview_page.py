"""The overview as everybody with the same roles sees it, read and drawn once for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.safestring import SafeString

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.monitor.pictures import describe_panels, draw_spark
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.overview import Choice, Overview
from drieluik.apps.monitor.selectors.sparks import Spark, sparks_of
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor, Standing


@dataclass(frozen=True, slots=True)
class Way:
    """The way of the figure behind a light, drawn.

    Attributes:
        norm_id: Under which norm its figures stand, on the page of the agreement.
        drawn: Its lines; they hold nothing but numbers and our own marks.
        words: From where to where each line goes.
        whose: Whose lines these are, and from when until when.
    """

    norm_id: UUID
    drawn: SafeString
    words: str
    whose: str

    @classmethod
    def of(cls, spark: Spark) -> "Way":
        """Draw a way."""
        return cls(
            spark.norm_id,
            SafeString(draw_spark(spark.card, spark.panels, spark.norm)),
            describe_panels(spark.card, spark.panels),
            spark.whose,
        )


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The overview of a half-year, with what a page says around it.

    Attributes:
        found: The agreements with their lights.
        ways: By agreement the way of the figure that decides its light.
        periods: Half-years that can be chosen, in order.
        has_register: Whether there are agreements at all.
        has_figures: Whether anything was ever calculated.
    """

    found: Overview
    ways: Mapping[UUID, Way]
    periods: tuple[str, ...]
    has_register: bool
    has_figures: bool

    def narrowed_to(self, theme: str, light: str) -> "OverviewPage":
        """Return the page of one theme and one light; all of what is empty."""
        choice = replace(self.found.choice, theme=theme, light=light)
        return replace(self, found=self.found.narrowed_to(choice))


def get_overview(*, actor: Actor, municipality_id: int, asked: Choice, today: date) -> OverviewPage:
    """Return what was asked for; a half-year that is not known gives the one of the present."""

    def seen(period: str, party: str) -> OverviewPage:
        return _overview(actor.standings, municipality_id, period, party, today)

    page = seen("", "")
    period = asked.period if asked.period in page.periods else ""
    if period:
        page = seen(period, "")
    if asked.party:
        # of a party without a light there is nothing to remember
        known = asked.party in dict(page.found.parties)
        page = seen(period, asked.party) if known else _of_nobody(page, asked.party)
    return page.narrowed_to(asked.theme, asked.light)


@remembered
def _overview(
    standings: tuple[Standing, ...], municipality_id: int, period: str, party: str, today: date
) -> OverviewPage:
    """Read for whoever has these roles: nothing of it may differ by person."""
    sight = Sight(Actor(user_id=None, name="", standings=standings), municipality_id)
    lights = Lights(sight, on=today)
    found = Overview.of(lights, Choice(period or lights.last_period, party=party))
    sparks = sparks_of(lights, found.rows, found.choice.period, party)
    return OverviewPage(
        found,
        {clause_id: Way.of(spark) for clause_id, spark in sparks.items()},
        tuple(lights.periods or [lights.last_period]),
        has_register=bool(lights.clauses),
        has_figures=bool(lights.calculations),
    )


def _of_nobody(page: OverviewPage, party: str) -> OverviewPage:
    found = replace(page.found, rows=(), choice=replace(page.found.choice, party=party))
    return replace(page, found=found)

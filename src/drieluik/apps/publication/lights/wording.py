"""Words for lights: why one is not shown, and on what one rests."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.monitor.wording import LIGHTS, light_label
from drieluik.apps.publication.lights.open_now import ShownClause, ShownNorm
from drieluik.apps.publication.lights.rows import BY_HAND, CASES, JUDGED, MEASURED, NOTHING
from drieluik.core.flows import NotShown

_NOT_SHOWN = {
    NotShown.FEW: gettext_lazy(
        "Not shown: the light could tell something about a few households or dwellings."
    ),
    NotShown.PER_CORPORATION: gettext_lazy(
        "Not shown: this is about each corporation, and those figures are not public."
    ),
    NotShown.NO_RULES: gettext_lazy(
        "Not shown: for this kind of figure there are no rules yet that say what can be public."
    ),
    NotShown.INCOMPLETE: gettext_lazy("Not shown: not all figures are there yet."),
}
_RESTS_ON = {
    MEASURED: gettext_lazy(
        "Measured. A few households or dwellings more or fewer would give the same light."
    ),
    CASES: gettext_lazy(
        "Measured over separate cases, so chance plays a part. A few more or fewer would give the "
        "same light."
    ),
    JUDGED: gettext_lazy("Not measured: this is what the parties say of their own effort."),
    BY_HAND: gettext_lazy("The parties set this light themselves instead of the calculated one."),
    NOTHING: gettext_lazy("There is no figure yet, or not every party has judged its own effort."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list of lights: of an agreement, or of one of its norms.

    Attributes:
        light: The light; empty when it is not shown.
        label: Its name, or that it is not shown.
        about: What it is about.
        quotation: The words of the agreement it leans on; empty when these no longer stand there.
        certainty: How certain it is, or why it is not shown.
        since: Since which half-year; empty when it is not shown.
        period: Of the figure; empty without one.
        figure_id: The figure; empty when people judge.
    """

    light: str
    label: str
    about: str
    quotation: str
    certainty: str
    since: str
    period: str
    figure_id: str


def norm_line(one: ShownNorm) -> Line:
    """Return a norm in words."""
    norm = one.norm
    shown = not norm.not_shown
    return Line(
        light=norm.light,
        label=light_label(norm.light) if shown else _("Not shown"),
        about=norm.figure_nl or _("What the parties did themselves"),
        quotation=norm.quotation,
        certainty=str(_RESTS_ON[norm.rests_on] if shown else _NOT_SHOWN[NotShown(norm.not_shown)]),
        since=one.since,
        period=norm.period,
        figure_id=norm.figure_id,
    )


def clause_label(one: ShownClause) -> str:
    """Return the name of the light of an agreement; that it is not told when it is not."""
    return light_label(one.light) if one.light else _("Not shown")


def counts(clauses: Iterable[ShownClause]) -> list[tuple[str, str, int]]:
    """Return light, name and number of agreements, from what needs most care; last not shown."""
    lights = [one.light for one in clauses]
    found = [(each, light_label(each), lights.count(each)) for each in LIGHTS]
    found.append(("", _("Not shown"), lights.count("")))
    return [row for row in found if row[2]]


def not_shown_words(reason: str) -> str:
    """Return why lights are not shown."""
    return str(_NOT_SHOWN[NotShown(reason)])

"""A signal as pages and the API show it, as far as the reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.decisions.selectors.places import Place
from drieluik.apps.monitor.wording import light_label


@dataclass(frozen=True, slots=True)
class FactRow:
    """What the light said over a half-year."""

    period: str
    light: str
    told: str
    noted_at: datetime

    @property
    def sentences(self) -> list[str]:
        """The words, one part per norm."""
        return self.told.split("\n")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How a party explains it; ``party_id`` to see who has not answered yet."""

    party_id: int
    party_code: str
    party: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ActRow:
    """That it was closed or opened again, with the reason; empty when that is not for the reader."""

    act: str
    label: str
    reason: str
    by: str
    at: datetime
    talk_id: UUID | None


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A signal with everything that was said and done about it.

    Attributes:
        clause: The agreement in its newest words.
        asked: Id, code and name of the parties of whom an explanation is asked.
        facts: What the light said, oldest first.
        answers: Explanations, oldest first; empty when they are not for the reader.
        acts: Closings and reopenings, oldest first.
        places: Agendas it stands on, with what was decided there.
    """

    signal_id: UUID
    clause: ClauseRow
    kind: str
    kind_label: str
    is_open: bool
    created_at: datetime
    asked: tuple[tuple[int, str, str], ...]
    facts: tuple[FactRow, ...]
    answers: tuple[AnswerRow, ...]
    acts: tuple[ActRow, ...]
    places: tuple[Place, ...]

    @property
    def now(self) -> FactRow:
        """What the light said last."""
        return self.facts[-1]

    @property
    def raised(self) -> list[FactRow]:
        """What the light said while it was as bad as when the signal came."""
        return [fact for fact in self.facts if fact.light == self.facts[0].light]

    @property
    def first_period(self) -> str:
        """The half-year over which it came."""
        return self.facts[0].period

    @property
    def last_period(self) -> str:
        """The last half-year over which it was still so."""
        return self.raised[-1].period

    @property
    def has_recovered(self) -> bool:
        """Tell whether the light is another one by now."""
        return self.now.light != self.facts[0].light

    @property
    def since(self) -> str:
        """Say how it is now when that is otherwise than when the signal came; empty when not."""
        if not self.has_recovered:
            return ""
        facts = self.facts[len(self.facts) - self._n_since :]
        words = {
            ("breach", "on_course"): _("On course again since %(period)s."),
            ("missing", "on_course"): _(
                "No figures are waited for any more; on course since %(period)s."
            ),
        }
        told = words.get((self.kind, self.now.light), _("%(light)s since %(period)s."))
        return told % {"period": facts[0].period, "light": light_label(self.now.light)}

    @property
    def _n_since(self) -> int:
        """How many of the last facts have the light of now."""
        others = (at for at, one in enumerate(reversed(self.facts)) if one.light != self.now.light)
        return next(others, len(self.facts))

    @property
    def waits_for(self) -> list[tuple[int, str]]:
        """Id and name of the parties that were asked and did not explain anything yet."""
        answered = {answer.party_id for answer in self.answers}
        return [(one, name) for one, _code, name in self.asked if one not in answered]

    @property
    def only_waits(self) -> bool:
        """Whether figures are waited for and nothing else was said or done about it."""
        said = self.answers or self.places or self.acts or self.has_recovered
        return self.kind == "missing" and not said

    @property
    def anchor(self) -> str:
        """Its place on the page of all signals."""
        return f"signaal-{self.signal_id}"


@dataclass(frozen=True, slots=True)
class Awaited:
    """Signals that wait for figures of the same parties over the same half-year."""

    period: str
    names: tuple[str, ...]
    rows: tuple[SignalRow, ...]


def group_awaited(rows: Iterable[SignalRow]) -> list[Awaited]:
    """Put signals that only wait for figures together by half-year and parties, newest first."""
    found: dict[tuple[str, tuple[str, ...]], list[SignalRow]] = {}
    for row in rows:
        names = tuple(name for _id, _code, name in row.asked)
        found.setdefault((row.last_period, names), []).append(row)
    return [
        Awaited(period, names, tuple(found[period, names]))
        for period, names in sorted(found, key=lambda key: key[0], reverse=True)
    ]

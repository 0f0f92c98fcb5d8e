"""What is otherwise between two editions of a report, from the values that each holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from drieluik.apps.monitor.wording import light_label, part_names, written
from drieluik.core.indicators import ALL, indicator

_Held = Mapping[str, Any]
_Place = tuple[str, str, str | None, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A light or a figure that is otherwise; None where it was or is not there.

    Attributes:
        clause: Number of the agreement, for a light; empty for a figure.
        place: Indicator, period, code of the corporation and part, for a figure.
        then: The light or figure in the earlier edition.
        now: The same in the later one.
        is_gone: Whether the later edition does not hold the figure. Then its number is not repeated:
            perhaps readers may not see it any more, or a public table hides it.
    """

    clause: str
    place: _Place | None
    then: str | float | None
    now: str | float | None
    is_gone: bool = False

    def told(self, names: Mapping[str, str]) -> tuple[str, str, str]:
        """Return it in words: about what, what it was and what it is.

        Args:
            names: Names of parties by code.
        """
        if self.place is None:
            about = _("Light of agreement %(number)s") % {"number": self.clause}
            return about, _light(self.then), _light(self.now)
        indicator_id, period, code, part = self.place
        card = indicator(indicator_id)
        words = [card.name_nl, period, names.get(code, code) if code else _("all together")]
        if part != ALL:
            words.append(part_names(card).get(part, part))
        about = ", ".join(words)
        if self.is_gone:
            return about, _("not repeated here"), _("not in this edition")
        return about, _figure(indicator_id, self.then), _figure(indicator_id, self.now)


def differences(then: _Held, now: _Held) -> Iterator[Difference]:
    """Yield what is otherwise: the lights first, then the figures, each in the order of the report.

    Args:
        then: What the earlier edition holds: ``lichten`` and ``cijfers``.
        now: What the later edition holds.
    """
    was, lights = _lights(then), _lights(now)
    for number in dict.fromkeys([*lights, *was]):
        if was.get(number) != lights.get(number):
            yield Difference(number, None, was.get(number), lights.get(number))
    before, figures = _figures(then), _figures(now)
    for place in dict.fromkeys([*figures, *before]):
        if place not in figures:
            yield Difference("", place, None, None, is_gone=True)
        elif before.get(place) != figures[place]:
            yield Difference("", place, before.get(place), figures[place])


def _lights(held: _Held) -> dict[str, str]:
    return {row["afspraak"]: row["licht"] for row in held["lichten"]}


def _figures(held: _Held) -> dict[_Place, float | None]:
    return {
        (row["indicator"], row["periode"], row["corporatie"], row["onderdeel"]): row["waarde"]
        for row in held["cijfers"]
    }


def _light(value: str | float | None) -> str:
    return light_label(str(value)) if value else _("no light")


def _figure(indicator_id: str, value: str | float | None) -> str:
    if value is None:
        return _("unknown")
    return written(float(value), indicator(indicator_id).unit)

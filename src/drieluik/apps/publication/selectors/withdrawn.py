"""What everybody could see and sees no more, with the day and the words that are for everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.publication.lights.open_now import list_withdrawn_lights
from drieluik.apps.publication.open_layers.open_now import list_layers_taken_off
from drieluik.apps.publication.selectors.names import left_out
from drieluik.apps.releases.selectors import WithdrawnFigures, list_withdrawn


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that was taken off the site; ``told`` is empty when nobody wrote words for it.

    Attributes:
        kind: ``figures``, ``lights`` or ``layer``.
        what: What it was, in words.
        period: The half-year; empty for a layer.
        public_on: Since when it was public.
        gone_on: When it was taken off.
        told: Why, in words for everybody.
    """

    kind: str
    what: str
    period: str
    public_on: date
    gone_on: date
    told: str


def list_gone_figures(*, municipality_id: int) -> list[Gone]:
    """Return the figures that were withdrawn, the last ones first."""
    clean = left_out(municipality_id)
    return [_figures(one, clean) for one in list_withdrawn(municipality_id=municipality_id)]


def list_gone(*, municipality_id: int) -> list[Gone]:
    """Return the figures, lights and layers that were taken off, the last ones first."""
    lights = [
        Gone(
            "lights",
            _("Lights of agreements"),
            one.period,
            _day(one.opened_at),
            _day(one.withdrawn_at),
            one.reason,
        )
        for one in list_withdrawn_lights(municipality_id=municipality_id)
    ]
    layers = [
        Gone(
            "layer",
            _("Map layer: %(name)s") % {"name": one.title},
            "",
            _day(one.confirmed_at),
            _day(one.taken_off_at),
            one.reason,
        )
        for one in list_layers_taken_off(municipality_id=municipality_id)
        if one.confirmed_at and one.taken_off_at
    ]
    rows = [*list_gone_figures(municipality_id=municipality_id), *lights, *layers]
    return sorted(rows, key=lambda one: one.gone_on, reverse=True)


def _figures(one: WithdrawnFigures, clean: Callable[[str], str]) -> Gone:
    return Gone(
        kind="figures",
        what=", ".join(one.names),
        period=one.period,
        public_on=_day(one.published_at),
        gone_on=_day(one.withdrawn_at),
        told=clean(one.told),
    )


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)

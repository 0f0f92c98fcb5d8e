"""From several lights to one: the gravest counts, or one is enough."""

from collections.abc import Iterable

from drieluik.core.norms.norm import Light

_WORST_FIRST = (
    Light.OFF_COURSE,
    Light.UNKNOWN,
    Light.ATTENTION,
    Light.NOT_MEASURABLE_YET,
    Light.ON_COURSE,
)
_BEST_FIRST = (
    Light.ON_COURSE,
    Light.UNKNOWN,
    Light.NOT_MEASURABLE_YET,
    Light.ATTENTION,
    Light.OFF_COURSE,
)
"""Where one is enough, what is not known yet may still be the one that is reached."""


def worst(lights: Iterable[Light]) -> Light:
    """Return the gravest light; without lights nothing can be measured yet.

    Examples:
        >>> worst([Light.ON_COURSE, Light.UNKNOWN, Light.ATTENTION])
        <Light.UNKNOWN: 'unknown'>
    """
    return _first(_WORST_FIRST, lights)


def clause_light(lights: Iterable[tuple[Light, str | None]]) -> Light:
    """Return the light of an agreement with several norms.

    Norms that share a name count as one: of them the best counts. Of what is left the gravest.

    Args:
        lights: Of every norm its light and the name it shares with others (``Norm.one_of``).

    Examples:
        >>> clause_light([(Light.OFF_COURSE, "energie"), (Light.ON_COURSE, "energie")])
        <Light.ON_COURSE: 'on_course'>
        >>> clause_light([(Light.OFF_COURSE, "energie"), (Light.UNKNOWN, "energie"),
        ...     (Light.ATTENTION, None)])
        <Light.UNKNOWN: 'unknown'>
    """
    alone: list[Light] = []
    shared: dict[str, list[Light]] = {}
    for light, name in lights:
        alone.append(light) if name is None else shared.setdefault(name, []).append(light)
    return worst([*alone, *(_first(_BEST_FIRST, found) for found in shared.values())])


def _first(order: tuple[Light, ...], lights: Iterable[Light]) -> Light:
    present = set(lights)
    return next((light for light in order if light in present), Light.NOT_MEASURABLE_YET)

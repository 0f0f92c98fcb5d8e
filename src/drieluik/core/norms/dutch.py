"""Figures, days and lights in Dutch, both ways: read strictly, written plainly."""

import re
from datetime import date

from drieluik.core.norms.norm import Light, Measure

LIGHTS_NL = {
    Light.ON_COURSE: "op koers",
    Light.ATTENTION: "aandacht",
    Light.OFF_COURSE: "niet op koers",
    Light.UNKNOWN: "onbekend",
    Light.NOT_MEASURABLE_YET: "nog niet te meten",
}

_NUMBER = r"(?P<number>\d+(?:,\d+)?)"
_FIGURES = {
    Measure.SHARE: re.compile(rf"{_NUMBER}\s?%"),
    Measure.EUR: re.compile(rf"(?:EUR|€)\s?{_NUMBER}"),
    Measure.NUMBER: re.compile(_NUMBER),
}
_MARGINS = {
    Measure.SHARE: re.compile(rf"{_NUMBER} procentpunt(?:en)?"),
    Measure.EUR: re.compile(rf"(?:EUR|€)\s?{_NUMBER}"),
    Measure.NUMBER: re.compile(_NUMBER),
}
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")


def read_figure(text: str) -> tuple[float, Measure] | None:
    """Read ``92,5%``, ``EUR 125,50`` or ``12``; None when it is written otherwise.

    A point is refused on purpose: in ``1.234`` it can mean two things.
    """
    return _read(text, _FIGURES)


def read_margin(text: str) -> tuple[float, Measure] | None:
    """Read ``5 procentpunt``, ``EUR 10`` or ``3``; None when it is written otherwise."""
    return _read(text, _MARGINS)


def read_figure_in(measure: Measure, text: str) -> float | None:
    """Read a figure for which the unit is known, so that it may be left out.

    Examples:
        >>> read_figure_in(Measure.SHARE, "90"), read_figure_in(Measure.SHARE, "90%")
        (0.9, 0.9)
        >>> read_figure_in(Measure.SHARE, "EUR 90") is None
        True
    """
    return _in_unit(measure, read_figure(text))


def read_margin_in(measure: Measure, text: str) -> float | None:
    """Read a margin for which the unit is known; of a share ``5%`` means 5 procentpunt."""
    return _in_unit(measure, read_margin(text) or read_figure(text))


def _in_unit(measure: Measure, found: tuple[float, Measure] | None) -> float | None:
    if found is None or found[1] not in (measure, Measure.NUMBER):
        return None
    is_bare_share = measure is Measure.SHARE and found[1] is Measure.NUMBER
    return round(found[0] / 100, 12) if is_bare_share else found[0]


def read_day(text: str) -> date | None:
    """Read ``31-12-2021``; None when it is no day."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def figure_nl(value: float, measure: Measure) -> str:
    """Write a figure for people, rounded.

    Examples:
        >>> figure_nl(0.925, Measure.SHARE), figure_nl(1234.5, Measure.EUR)
        ('92,5%', '€ 1.234,50')
    """
    if measure is Measure.SHARE:
        return f"{_trimmed(value * 100, 1)}%"
    if measure is Measure.EUR:
        return f"€ {_grouped(value, 2)}"
    return _trimmed(value, 1)


def exact_nl(value: float, measure: Measure) -> str:
    """Write a figure so that ``read_figure`` reads the same value again."""
    if measure is Measure.SHARE:
        return f"{_exact(value * 100)}%"
    return f"EUR {_exact(value)}" if measure is Measure.EUR else _exact(value)


def margin_nl(value: float, measure: Measure) -> str:
    """Write a margin so that ``read_margin`` reads the same value again."""
    if measure is Measure.SHARE:
        return f"{_exact(value * 100)} procentpunt"
    return exact_nl(value, measure)


def day_nl(day: date) -> str:
    """Write a day as ``31-12-2021``."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def _read(text: str, forms: dict[Measure, re.Pattern[str]]) -> tuple[float, Measure] | None:
    for measure, form in forms.items():
        if match := form.fullmatch(text.strip()):
            number = float(match["number"].replace(",", "."))
            return (round(number / 100, 12) if measure is Measure.SHARE else number), measure
    return None


def _exact(value: float) -> str:
    plain = f"{round(value, 10):.10f}".rstrip("0").rstrip(".")
    return plain.replace(".", ",")


def _grouped(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _trimmed(value: float, digits: int) -> str:
    written = _grouped(value, digits)
    return written.removesuffix("," + "0" * digits)

"""Moments in a text: quarters, halves, seasons, months, and "doorlopend"."""

import re
from dataclasses import dataclass
from functools import cache

from drieluik.core.documents.interpretation.vocabulary import words

_NEAR_THE_END = 48


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as written, and the half-open period of ISO dates it means when that is known."""

    text: str
    start: int
    end: int
    period: tuple[str, str] | None


def moments(text: str, year: int | None = None) -> tuple[Moment, ...]:
    """Find the moments in a text, in order.

    Args:
        text: Any Dutch text.
        year: Year meant when a moment has none of its own.

    Examples:
        >>> [moment.text for moment in moments("Concept gereed (Q3/ Q4 2020), daarna doorlopend")]
        ['Q3/Q4 2020', 'doorlopend']
        >>> moments("eerste helft 2020")[0].period
        ('2020-01-01', '2020-07-01')
    """
    return tuple(
        Moment(_as_written(found.group(0)), found.start(), found.end(), _period(found, year))
        for found in _pattern().finditer(text)
    )


def closing_moments(text: str, year: int | None = None) -> tuple[Moment, ...]:
    """The moments with which a step is dated: those at its end, or else all in it."""
    found = moments(text, year)
    for sign in (r"\s[–-]\s", r"\("):
        signs = list(re.finditer(sign, text))
        tail = tuple(
            one for one in found if signs and one.start >= signs[-1].start() and _closes(text, one)
        )
        if tail:
            return tail
    return found


def _closes(text: str, moment: Moment) -> bool:
    return len(text) - moment.start <= _NEAR_THE_END


def _as_written(text: str) -> str:
    return re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", text)).strip()


@cache
def _pattern() -> re.Pattern[str]:
    ordinals = "|".join(words()["ordinals"])
    months = "|".join(words()["months"])
    seasons = "|".join(words()["seasons"])
    year = r"(?:\s+(?:van\s+)?(?P<{}>20\d\d))"
    return re.compile(
        rf"\b[QK](?P<q>[1-4])(?:\s*(?:/|-|–|t/m|tot en met)\s*[QK]?(?P<q2>[1-4])\b)?{year.format('yq')}?"
        rf"|\b(?P<ord>{ordinals})\s+(?P<part>kwartaal|helft){year.format('yo')}?"
        rf"|\b(?P<season>{seasons}){year.format('ys')}"
        rf"|\b(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{months}){year.format('ym')}"
        rf"|\b(?P<always>doorlopend)\b",
        re.IGNORECASE,
    )


def _period(found: re.Match[str], default_year: int | None) -> tuple[str, str] | None:
    part = found.groupdict()
    written = part["yq"] or part["yo"] or part["ys"] or part["ym"]
    year = int(written) if written else default_year
    if year is None or part["always"]:
        return None
    first, until = _months(part)
    return _first_day(year, first), _first_day(year, until)


def _months(part: dict[str, str | None]) -> tuple[int, int]:
    """First month and the month after the last, within the year."""
    if part["q"]:
        first = int(part["q"])
        return 3 * first - 2, 3 * int(part["q2"] or first) + 1
    if part["ord"]:
        size = 3 if str(part["part"]).lower() == "kwartaal" else 6
        nth = min(int(words()["ordinals"][part["ord"].lower()]), 12 // size)
        return size * (nth - 1) + 1, size * nth + 1
    if part["season"]:
        span: list[int] = words()["seasons"][part["season"].lower()]
        return span[0], span[1]
    month = int(words()["months"][str(part["month"]).lower()])
    return month, month + 1


def _first_day(year: int, month: int) -> str:
    return f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}-01"


def iso_day(text: str) -> str | None:
    """The first full date in a text ("1 januari 2019") as ISO; None when there is none.

    Examples:
        >>> iso_day("Ingangsdatum: 1 januari 2019")
        '2019-01-01'
    """
    months: dict[str, int] = words()["months"]
    found = re.search(rf"\b(\d{{1,2}})\s+({'|'.join(months)})\s+(\d{{4}})\b", text, re.IGNORECASE)
    if found:
        day, month, year = int(found.group(1)), months[found.group(2).lower()], found.group(3)
        return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else None
    found = re.search(r"\b(\d{1,2})-(\d{1,2})-(\d{4})\b", text)
    if found and int(found.group(2)) <= 12:
        return f"{found.group(3)}-{int(found.group(2)):02d}-{int(found.group(1)):02d}"
    return None

"""School holidays and other days without meetings, read from a file that somebody supplies."""

from datetime import timedelta
from typing import Any

from drieluik.core.cycle.rules.days_off import FreePeriod
from drieluik.core.cycle.rules.reading import RuleFileError
from drieluik.core.parameters import (
    DatedFileError,
    checked_of,
    day_of,
    exactly,
    mapping_of,
    source_of,
    text_of,
)

_FILE_KEYS = {"source", "checked", "periods"}
_PERIOD_KEYS = {"name_nl", "first", "last"}


def read_free_periods(text: str, file_name: str = "vrije dagen") -> tuple[FreePeriod, ...]:
    """Read a YAML file of periods without meetings, with its source.

    Args:
        text: Content: ``source``, ``checked`` and ``periods``, each with a name, first and last day.
        file_name: Named in every message.

    Raises:
        RuleFileError: The file breaks the form; the message says where.

    Examples:
        >>> read_free_periods('''
        ... source: {law: Verzonnen voor dit voorbeeld}
        ... checked: {by: test, date: 2026-01-01}
        ... periods: [{name_nl: vakantie, first: 2026-02-14, last: 2026-02-22}]
        ... ''')[0].until_on
        datetime.date(2026, 2, 23)
    """
    try:
        content = mapping_of(text)
        exactly(content, _FILE_KEYS, _FILE_KEYS, "het bestand")
        source_of(content["source"], "het bestand")
        checked_of(content["checked"], "het bestand")
        if not isinstance(content["periods"], list):
            raise DatedFileError("periods is geen lijst")
        return tuple(_period(entry) for entry in content["periods"])
    except DatedFileError as fault:
        raise RuleFileError(f"{file_name}: {fault}") from fault


def _period(entry: Any) -> FreePeriod:
    exactly(entry, _PERIOD_KEYS, _PERIOD_KEYS, "een periode")
    name = text_of(entry["name_nl"], "name_nl")
    first, last = day_of(entry["first"], name), day_of(entry["last"], name)
    if last < first:
        raise DatedFileError(f"{name} eindigt voor het begin")
    return FreePeriod(name, first, last + timedelta(days=1))

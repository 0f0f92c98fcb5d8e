"""Days and times that programmes send: only as they are written, never guessed from a number.

Left to itself, the framework takes a number for seconds since 1970: ``20210131`` for a last day
became a day in 1970, and ``930`` for a time a quarter past midnight.
"""

import re
from datetime import date, time
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")


def _written_day(given: Any) -> Any:
    if isinstance(given, date) or (isinstance(given, str) and _DAY.fullmatch(given)):
        return given
    raise PydanticCustomError("day", "{reason}", {"reason": _("Write a day as 2021-01-31.")})


def _written_clock(given: Any) -> Any:
    if isinstance(given, time) or (isinstance(given, str) and _CLOCK.fullmatch(given)):
        return given
    raise PydanticCustomError("clock", "{reason}", {"reason": _("Write a time as 09:30.")})


Day = Annotated[date, BeforeValidator(_written_day)]
"""A day as ``2021-01-31``."""
Clock = Annotated[time, BeforeValidator(_written_clock)]
"""A time of a day as ``09:30``."""

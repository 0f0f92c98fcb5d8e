"""Reading iCalendar files back with a library other than the one that writes them."""

from typing import Any

import vobject

_KEPT = vars(vobject.icalendar)["__tzidMap"]


def read_calendar(content: bytes) -> Any:
    """Parse a file by its own time zones: vobject keeps those of an earlier file otherwise."""
    _KEPT.pop("Europe/Amsterdam", None)
    return vobject.readOne(content.decode())

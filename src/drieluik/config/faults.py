"""What is wrong with a part of a question to the API, in the words of people.

Comes in: an error of the library that reads questions, with its kind and what was asked. Goes out:
one sentence. What we refuse ourselves has its own words already, and no kind or one of our own.
"""

from collections.abc import Mapping
from typing import Any, get_args

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic_core import core_schema

_ELSE = _("This is not right.")
_KNOWN = frozenset(get_args(core_schema.ErrorType))
_WORDS = {
    "missing": _("This is missing."),
    "json_invalid": _("This is no JSON."),
    "extra_forbidden": _("This is not asked."),
    "literal_error": _("Choose one of: {expected}."),
    "enum": _("Choose one of: {expected}."),
    "greater_than": _("This must be more than {gt}."),
    "greater_than_equal": _("This must be {ge} or more."),
    "less_than": _("This must be less than {lt}."),
    "less_than_equal": _("This must be {le} or less."),
    "string_pattern_mismatch": _ELSE,
    "string_too_long": _("This may have {max_length} characters at most."),
    "string_too_short": _("This must have {min_length} characters at least."),
    "too_long": _("There may be {max_length} at most."),
    "too_short": _("There must be {min_length} at least."),
}
_BY_FAMILY = {
    "bool": _("Write true or false."),
    "date": _("Write a day as 2021-01-31."),
    "datetime": _("Write a moment as 2021-01-31T09:30:00Z."),
    "decimal": _("Write a number, with a point before the decimals."),
    "finite": _("Write a number, with a point before the decimals."),
    "float": _("Write a number, with a point before the decimals."),
    "int": _("Write a whole number."),
    "list": _("Give a list."),
    "model": _("Give named fields."),
    "string": _("Write text."),
    "time": _("Write a time as 09:30."),
    "timezone": _("Write a moment as 2021-01-31T09:30:00Z."),
    "uuid": _("This is no id."),
}
"""By the first word of the kind."""


def reason_of(error: Mapping[str, Any]) -> str:
    """Return why a part of a question is not right."""
    kind = str(error.get("type", ""))
    if kind not in _KNOWN:
        return str(error["msg"])
    words = _WORDS.get(kind) or _BY_FAMILY.get(kind.partition("_")[0], _ELSE)
    asked = {name: _either(value) for name, value in error.get("ctx", {}).items()}
    return str(format_lazy(words, **asked))


def _either(value: Any) -> str:
    """Return what was asked, as it reads: the library joins choices in English."""
    return str(value).replace(" or ", ", ")

"""Reading a register file: either the whole register, or every fault with its place in the file."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from drieluik.apps.agreements.exchange.form import RegisterFile
from drieluik.core.documents.texts import MOST_LINES

MAX_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be used, and where: a JSON path such as ``$.versions[0].number``."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def read_register_file(content: bytes) -> RegisterFile | list[Fault]:
    """Return the register in the file, or all that is wrong with its form."""
    if len(content) > MAX_BYTES:
        return [Fault("$", _("This file is larger than 100 MB."))]
    try:
        return RegisterFile.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        return [
            Fault(json_path(*found["loc"]), _message(found))
            for found in error.errors(include_url=False)
        ]


def json_path(*steps: str | int) -> str:
    """Return a place in the file as a JSON path."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _message(found: ErrorDetails) -> str:
    kind, context = found["type"], found.get("ctx", {})
    longer = _("This is longer than %(most)s signs.") % {"most": context.get("max_length", "")}
    exact = {
        "missing": _("This is missing."),
        "extra_forbidden": _("This name is not known here."),
        "json_invalid": _("This is no readable JSON (line:column %(place)s).")
        % {"place": ":".join(re.findall(r"\d+", str(context.get("error", "")))[-2:])},
        "too_short": _("This cannot be empty."),
        "too_many_lines": _("This text has more than %(most)s lines.") % {"most": MOST_LINES},
        "too_long": longer,
        "string_too_long": longer,
        "literal_error": _("This is not one of the known words: %(words)s.")
        % {"words": context.get("expected", "").replace(" or ", ", ")},
        "timezone_aware": _("This moment lacks its time zone."),
        "value_error": _("This text holds a sign that cannot be kept."),
        "string_pattern_mismatch": _("This is no quarter such as 2020-Q1."),
        "greater_than_equal": _("This number is too small."),
        "less_than_equal": _("This number is too large."),
    }
    families = {
        "string": _("This has to be a text."),
        "int": _("This has to be a whole number."),
        "uuid": _("This is no id (UUID)."),
        "date": _("This is no day such as 2020-12-31."),
        "datetime": _("This is no moment such as 2020-12-31T12:00:00Z."),
        "list": _("This has to be a list."),
        "tuple": _("This has to be a pair of numbers."),
        "model": _("This has to be an object with names and values."),
    }
    family = families.get(kind.partition("_")[0], _("This cannot be used."))
    return exact.get(kind, family)

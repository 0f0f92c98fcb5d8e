"""The questionnaire about the process: a few statements and a scale, the same for every party."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement that a party agrees or disagrees with."""

    key: str
    words: "_StrPromise"


STATEMENTS = (
    Statement("in_time", _("We had the papers early enough to talk them over.")),
    Statement("understandable", _("What we had to decide about was written in plain words.")),
    Statement("heard", _("What we brought in was seriously talked about.")),
    Statement("equal", _("The three parties decided as equals.")),
    Statement("kept", _("What we decided together was done.")),
)
SCALE = (
    (1, _("Not at all")),
    (2, _("Hardly")),
    (3, _("Partly")),
    (4, _("Largely")),
    (5, _("Completely")),
)
"""From low to high; a statement may be left open, which is no answer and counts as none."""

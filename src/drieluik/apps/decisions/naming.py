"""How meetings and decisions are called, wherever they are named."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions.models import Meeting


def meeting_name(meeting: Meeting) -> str:
    """Return ``Bestuurlijk Overleg van 12 maart 2020``."""
    day = formats.date_format(timezone.localdate(meeting.starts_at), "j F Y")
    return _("%(kind)s of %(day)s") % {"kind": meeting.get_kind_display(), "day": day}


def decision_name(meeting: Meeting, number: int) -> str:
    """Return ``Besluit 2, Bestuurlijk Overleg van 12 maart 2020``."""
    return _("Decision %(number)s, %(meeting)s") % {
        "number": number,
        "meeting": meeting_name(meeting),
    }

"""Delegations told to people: how long, how it stands, and the rules."""

from django.utils import formats
from django.utils.translation import gettext as _

from drieluik.apps.agreements.delegating.rows import Delegation, Holds


def period_label(row: Delegation) -> str:
    """Say from when until when it counts."""
    first = formats.date_format(row.from_on, "j F Y")
    if row.last_day is None:
        return _("from %(first)s until the decision") % {"first": first}
    last = formats.date_format(row.last_day, "j F Y")
    return _("from %(first)s up to and including %(last)s") % {"first": first, "last": last}


def holds_label(row: Delegation) -> str:
    """Say in a few words how it stands."""
    return {
        Holds.NOW: _("counts now"),
        Holds.LATER: _("begins later"),
        Holds.OVER: _("the last day is over"),
        Holds.ENDED: _("ended by %(name)s") % {"name": row.ended_by},
        Holds.DECIDED: _("the proposal is closed"),
        Holds.NO_DELEGATE: _("lapsed: %(name)s is no longer a delegate") % {"name": row.lapsed},
    }[row.holds]


def rules() -> list[str]:
    """Explain who may speak for a party while a delegate is replaced."""
    return [
        _("Only another delegate of the same party can speak in your place."),
        _(
            "While somebody speaks in your place, you do not give positions yourself. Take your "
            "voice back if you want to speak; then the newest position counts."
        ),
        _("A position in your place shows both names, and always will."),
        _(
            "Nobody passes on what was passed on: whoever speaks for you does not let a third "
            "person do it."
        ),
        _(
            "Approvals inside the party are not passed on. Neither whoever gave a position nor "
            "whoever it was given for approves it too."
        ),
        _("It ends by itself when one of the two is no longer a delegate of the party."),
    ]

"""What the states of a table mean for people: why something is closed, and how to get back in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from drieluik.apps.deliveries.selectors.rounds import STATES


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state in words: its name, how it is shown, what it means and how one goes on."""

    state: str
    label: str
    kind: str
    meaning: str


_KINDS = {
    "under_way": "busy",
    "draft": "busy",
    "findings": "open",
    "to_sign": "open",
    "signed": "step",
    "accepted": "done",
    "refused": "refused",
    "not_applicable": "replaced",
}


def words_of_states() -> dict[str, StateWords]:
    """Return every state of a table in words, in the order in which they come."""
    labels, meanings = _labels(), _meanings()
    return {
        state: StateWords(state, labels[state], _KINDS.get(state, ""), meanings[state])
        for state in STATES
    }


def _labels() -> dict[str, str]:
    return {
        "not_started": _("Not started"),
        "under_way": _("Being prepared"),
        "draft": _("Draft"),
        "findings": _("Findings"),
        "to_sign": _("To sign"),
        "signed": _("Signed"),
        "accepted": _("Accepted"),
        "refused": _("Sent back"),
        "not_applicable": _("n/a"),
    }


def _meanings() -> dict[str, str]:
    return {
        "not_started": _(
            "Nothing was handed in yet for this table. The corporation downloads its workbook."
        ),
        "under_way": _(
            "The corporation is at work. How far exactly is seen by the corporation itself only."
        ),
        "draft": _("A workbook came in and is being checked, or its check broke off."),
        "findings": _("Something on this sheet must be put right or confirmed with a reason."),
        "to_sign": _(
            "Nothing on this sheet holds up signing. The controller signs the workbook as a whole."
        ),
        "signed": _(
            "The figures are closed since the signature; the municipality decides. A mistake? The "
            "corporation hands in a corrected workbook."
        ),
        "accepted": _(
            "The figures count in the monitor. A mistake? The corporation hands in a corrected "
            "workbook; the older figures count until that one is accepted."
        ),
        "refused": _(
            "The municipality sent it back with a reason. The corporation hands in a corrected "
            "workbook for the same half-year."
        ),
        "not_applicable": _(
            "The corporation recorded that it does not deliver this table. Nobody waits for it; the "
            "corporation can let it apply again."
        ),
    }

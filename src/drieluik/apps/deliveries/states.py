"""What each state means for people: why something is closed, and how to get back in."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.deliveries.selectors.sent_back import still_to_come
from drieluik.core.tables import table

State, Verdict = Delivery.State, Acceptance.Verdict


@dataclass(frozen=True, slots=True)
class StateSentence:
    """A state in words.

    Attributes:
        label: Two or three words.
        kind: How it is shown: ``open``, ``busy``, ``step``, ``done``, ``refused``, ``replaced``.
        meaning: What is the matter, in one sentence.
        way_on: What can be done now, and by whom.
    """

    label: str
    kind: str
    meaning: str
    way_on: str


def describe_state(delivery: Delivery) -> StateSentence:
    """Say what the state of a delivery means and what comes next."""
    if delivery.state == State.CHECKED:
        return _checked(delivery)
    if delivery.state == State.SIGNED:
        return _signed(delivery)
    kind, meaning, way_on = {
        State.UPLOADED: (
            "busy",
            _("The file has been received and waits for its check."),
            _("You need not wait on this page: the check goes on."),
        ),
        State.CHECKING: (
            "busy",
            _("The file is being checked, cell by cell."),
            _("You need not wait on this page: the check goes on."),
        ),
        State.INTERRUPTED: (
            "refused",
            _("The check broke off because of a fault in Drieluik. The file has been kept."),
            _("Start the check again, or hand in the file anew."),
        ),
        State.WITHDRAWN: (
            "replaced",
            _("Your organisation has withdrawn this delivery; it no longer counts."),
            _("Hand in a new workbook for this period to go on."),
        ),
        State.REPLACED: (
            "replaced",
            _("A newer delivery has taken the place of this one. It has been kept and is closed."),
            _("Go on with the newer delivery."),
        ),
        State.SET_ASIDE: (
            "refused",
            _(
                "This file cannot be the delivery for this half-year. It has been set aside; "
                "what you handed in before stays."
            ),
            _("Read below what is wrong with it, and hand in the right workbook."),
        ),
    }[State(delivery.state)]
    return StateSentence(str(State(delivery.state).label), kind, meaning, way_on)


def _checked(delivery: Delivery) -> StateSentence:
    if delivery.n_blocking:
        return StateSentence(
            _("Findings"),
            "open",
            _("There are findings that must be put right in the workbook."),
            _("Put them right in the workbook and hand it in again."),
        )
    if delivery.n_to_confirm:
        return StateSentence(
            _("To confirm"),
            "open",
            _("Some figures stand out. They can be right."),
            _("Confirm them with a reason, or put them right and hand in the workbook again."),
        )
    return StateSentence(
        _("To sign"),
        "open",
        _("The check found nothing that stands in the way."),
        _("The controller of the corporation can sign."),
    )


def _signed(delivery: Delivery) -> StateSentence:
    verdicts = {part.verdict for part in delivery.parts.all()}
    if Verdict.REFUSED in verdicts:
        return StateSentence(
            _("Sent back"),
            "refused",
            _("A municipality has sent this delivery back; its reason is below."),
            _("Hand in a corrected workbook for the same period."),
        )
    back = [row for part in delivery.parts.all() for row in still_to_come(part)]
    if back:
        sheets = ", ".join(dict.fromkeys(table(row.table_id).sheet_nl for row in back))
        way_on = _(
            "Hand in a workbook with the sheets that were sent back. What was accepted keeps "
            "counting; you need not hand it in again."
        )
        if Verdict.PENDING in verdicts:
            way_on += f" {_still_to_decide(delivery)}"
        return StateSentence(
            _("Partly accepted"),
            "open",
            _(
                "The figures have been accepted, without these sheets that were sent back: %(sheets)s."
            )
            % {"sheets": sheets},
            way_on,
        )
    if Verdict.PENDING in verdicts:
        return StateSentence(
            _("Signed"),
            "step",
            _("The controller has signed. The figures can no longer be changed."),
            _still_to_decide(delivery),
        )
    return StateSentence(
        _("Accepted"),
        "done",
        _("The figures have been accepted and count in the monitor."),
        _("A mistake? Hand in a corrected workbook: it takes the place of this one once accepted."),
    )


def _still_to_decide(delivery: Delivery) -> str:
    waiting = [p.municipality.name for p in delivery.parts.all() if p.verdict == Verdict.PENDING]
    sentence = ngettext(
        "The data steward of %(places)s decides. A mistake? Hand in a corrected workbook.",
        "The data stewards of %(places)s decide. A mistake? Hand in a corrected workbook.",
        len(waiting),
    )
    return sentence % {"places": get_text_list(waiting, _("and"))}

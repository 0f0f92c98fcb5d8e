"""Who may read borders in and draw areas, and in which state."""

from django.utils.translation import gettext as _

from drieluik.apps.areas.models import BorderSet, OwnArea
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy

MOST_MEGABYTES = 200
"""What a page or the API takes in; the command line takes larger files."""
EARLIEST_YEAR, LATEST_YEAR = 1995, 2100


@policy
def check_may_read_in(actor: Actor, *, municipality_id: int) -> None:
    """The data steward of the municipality reads in borders, and takes them out of use."""
    if not actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(_("Only the data steward of the municipality reads in borders."))


@policy
def check_may_add_own_area(actor: Actor, *, municipality_id: int) -> None:
    """An editor or steward of the municipality adds and withdraws areas of one's own."""
    if not actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    ):
        raise NotAllowed(_("Only an editor or steward of the municipality adds areas."))


@policy
def check_size(*, n_bytes: int) -> None:
    """What is sent to a page is small enough to keep."""
    if n_bytes > MOST_MEGABYTES * 1_000_000:
        raise WrongState(
            _(
                "This file is larger than %(most)s MB. Hand in the areas of your own municipality, "
                "or let the technical manager read it in."
            )
            % {"most": MOST_MEGABYTES}
        )


@policy
def check_year(*, year: int | None) -> None:
    """A year is one for which there can be borders."""
    if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise WrongState(_("This is no year of borders."))


@policy
def check_can_be_confirmed(border_set: BorderSet) -> None:
    """Only what was read whole, and has nothing in it that blocks, comes into use."""
    if border_set.state == BorderSet.State.READING:
        raise WrongState(_("This file is still being read."))
    if border_set.state != BorderSet.State.READ:
        raise WrongState(_("These borders can no longer be confirmed."))
    if any(found["severity"] == "blocks" for found in border_set.report.get("findings", ())):
        raise WrongState(_("Put the faults in the file right first, and read it in again."))


@policy
def check_doubts_are_answered(border_set: BorderSet, *, explanation: str) -> None:
    """Whoever confirms doubts says why they are no fault."""
    doubts = [one for one in border_set.report.get("findings", ()) if one["severity"] == "confirm"]
    if doubts and not explanation.strip():
        raise WrongState(_("Say why the points to confirm are no fault."))


@policy
def check_keeps_buurten(*, n_buurten: int, n_buurten_in_use: int) -> None:
    """Borders without buurten cannot take the place of borders with buurten."""
    if n_buurten_in_use and not n_buurten:
        raise WrongState(
            _("This file has no buurten, and the borders in use have. Read in a file with buurten.")
        )


@policy
def check_can_be_withdrawn(border_set: BorderSet) -> None:
    """What is in use or was only read can be taken back; a job under way first ends."""
    if border_set.state == BorderSet.State.READING:
        raise WrongState(_("This file is still being read."))
    if border_set.state not in (BorderSet.State.READ, BorderSet.State.IN_USE):
        raise WrongState(_("These borders are not in use, so there is nothing to take back."))


@policy
def check_has_reason(reason: str) -> None:
    """Whoever looks for something that is gone must read why."""
    if not reason.strip():
        raise WrongState(_("Say why."))


@policy
def check_is_there(area: OwnArea) -> None:
    """What was withdrawn no longer changes."""
    if area.withdrawn_at is not None:
        raise WrongState(_("This area has been withdrawn and no longer changes."))

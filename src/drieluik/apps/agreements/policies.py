"""Who may read documents in and record the register, and in which state."""

import re
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from drieluik.apps.agreements.models import Import
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
NUMBER = re.compile(r"[0-9A-Za-z]+([.\-][0-9A-Za-z]+)*")
RESERVED = frozenset(
    {
        "document",
        "grondslag",
        "herkomst",
        "inlezen",
        "partijen",
        "speerpunten",
        "vast",
        "versies",
    }
)


@policy
def check_may_record(actor: Actor, *, municipality_id: int) -> None:
    """Editors and stewards of the municipality keep the register, for all parties."""
    if not actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    ):
        raise NotAllowed(
            _("Only an editor or steward of the municipality can record the register.")
        )


@policy
def check_may_open_import(actor: Actor, *, municipality_id: int) -> None:
    """Only the municipality sees the document before it is confirmed: it may name persons."""
    roles = ("reader", "editor", "controller", "delegate", "steward", "administrator")
    if not actor.has_role(*roles, party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(_("Only the municipality can open a document that is being read in."))


@policy
def check_can_be_read(*, n_bytes: int) -> None:
    """A document has words in it and is small enough to be read."""
    if n_bytes == 0:
        raise WrongState(_("This file is empty. Choose the document itself."))
    if n_bytes > MAX_DOCUMENT_BYTES:
        raise WrongState(
            _("This file is larger than 20 MB. Remove the pictures or save it as text first.")
        )


@policy
def check_is_open(document: Import) -> None:
    """A document can change once it has been read, until it is confirmed or withdrawn."""
    if document.state == Import.State.READING:
        raise WrongState(_("This document is still being read."))
    if document.state == Import.State.UNREADABLE:
        raise WrongState(_("This document could not be read. Hand in another file."))
    if document.state == Import.State.CONFIRMED:
        raise WrongState(_("This document has been confirmed and no longer changes."))
    if document.state == Import.State.WITHDRAWN:
        raise WrongState(_("This document has been withdrawn and no longer changes."))


@policy
def check_is_at_step(document: Import, *, step: int) -> None:
    """Nobody overwrites what somebody else changed in the meantime."""
    if document.step != step:
        raise WrongState(
            _("Somebody else has changed this document in the meantime. Look again first.")
        )


@policy
def check_has_correction(*, n_corrections: int) -> None:
    """Only what was corrected can be taken back."""
    if not n_corrections:
        raise WrongState(_("There is no correction to take back."))


@policy
def check_has_reason(*, asked: bool, reason: str) -> None:
    """Doubts that have to be confirmed are confirmed with a reason."""
    if asked and not reason.strip():
        raise WrongState(_("Write down what you decided about the doubts, and why."))


@policy
def check_can_be_first_version(*, register_exists: bool, objections: Sequence[str]) -> None:
    """A document becomes the register once; after that the text changes by proposals."""
    if register_exists:
        raise WrongState(
            _("This municipality already has a register. Changes go through proposals.")
        )
    if objections:
        raise WrongState(" ".join(objections))


@policy
def check_can_be_corrected(*, found: bool, changes: bool, text: str, reason: str) -> None:
    """A correction is of a version that counts, changes words, and says how the mistake was found."""
    if not found:
        raise WrongState(
            _("This version has been corrected already, or it does not hold this agreement.")
        )
    if not text.strip():
        raise WrongState(_("An agreement has a text. One that ends goes through a proposal."))
    if not changes:
        raise WrongState(_("These are the words that are recorded already."))
    if not reason.strip():
        raise WrongState(_("Say how you know that this is what was decided."))


@policy
def check_leaves_closed_years_alone(*, year: int | None) -> None:
    """What was in force in a closed year no longer changes."""
    if year is not None:
        raise WrongState(
            _(
                "The year %(year)s is closed: what was in force in it no longer changes. "
                "A steward can open it again with a reason."
            )
            % {"year": year}
        )


@policy
def check_may_close_years(actor: Actor, *, municipality_id: int) -> None:
    """The steward of the municipality closes years, for all parties."""
    if not actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(_("Only a steward of the municipality closes a year or opens it again."))


@policy
def check_can_close_year(*, year: int, this_year: int, closed: bool, reason: str) -> None:
    """A year is closed once it is over, with a reason."""
    if closed:
        raise WrongState(_("This year is closed already."))
    if year >= this_year:
        raise WrongState(_("A year can be closed when it is over."))
    if not reason.strip():
        raise WrongState(_("Say why, for instance which meeting settled the year."))


@policy
def check_can_open_year(*, closed: bool, reason: str) -> None:
    """Only a closed year is opened again, with a reason."""
    if not closed:
        raise WrongState(_("This year is not closed."))
    if not reason.strip():
        raise WrongState(_("Say why, for instance which meeting settled the year."))


@policy
def check_basis_is_new(*, day: date, last: date | None) -> None:
    """From one day on there is one basis; a mistake in it is corrected."""
    if last == day:
        raise WrongState(
            _("From this day there is a basis already. Is it wrong, then correct that one.")
        )


@policy
def check_is_of_register(*, found: bool) -> None:
    """A basis is of an agreement of this municipality."""
    if not found:
        raise WrongState(_("There is no such agreement in this register."))


@policy
def check_basis_can_be_corrected(*, corrected: bool) -> None:
    """A row is corrected once; after that the newer one is corrected."""
    if corrected:
        raise WrongState(_("This was corrected already. Correct the newest one."))


@policy
def check_basis_is_told(*, name: str, explanation: str, is_first: bool) -> None:
    """The first basis has a name; whoever changes it says by which law, agreement or decision."""
    if is_first and not name.strip():
        raise WrongState(_("Give the basis a name."))
    if not is_first and not explanation.strip():
        raise WrongState(_("Name the law, agreement or decision by which it changed."))

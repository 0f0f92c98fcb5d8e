"""Who sees which mails were sent, and who has one sent again."""

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.mailing.models import Mail
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy


@policy
def check_may_see_all(actor: Actor, *, municipality_id: int) -> None:
    """The secretary sees who did not get what; others see the mails to themselves."""
    if not actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    ):
        raise NotAllowed(
            _("Only an editor or steward of the municipality sees the mails to others.")
        )


@policy
def check_can_be_tried_again(mail: Mail) -> None:
    """A mail that waits or was given up can be tried at once."""
    if mail.state == Mail.State.SENT:
        raise WrongState(_("This mail has been sent already."))
    if mail.state == Mail.State.SENDING:
        raise WrongState(_("This mail is being sent at this moment."))

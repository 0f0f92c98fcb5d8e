"""Who may do what with a delivery, and in which state it can be done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _

from drieluik.apps.deliveries.extensions import Foresight
from drieluik.apps.deliveries.models import (
    Acceptance,
    Delivery,
    Restatement,
    TableNotApplicable,
    Waiver,
)
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy
from drieluik.core.plausibility import Misfit
from drieluik.core.tables import table

if TYPE_CHECKING:
    from drieluik.apps.deliveries.selectors.taking_in import TakingIn

State, Verdict = Delivery.State, Acceptance.Verdict


@policy
def check_may_read(delivery: Delivery, actor: Actor) -> None:
    """Only the corporation's own people see a delivery with all its findings."""
    if delivery.party_id not in actor.party_ids:
        raise NotAllowed(_("Only the corporation itself sees its delivery with all findings."))


@policy
def check_may_deliver(actor: Actor, *, party_id: int) -> None:
    """An editor or the controller of a corporation hands in its workbook."""
    if not actor.has_role("editor", "controller", party_id=party_id, party_kind="corporation"):
        raise NotAllowed(_("Only an editor or the controller of the corporation can do this."))


@policy
def check_may_sign(delivery: Delivery, actor: Actor) -> None:
    """Only the controller of the corporation itself signs."""
    if not actor.has_role("controller", party_id=delivery.party_id, party_kind="corporation"):
        raise NotAllowed(_("Only the controller of the corporation can sign."))


@policy
def check_may_waive(actor: Actor, *, party_id: int) -> None:
    """The controller of a corporation waives a soft rule for it, and ends that."""
    if not actor.has_role("controller", party_id=party_id, party_kind="corporation"):
        raise NotAllowed(_("Only the controller of the corporation can waive a rule or end that."))


@policy
def check_may_open_rounds(actor: Actor, *, municipality_id: int) -> None:
    """The data steward of the municipality asks for deliveries."""
    if not _is_steward(actor, municipality_id):
        raise NotAllowed(_("Only the data steward of the municipality can ask for deliveries."))


@policy
def check_may_decide(actor: Actor, *, municipality_id: int) -> None:
    """The data steward of the municipality accepts its own part or sends it back."""
    if not _is_steward(actor, municipality_id):
        raise NotAllowed(
            _("Only the data steward of the municipality can accept or send back a delivery.")
        )


def _is_steward(actor: Actor, municipality_id: int) -> bool:
    return actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id)


@policy
def check_may_read_parts(actor: Actor, *, municipality_id: int) -> None:
    """People of the municipality read the signed part of their own municipality."""
    allowed = any(
        standing.party_kind == "municipality" and municipality_id in standing.municipality_ids
        for standing in actor.standings
    )
    if not allowed:
        raise NotAllowed(_("Only the municipality itself sees the contents of this part."))


@policy
def check_can_be_rechecked(delivery: Delivery) -> None:
    """A check is started again when it broke off by a fault of ours."""
    if delivery.state != State.INTERRUPTED:
        raise WrongState(_("Only a check that broke off can be started again."))


@policy
def check_can_be_corrected(delivery: Delivery) -> None:
    """Cells are put right on the page between check and signature."""
    if delivery.state != State.CHECKED:
        raise WrongState(
            _("Cells can be put right after the check and before signing. %(now)s")
            % {"now": _state_now(delivery)}
        )


@policy
def check_can_be_confirmed(delivery: Delivery) -> None:
    """Findings are confirmed between check and signature."""
    if delivery.state != State.CHECKED:
        raise WrongState(
            _("Findings can be confirmed after the check and before signing. %(now)s")
            % {"now": _state_now(delivery)}
        )


@policy
def check_can_be_signed(
    delivery: Delivery,
    newer: Delivery | None,
    contradicted: Collection[str],
    unread: Collection[str],
) -> None:
    """Signing wants a finished check, nothing that blocks and every soft finding confirmed.

    Args:
        delivery: What is to be signed.
        newer: A file handed in after it that is still being checked; None when there is none.
        contradicted: Sheets with rows of which was recorded meanwhile that they do not apply.
        unread: Sheets that did not apply at the check, and apply since.
    """
    if delivery.state != State.CHECKED:
        raise WrongState(
            _("A delivery can be signed after its check. %(now)s") % {"now": _state_now(delivery)}
        )
    if delivery.n_blocking:
        raise WrongState(
            _("Signing is possible once the findings that must be put right are gone.")
        )
    if delivery.n_to_confirm:
        raise WrongState(_("Signing is possible once every finding has been confirmed."))
    if newer is not None:
        raise WrongState(
            _(
                "%(who)s has handed in a newer file (file %(n)s) that is being checked. "
                "Wait for its check, or withdraw that file first."
            )
            % {"who": newer.uploaded_by.name, "n": newer.number}
        )
    if contradicted:
        raise WrongState(
            _(
                "It has been recorded that these sheets do not apply to you, but they have rows: "
                "%(sheets)s. Hand in a file without those rows, or record that the sheets apply."
            )
            % {"sheets": ", ".join(contradicted)}
        )
    if unread:
        raise WrongState(
            _(
                "These sheets apply to you again since this file was checked, so they were not read: "
                "%(sheets)s. Hand in a file with these sheets."
            )
            % {"sheets": ", ".join(unread)}
        )


@policy
def check_cause_fits(*, corrected: bool, cause: str | None, explanation: str) -> None:
    """Who corrects accepted figures says why they change; who corrects nothing has no cause.

    Args:
        corrected: Whether figures of the half-year have been accepted before.
        cause: One of ``Restatement.Cause``; None when none was stated.
        explanation: What happened, in words.
    """
    if cause is None:
        if corrected:
            raise WrongState(
                _(
                    "Figures over this half-year have been accepted before. Choose why they "
                    "change and write down what happened; all parties read it."
                )
            )
        return
    if not corrected:
        raise WrongState(
            _("Nothing over this half-year has been accepted yet, so there is nothing to explain.")
        )
    if cause not in Restatement.Cause.values:
        raise WrongState(_("Choose one of the causes: %(causes)s.") % {"causes": _causes()})
    if not explanation:
        raise WrongState(_("Write down what happened; all parties read it."))


def _causes() -> str:
    return ", ".join(f"{one.value} ({str(one.label).lower()})" for one in Restatement.Cause)


@policy
def check_is_taken_in(taking_in: "TakingIn") -> None:
    """A file is handed in, corrected and signed as long as one of those that ask takes it in."""
    if not taking_in.is_closed:
        return
    last = "; ".join(
        f"{place}: {formats.date_format(day, 'j F Y')}"
        for place, day in taking_in.closed_places
        if day is not None
    )
    sentence = (
        _(
            "The last day to hand in a first file for this half-year has gone by (%(last)s). "
            "Ask the data steward of the municipality to open the half-year for you again."
        )
        if taking_in.is_new
        else _(
            "The last day for corrections of this half-year has gone by (%(last)s). "
            "Ask the data steward of the municipality to open the half-year for you again."
        )
    )
    raise WrongState(sentence % {"last": last})


@policy
def check_can_be_ended(said: TableNotApplicable) -> None:
    """What was said of a table is ended once."""
    if said.ended_at is not None:
        raise WrongState(
            _("It has been recorded already that this table applies again from %(period)s on.")
            % {"period": said.until_period}
        )


@policy
def check_can_be_withdrawn(delivery: Delivery) -> None:
    """A delivery is withdrawn before it is signed; afterwards it is corrected by a new one."""
    if delivery.state not in Delivery.OPEN:
        raise WrongState(
            _("Withdrawing is possible before signing. %(now)s") % {"now": _state_now(delivery)}
        )


@policy
def check_waiver_can_be_ended(waiver: Waiver, on: date) -> None:
    """A waiver is ended while it runs."""
    if waiver.ended_at is not None or waiver.until_on <= on:
        raise WrongState(_("This waiver has ended already."))


@policy
def check_can_be_decided(part: Acceptance) -> None:
    """A part is decided once, after signing and while nothing newer took its place."""
    if part.verdict in (Verdict.LAPSED, Verdict.SUPERSEDED):
        raise WrongState(_("A newer delivery has taken the place of this one."))
    if part.verdict != Verdict.PENDING:
        raise WrongState(
            _("%(who)s has already decided on this part: %(verdict)s.")
            % {
                "who": part.decided_by.name if part.decided_by else "",
                "verdict": str(part.get_verdict_display()).lower(),
            }
        )
    if part.delivery.state != State.SIGNED:
        raise WrongState(_("A part can be decided on once the corporation has signed."))


@policy
def check_can_be_split(part: Acceptance, reasons: Mapping[str, str]) -> None:
    """Some tables of a part are sent back, each with a reason; something is left to accept.

    Args:
        part: The part that is decided on.
        reasons: Why, by table that is sent back; empty when all of it is accepted.
    """
    if reasons.keys() - part.n_rows.keys():
        raise WrongState(_("Only sheets that are in this file can be sent back."))
    without = [table(one).sheet_nl for one in part.n_rows if not reasons.get(one, "-")]
    if without:
        raise WrongState(
            _("Write down why you send back: %(sheets)s. The corporation has to work with it.")
            % {"sheets": ", ".join(without)}
        )
    if part.n_rows and reasons.keys() == part.n_rows.keys():
        raise WrongState(
            _("Nothing is left to accept. Choose Send back to send the whole delivery back.")
        )


@policy
def check_fits(misfits: Sequence[Misfit]) -> None:
    """Tables that belong together are accepted from one file, or sent back together.

    Args:
        misfits: The rules between tables that what would count breaks and each file does not.
    """
    if misfits:
        raise WrongState(
            _(
                "These sheets belong together and would no longer fit. Accept them together or "
                "send them back together. %(rules)s"
            )
            % {"rules": _rules(misfits)}
        )


@policy
def check_fits_what_counts(misfits: Sequence[Misfit]) -> None:
    """A file with some sheets fits what was accepted of the others before it is signed.

    Args:
        misfits: The rules between tables that the two break together and each alone does not.
    """
    if misfits:
        raise WrongState(
            _(
                "These sheets belong together, and this file does not fit what was accepted before. "
                "Hand in a file with all of them. %(rules)s"
            )
            % {"rules": _rules(misfits)}
        )


def _rules(misfits: Iterable[Misfit]) -> str:
    """Name the sheets of each rule, and what must hold between them."""
    named = {", ".join(table(each).sheet_nl for each in one.tables): one.why_nl for one in misfits}
    return " ".join(f"{sheets}: {why}" for sheets, why in named.items())


@policy
def check_change_was_seen(foresight: Foresight | None, seen: str) -> None:
    """A correction is accepted by who has seen what it changes, as it is now.

    Args:
        foresight: What accepting would change; None when nothing accepted is corrected.
        seen: Fingerprint of the comparison that was shown.
    """
    if foresight is None:
        return
    if not foresight.is_ready:
        raise WrongState(foresight.sentence)
    if foresight.fingerprint != seen:
        raise WrongState(
            _(
                "What this correction changes is other than what you were shown. "
                "Look at it again and decide then."
            )
        )


def _state_now(delivery: Delivery) -> str:
    """Say in which state it is, and who brought it there when, if a person did."""
    if delivery.signed_by and delivery.state in (State.SIGNED, State.REPLACED):
        return _("It was signed by %(who)s.") % {"who": delivery.signed_by.name}
    if delivery.withdrawn_by:
        return _("It was withdrawn by %(who)s.") % {"who": delivery.withdrawn_by.name}
    return _("It is now: %(state)s.") % {"state": str(delivery.get_state_display()).lower()}

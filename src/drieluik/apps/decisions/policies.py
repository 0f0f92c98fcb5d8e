"""Who may plan, record and read meetings, and in which state that can be done."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.decisions.extensions import has_outcome
from drieluik.apps.decisions.models import AgendaItem, Decision, DecisionTask, Meeting, PartyInput
from drieluik.apps.errors import NotAllowed, Overtaken, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy

State, Kind = Meeting.State, Decision.Kind
_PARTIES = ("municipality", "corporation", "tenants", "other")
ADOPTING = (Kind.ADOPT, Kind.ADOPT_IN_PART, Kind.REJECT)


@policy
def check_may_plan(actor: Actor, *, municipality_id: int) -> None:
    """An editor, delegate or steward of the municipality plans meetings and makes agendas."""
    if not _is_municipal(actor, municipality_id, "editor", "delegate", "steward"):
        raise NotAllowed(
            _("Only an editor, delegate or steward of the municipality can prepare meetings.")
        )


@policy
def check_may_record(actor: Actor, *, municipality_id: int) -> None:
    """An editor or steward of the municipality is the secretary: a delegate speaks there."""
    if not _is_municipal(actor, municipality_id, "editor", "steward"):
        raise NotAllowed(
            _("Only an editor or steward of the municipality can record what is decided.")
        )


@policy
def check_may_read(actor: Actor, *, municipality_id: int) -> None:
    """All parties read agendas, papers and minutes; the council reads decision lists only."""
    if not _is_here(actor, municipality_id, _PARTIES):
        raise NotAllowed(
            _("Agendas and minutes are for the parties; you can read the lists of decisions.")
        )


@policy
def check_may_read_decisions(actor: Actor, *, municipality_id: int) -> None:
    """Whoever takes part in the municipality reads what was decided."""
    if not actor.may_read(municipality_id):
        raise NotAllowed(_("You take no part in this municipality."))


@policy
def check_may_give_input(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """An editor or delegate of a party at the table speaks for it beforehand."""
    if not any(
        standing.party_id == party_id
        and standing.role in ("editor", "delegate")
        and standing.party_kind in ("municipality", "corporation", "tenants")
        and municipality_id in standing.municipality_ids
        for standing in actor.standings
    ):
        raise NotAllowed(_("Only an editor or delegate of this party can write its input."))


@policy
def check_may_answer(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """The landlord answers advice: an editor or delegate of a corporation, for that corporation."""
    if not any(
        standing.party_id == party_id
        and standing.role in ("editor", "delegate")
        and standing.party_kind == "corporation"
        and municipality_id in standing.municipality_ids
        for standing in actor.standings
    ):
        raise NotAllowed(_("Only an editor or delegate of the corporation answers advice."))


@policy
def check_may_record_delivery(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """The secretary records for all parties; a party can say itself what it received."""
    own = any(
        standing.party_id == party_id
        and standing.role in ("editor", "delegate")
        and municipality_id in standing.municipality_ids
        for standing in actor.standings
    )
    if not own and not check_may_record.allows(actor, municipality_id=municipality_id):
        raise NotAllowed(
            _("Only the secretary, or the party itself, can record when papers were received.")
        )


@policy
def check_may_finish_task(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """The party that has to do it says that it is done, or the secretary does."""
    own = any(
        standing.party_id == party_id
        and standing.role in ("editor", "delegate", "controller", "steward")
        and municipality_id in standing.municipality_ids
        for standing in actor.standings
    )
    if not own and not check_may_record.allows(actor, municipality_id=municipality_id):
        raise NotAllowed(_("Only the party that has this task, or the secretary, can finish it."))


def _is_municipal(actor: Actor, municipality_id: int, *roles: str) -> bool:
    return actor.has_role(*roles, party_kind="municipality", municipality_id=municipality_id)


def _is_here(actor: Actor, municipality_id: int, kinds: Sequence[str]) -> bool:
    return any(
        standing.party_kind in kinds and municipality_id in standing.municipality_ids
        for standing in actor.standings
    )


@policy
def check_is_at_version(seen: int | None, now: int) -> None:
    """Nobody acts on a page that is no longer true; None means that no page was shown."""
    if seen is not None and seen != now:
        raise Overtaken(
            _("Somebody else was just ahead of you here. Look at it again and decide then.")
        )


@policy
def check_is_planned(meeting: Meeting) -> None:
    """The order and the day of a meeting stand from its beginning on."""
    check_is_not_cancelled(meeting)
    if meeting.state != State.PLANNED:
        raise WrongState(_("This can only be done before the meeting begins."))


@policy
def check_is_not_cancelled(meeting: Meeting) -> None:
    """A meeting that is not held stays as it was."""
    if meeting.state == State.CANCELLED:
        raise WrongState(_("This meeting is not held; it was cancelled."))


@policy
def check_can_be_cancelled(meeting: Meeting) -> None:
    """What has begun cannot be called off: things were said and decided."""
    check_is_not_cancelled(meeting)
    if meeting.state != State.PLANNED:
        raise WrongState(_("This meeting has begun, so it can no longer be cancelled."))


@policy
def check_can_be_reinstated(meeting: Meeting, *, on: date) -> None:
    """A meeting comes back on its own day, as long as that has not gone by."""
    if meeting.state != State.CANCELLED:
        raise WrongState(_("This meeting was not cancelled."))
    if timezone.localdate(meeting.starts_at) < on:
        raise WrongState(_("The day of this meeting has gone by. Plan a new meeting."))


@policy
def check_is_not_over(meeting: Meeting) -> None:
    """Agenda and papers can grow until the meeting is closed."""
    check_is_not_cancelled(meeting)
    if meeting.state in Meeting.HELD:
        raise WrongState(_("This meeting has been held; what was recorded stays as it is."))


@policy
def check_is_open(meeting: Meeting) -> None:
    """Attendance and decisions are recorded while the meeting is in session."""
    if meeting.state == State.PLANNED:
        raise WrongState(_("Open the meeting first."))
    check_is_not_over(meeting)


@policy
def check_term_can_begin(last_begun_on: date | None, from_on: date) -> None:
    """The papers of a meeting that began keep the term by which they were judged."""
    if last_begun_on is not None and from_on <= last_begun_on:
        raise WrongState(
            _(
                "The papers of the meeting of %(day)s keep the term that held. Let this one begin "
                "after that day."
            )
            % {"day": formats.date_format(last_begun_on, "j F Y")}
        )


@policy
def check_can_be_published(meeting: Meeting, *, n_items: int) -> None:
    """An agenda that is sent has something on it."""
    check_is_planned(meeting)
    if not n_items:
        raise WrongState(_("There is nothing on the agenda yet."))


@policy
def check_can_be_sent(meeting: Meeting) -> None:
    """What is sent is an agenda that was made final, of a meeting to come."""
    check_is_planned(meeting)
    if meeting.published_at is None:
        raise WrongState(_("Make the agenda final first: the parties must know what counts."))


@policy
def check_can_be_opened(meeting: Meeting, *, n_items: int, on: date) -> None:
    """A meeting begins with an agenda and a chair, not before its day: decisions bear that day."""
    check_is_not_cancelled(meeting)
    if meeting.state != State.PLANNED:
        raise WrongState(_("This meeting has been opened already."))
    if meeting.chair_party_id is None:
        raise WrongState(_("Name the chair first: a meeting needs one."))
    if not n_items:
        raise WrongState(_("There is nothing on the agenda yet."))
    if on < timezone.localdate(meeting.starts_at):
        raise WrongState(_("This meeting is on a later day. Move it first if it is held today."))


@policy
def check_can_be_decided(
    meeting: Meeting, item: AgendaItem, *, kind: str, presences: Sequence[str], done: bool
) -> None:
    """A decision is taken in session, with the parties known, and only once per item.

    Where nobody came an item can still be adjourned, so that the meeting can be closed.
    """
    check_is_open(meeting)
    check_is_on_agenda(item)
    if not presences:
        raise WrongState(_("Record first who is present."))
    if "present" not in presences and kind != Kind.ADJOURN:
        raise WrongState(_("Nobody is recorded as present; then an item can only be adjourned."))
    if kind in ADOPTING and meeting.kind != Meeting.Kind.BO:
        raise WrongState(
            _("Only the Bestuurlijk Overleg adopts or rejects; here you can note, ask or adjourn.")
        )
    if done and kind in Decision.DECIDING:
        raise WrongState(_("This item has been decided already."))


@policy
def check_is_on_agenda(item: AgendaItem) -> None:
    """What was taken off the agenda is left alone."""
    if item.removed_at is not None:
        raise WrongState(_("This item has been taken off the agenda."))


@policy
def check_can_be_corrected(meeting: Meeting, decision: Decision, *, replaced: bool) -> None:
    """A slip is put right in the meeting itself, unless the decision counts elsewhere already."""
    check_is_open(meeting)
    if replaced:
        raise WrongState(_("This decision has been put right already."))
    if has_outcome(decision.item.source) and decision.kind in ADOPTING:
        raise WrongState(
            _(
                "This decision already counts for the proposal, so its words stay. Is something not "
                "right? Say so when the minutes are approved."
            )
        )


@policy
def check_can_be_closed(
    meeting: Meeting, *, open_items: Sequence[str], silent_parties: Collection[str]
) -> None:
    """A meeting closes when every item has an outcome and every party was noted present or not."""
    check_is_open(meeting)
    if silent_parties:
        raise WrongState(
            _("Record first whether these parties were there: %(names)s.")
            % {"names": ", ".join(sorted(silent_parties))}
        )
    if open_items:
        n = len(open_items)
        raise WrongState(
            ngettext(
                "This item has no outcome yet: %(titles)s.",
                "These items have no outcome yet: %(titles)s.",
                n,
            )
            % {"titles": "; ".join(open_items)}
        )


@policy
def check_can_be_approved(meeting: Meeting, inside: Meeting) -> None:
    """Minutes are approved once, in a later meeting that is in session."""
    if meeting.state == State.APPROVED:
        raise WrongState(_("These minutes have been approved already."))
    if meeting.state != State.CLOSED:
        raise WrongState(_("Minutes are approved after the meeting has been closed."))
    if inside.municipality_id != meeting.municipality_id or inside.starts_at <= meeting.starts_at:
        raise WrongState(_("Minutes are approved in a later meeting of the same parties."))
    check_is_open(inside)


@policy
def check_can_be_answered(question: PartyInput, *, party_id: int) -> None:
    """A question is answered by another party than the one that put it."""
    if question.kind != PartyInput.Kind.QUESTION:
        raise WrongState(_("Only a question is answered like this."))
    if question.party_id == party_id:
        raise WrongState(_("Another party answers this question; write what you add as input."))


@policy
def check_can_be_finished(task: DecisionTask) -> None:
    """A task is finished once."""
    if task.done_at is not None:
        raise WrongState(_("This task has been finished already."))

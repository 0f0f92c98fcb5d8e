"""Holding a talk about the signals: begin, note a conclusion for each, end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.selectors import find_clause_by_id
from drieluik.apps.audit import services as audit
from drieluik.apps.decisions.selectors import find_meeting
from drieluik.apps.decisions.services import add_suggestion
from drieluik.apps.decisions.services.locking import lock_meetings
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import (
    Signal,
    SignalAct,
    Talk,
    TalkItem,
    TalkNote,
    TalkPresence,
)
from drieluik.apps.monitor.selectors.on_agendas import stands_on
from drieluik.apps.monitor.services.signalling import lock_signals, write_act
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import list_parties
from drieluik.apps.organisations.services import lock_municipality

Outcome = TalkNote.Outcome


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What was concluded about a signal, and what happens with it when the talk ends.

    Attributes:
        text: The conclusion.
        outcome: ``stays``, ``closes`` or ``agenda``.
        meeting_id: The meeting on whose agenda it comes; None otherwise.
    """

    text: str
    outcome: str
    meeting_id: UUID | None = None


@transaction.atomic
def begin_talk(
    *,
    municipality_id: int,
    held_on: date,
    party_ids: Sequence[int],
    actor: Actor,
    now: datetime,
) -> Talk:
    """Begin a talk about all signals that are open now.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: A talk is under way, no signal is open, the day is still to come, or nobody of
            the parties here was there.

    Changes:
        One ``Talk`` with its ``TalkPresence`` and ``TalkItem``; one event ``talk.begun``.
    """
    lock_municipality(municipality_id)
    policies.check_may_lead_talks(actor, municipality_id=municipality_id)
    if Talk.objects.filter(municipality_id=municipality_id, ended_at=None).exists():
        raise WrongState(_("A talk is under way; end it first."))
    if held_on > timezone.localdate(now):
        raise WrongState(_("Begin a talk on the day itself, or afterwards."))
    here = list_parties(municipality_id=municipality_id, on=held_on)
    there = here.filter(id__in=party_ids).values_list("id", flat=True)
    if not there or len(there) != len(set(party_ids)):
        raise WrongState(_("Say which of the parties here take part in the talk."))
    signals = _open_signals(municipality_id)
    if not signals:
        raise WrongState(_("There are no open signals to talk about."))
    talk = Talk.objects.create(
        municipality_id=municipality_id, held_on=held_on, begun_by_id=person(actor), begun_at=now
    )
    TalkPresence.objects.bulk_create(TalkPresence(talk=talk, party_id=one) for one in there)
    TalkItem.objects.bulk_create(
        TalkItem(talk=talk, signal=signal, position=at, title=title[:300], fact=signal.facts.last())
        for at, (signal, title) in enumerate(signals, start=1)
    )
    _record("talk.begun", talk, actor, now, {"signals": len(signals)})
    return talk


def _open_signals(municipality_id: int) -> list[tuple[Signal, str]]:
    """Return the open signals with the name of their agreement, in the order of the document."""
    rows = Signal.objects.filter(municipality_id=municipality_id, state=Signal.State.OPEN)
    found = []
    for signal in rows:
        clause = find_clause_by_id(municipality_id, signal.clause_id)
        if clause is not None:
            found.append((clause.position, signal.kind, signal, clause.name))
    found.sort(key=lambda row: row[:2])
    return [(signal, name) for _position, _kind, signal, name in found]


@transaction.atomic
def note_conclusion(
    *, talk_id: UUID, position: int, conclusion: Conclusion, actor: Actor, now: datetime
) -> None:
    """Note what was concluded about one signal; a later note goes before an earlier one.

    What is chosen happens when the talk ends, so that people can still change their mind.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The talk ended, there are no words, or the meeting is none that is to come.

    Changes:
        One ``TalkNote``; one event ``talk.noted``.
    """
    talk = Talk.objects.select_for_update().get(id=talk_id)
    policies.check_may_lead_talks(actor, municipality_id=talk.municipality_id)
    policies.check_is_under_way(talk)
    item = talk.items.get(position=position)
    if not conclusion.text.strip():
        raise WrongState(_("Write down what was concluded."))
    if conclusion.outcome == Outcome.AGENDA:
        _check_meeting(talk, conclusion.meeting_id, actor)
    TalkNote.objects.create(
        item=item,
        conclusion=conclusion.text.strip(),
        outcome=Outcome(conclusion.outcome),
        meeting_id=conclusion.meeting_id if conclusion.outcome == Outcome.AGENDA else None,
        noted_by_id=person(actor),
        noted_at=now,
    )
    facts = {"signal": str(item.signal_id), "outcome": conclusion.outcome}
    _record("talk.noted", talk, actor, now, facts)


@transaction.atomic
def end_talk(*, talk_id: UUID, actor: Actor, now: datetime) -> None:
    """End a talk: close what was concluded to be closed, put on agendas what belongs there.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: It ended already, or something cannot be done; all of that is said at once and
            nothing has changed.

    Changes:
        ``Talk.ended_at`` and who; ``Signal.state``, ``SignalAct`` and ``AgendaItem`` by the
        conclusions; one event ``talk.ended`` and those of what was done.
    """
    talk = Talk.objects.select_for_update().get(id=talk_id)
    policies.check_may_lead_talks(actor, municipality_id=talk.municipality_id)
    policies.check_is_under_way(talk)
    _lock_what_follows(talk)
    faults = []
    for item in talk.items.all():
        note = item.notes.last()
        if note is None:
            continue
        try:
            with transaction.atomic():
                _carry_out(item, note, (actor, now))
        except WrongState as refused:
            faults.append(f"{item.title}: {refused}")
    if faults:
        raise WrongState(" ".join(faults))
    talk.ended_by_id, talk.ended_at = person(actor), now
    talk.save(update_fields=["ended_by", "ended_at"])
    _record("talk.ended", talk, actor, now, {})


def _lock_what_follows(talk: Talk) -> None:
    """Lock all that ending touches, in the order of every other act: nobody waits in a circle."""
    notes = [note for item in talk.items.all() if (note := item.notes.last())]
    lock_meetings(*(note.meeting_id for note in notes if note.meeting_id))
    lock_municipality(talk.municipality_id)
    lock_signals(talk.municipality_id)


def _carry_out(item: TalkItem, note: TalkNote, by: tuple[Actor, datetime]) -> None:
    """Do what was concluded; what somebody did already meanwhile is done."""
    actor, now = by
    signal = Signal.objects.select_for_update().get(id=item.signal_id)
    if note.outcome == Outcome.CLOSES and signal.state == Signal.State.OPEN:
        write_act(signal, SignalAct.Act.CLOSED, note.conclusion, by, item.talk_id)
    elif note.meeting_id and not stands_on(signal, note.meeting_id, actor):
        policies.check_is_open(signal)
        add_suggestion(
            meeting_id=note.meeting_id,
            source="signal",
            source_id=str(signal.id),
            actor=actor,
            now=now,
        )


def _check_meeting(talk: Talk, meeting_id: UUID | None, actor: Actor) -> None:
    meeting = meeting_id and find_meeting(
        meeting_id=meeting_id, municipality_id=talk.municipality_id, actor=actor
    )
    if not meeting or not meeting.is_coming:
        raise WrongState(_("Choose a meeting that is still to come."))


def _record(
    name: str, talk: Talk, actor: Actor, now: datetime, facts: Mapping[str, object]
) -> None:
    audit.record(
        name=name,
        subject=("talk", talk.id),
        actor=actor,
        now=now,
        facts={"municipality_id": talk.municipality_id, **facts},
    )

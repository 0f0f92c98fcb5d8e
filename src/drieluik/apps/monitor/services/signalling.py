"""What people do with a signal: explain it, close it, open it again, put it on an agenda."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.decisions.services import add_suggestion
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import Signal, SignalAct, SignalAnswer
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality


@transaction.atomic
def explain_signal(
    *, signal_id: UUID, party_id: int, text: str, actor: Actor, now: datetime
) -> SignalAnswer:
    """Explain for a party why a signal is there; earlier explanations stay.

    Raises:
        NotAllowed: The actor does not speak for this party.
        WrongState: The signal was closed, or there are no words.

    Changes:
        One ``SignalAnswer``; one event ``signal.explained``.
    """
    signal = Signal.objects.select_for_update().get(id=signal_id)
    policies.check_may_explain(actor, municipality_id=signal.municipality_id, party_id=party_id)
    policies.check_is_open(signal)
    if not text.strip():
        raise WrongState(_("Write down the explanation of your party."))
    answer: SignalAnswer = SignalAnswer.objects.create(
        signal=signal,
        party_id=party_id,
        text=text.strip(),
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    code = next(one.party_code for one in actor.standings if one.party_id == party_id)
    audit.record(
        name="signal.explained",
        subject=("signal", signal.id),
        actor=actor,
        now=now,
        party_code=code,
        facts={"municipality_id": signal.municipality_id},
    )
    return answer


@transaction.atomic
def close_signal(*, signal_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Close a signal with a conclusion; it stays readable for ever.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: It was closed already, or there is no reason.

    Changes:
        ``Signal.state``, one ``SignalAct``; one event ``signal.closed``.
    """
    signal = Signal.objects.select_for_update().get(id=signal_id)
    policies.check_may_close_signals(actor, municipality_id=signal.municipality_id)
    policies.check_is_open(signal)
    policies.check_has_reason(reason)
    write_act(signal, SignalAct.Act.CLOSED, reason, (actor, now))


@transaction.atomic
def reopen_signal(*, signal_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Open a closed signal again, with a reason.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: It is open, a newer signal about the same is, or there is no reason.

    Changes:
        ``Signal.state``, one ``SignalAct``; one event ``signal.reopened``.
    """
    # two about one agreement are never opened at once, nor one beside a look that raises another
    lock_municipality(Signal.objects.values_list("municipality_id", flat=True).get(id=signal_id))
    signal = Signal.objects.select_for_update().get(id=signal_id)
    policies.check_may_close_signals(actor, municipality_id=signal.municipality_id)
    policies.check_is_closed(signal)
    policies.check_has_reason(reason)
    same = Signal.objects.filter(clause_id=signal.clause_id, kind=signal.kind)
    if same.filter(state=Signal.State.OPEN).exists():
        raise WrongState(_("There is a newer open signal about this agreement; go on there."))
    write_act(signal, SignalAct.Act.REOPENED, reason, (actor, now))


@transaction.atomic
def put_signal_on_agenda(*, signal_id: UUID, meeting_id: UUID, actor: Actor, now: datetime) -> None:
    """Put an open signal on the agenda of a meeting to come.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The signal was closed, the meeting was held, or it is on that agenda already.

    Changes:
        One ``AgendaItem``; one event ``agenda_item.added``.
    """
    policies.check_is_open(Signal.objects.get(id=signal_id))
    add_suggestion(
        meeting_id=meeting_id, source="signal", source_id=str(signal_id), actor=actor, now=now
    )


def lock_signals(municipality_id: int) -> None:
    """Lock the signals of a municipality, in one order, before any event is written."""
    rows = Signal.objects.select_for_update().filter(municipality_id=municipality_id)
    list(rows.order_by("id").values_list("id", flat=True))


def write_act(
    signal: Signal,
    act: SignalAct.Act,
    reason: str,
    by: tuple[Actor, datetime],
    talk_id: UUID | None = None,
) -> None:
    """Write that a signal was closed or opened again; the caller has locked and checked."""
    actor, now = by
    is_closed = act == SignalAct.Act.CLOSED
    signal.state = Signal.State.CLOSED if is_closed else Signal.State.OPEN
    signal.save(update_fields=["state"])
    SignalAct.objects.create(
        signal=signal,
        act=act,
        reason=reason.strip(),
        talk_id=talk_id,
        acted_by_id=person(actor),
        acted_at=now,
    )
    audit.record(
        name=f"signal.{act}",
        subject=("signal", signal.id),
        actor=actor,
        now=now,
        facts={
            "municipality_id": signal.municipality_id,
            "talk": str(talk_id) if talk_id else None,
        },
    )

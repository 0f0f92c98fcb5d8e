"""Writing, confirming and retiring norms."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.selectors import find_clause_by_id
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import Norm, NormText
from drieluik.apps.monitor.reading_norms import Fault, read
from drieluik.apps.monitor.services.agreeing import agree_with_versions
from drieluik.apps.monitor.services.standings import record_standings_of
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Wording:
    """A norm as typed: its text, what it means in plain Dutch, and since which period it counts."""

    text: str
    explanation: str
    from_period: str


@transaction.atomic
def write_norm(
    *,
    municipality_id: int,
    clause_id: UUID,
    norm_id: UUID | None,
    wording: Wording,
    actor: Actor,
    now: datetime,
) -> NormText | tuple[Fault, ...]:
    """Write a norm for an agreement as a draft; it gives no light until it is confirmed.

    An earlier draft of the same norm gives way. A confirmed wording stays until the new one is
    confirmed, and stays for the periods before it also then.

    Args:
        municipality_id: Whose agreement.
        clause_id: The agreement.
        norm_id: The norm to word anew; None for another norm.
        wording: What was typed.
        actor: Who writes.
        now: When.

    Returns:
        The draft, or everything that is wrong with the text; then nothing changed.

    Raises:
        NotAllowed: The actor writes no norms for this municipality.
        WrongState: There is no such agreement, or the norm was retired.

    Changes:
        One ``NormText``, possibly one ``Norm``; an older draft retired; one event ``norm.written``.
    """
    norm = _locked(norm_id, municipality_id) if norm_id else None
    policies.check_may_write_norms(actor, municipality_id=municipality_id)
    clause = _clause(municipality_id, clause_id)
    latest = norm.texts.order_by("-number").first() if norm else None
    if latest is not None and latest.state != NormText.State.DRAFT:
        policies.check_is_in_use(latest)
    outcome = read(wording.text, clause)
    if outcome.norm is None:
        return outcome.faults
    if norm is None:
        norm = Norm.objects.create(municipality_id=municipality_id, clause_id=clause_id)
    _give_way(norm, actor, now)
    draft = NormText.objects.create(
        norm=norm,
        number=latest.number + 1 if latest else 1,
        text=wording.text.strip(),
        kind=outcome.norm.kind.value,
        indicator_id=outcome.norm.indicator_id or "",
        quotation=outcome.norm.quotation,
        explanation=wording.explanation.strip(),
        from_period=str(Period.parse(wording.from_period)),
        written_by_id=actor.user_id,
        written_at=now,
    )
    audit.record(
        name="norm.written",
        subject=("norm", norm.id),
        actor=actor,
        now=now,
        facts={"clause": clause.number, "number": draft.number},
    )
    return draft


@transaction.atomic
def confirm_norm(*, norm_text_id: int, actor: Actor, now: datetime) -> NormText:
    """Let a draft give lights, from its period on; earlier periods keep the light they have.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: It is no draft, or its quotation no longer stands in the agreement.

    Changes:
        ``NormText`` to confirmed; lights of periods already calculated; one event
        ``norm.confirmed``.
    """
    _lock_municipality_of(norm_text_id)
    draft = NormText.objects.select_for_update().select_related("norm").get(id=norm_text_id)
    norm = draft.norm
    policies.check_may_confirm_norms(actor, municipality_id=norm.municipality_id)
    policies.check_is_draft(draft)
    clause = _clause(norm.municipality_id, norm.clause_id)
    policies.check_quotation_occurs(quotation=draft.quotation, clause_text=clause.text)
    draft.state = NormText.State.CONFIRMED
    draft.confirmed_by_id, draft.confirmed_at = actor.user_id, now
    draft.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    agree_with_versions(draft, actor.user_id, now)
    record_standings_of(draft)
    audit.record(
        name="norm.confirmed",
        subject=("norm", norm.id),
        actor=actor,
        now=now,
        facts={"clause": clause.number, "number": draft.number},
    )
    return draft


@transaction.atomic
def retire_norm(
    *, norm_text_id: int, from_period: str, reason: str, actor: Actor, now: datetime
) -> NormText:
    """Let a norm count no longer from a period on; what it gave before stays.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: It was retired already, it is not the latest wording, or no reason is given.

    Changes:
        ``NormText`` to retired; one event ``norm.retired``.
    """
    _lock_municipality_of(norm_text_id)
    wording = NormText.objects.select_for_update().select_related("norm").get(id=norm_text_id)
    norm = wording.norm
    policies.check_may_confirm_norms(actor, municipality_id=norm.municipality_id)
    policies.check_is_in_use(wording)
    policies.check_has_reason(reason)
    if norm.texts.filter(number__gt=wording.number).exists():
        raise WrongState(_("There is a newer wording of this norm; retire that one."))
    wording.state = NormText.State.RETIRED
    wording.retired_by_id, wording.retired_at = actor.user_id, now
    wording.retired_from_period = str(Period.parse(from_period))
    wording.retired_because = reason.strip()
    wording.save(
        update_fields=[
            "state",
            "retired_by",
            "retired_at",
            "retired_from_period",
            "retired_because",
        ]
    )
    audit.record(
        name="norm.retired",
        subject=("norm", norm.id),
        actor=actor,
        now=now,
        facts={"number": wording.number, "from_period": wording.retired_from_period},
    )
    return wording


def _lock_municipality_of(norm_text_id: int) -> None:
    """Wait for a calculation under way, so that no period is judged without the newest norms."""
    texts = NormText.objects.values_list("norm__municipality_id", flat=True)
    lock_municipality(texts.get(id=norm_text_id))


def _locked(norm_id: UUID, municipality_id: int) -> Norm:
    norm = Norm.objects.select_for_update().filter(id=norm_id, municipality_id=municipality_id)
    found: Norm | None = norm.first()
    if found is None:
        raise WrongState(_("There is no such norm here."))
    return found


def _clause(municipality_id: int, clause_id: UUID) -> ClauseRow:
    clause = find_clause_by_id(municipality_id, clause_id)
    if clause is None:
        raise WrongState(_("There is no such agreement here."))
    return clause


def _give_way(norm: Norm, actor: Actor, now: datetime) -> None:
    """Retire an older draft, so that there is one draft at a time and every wording is kept."""
    norm.texts.filter(state=NormText.State.DRAFT).update(
        state=NormText.State.RETIRED,
        retired_by_id=actor.user_id,
        retired_at=now,
        retired_because=_("Replaced by a newer draft."),
    )

"""Norms by a decision: what an adopted proposal makes of them, inside its transaction."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.agreements.extensions import NormAdoption
from drieluik.apps.agreements.proposals.norming import AddNorm, ChangeNorm, EndNorm, NormEdit
from drieluik.apps.agreements.selectors import find_clause_by_id
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor.models import Norm, NormDecision, NormText
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.services.agreeing import agree_with_versions
from drieluik.apps.monitor.services.standings import record_standings_of
from drieluik.core.norms import format_norm
from drieluik.core.tables import Period


def adopt_norms(adoption: NormAdoption) -> None:
    """Give norms the wordings that were decided on, from the first half-year they can count for.

    Runs inside the transaction of whoever takes the decision, who has locked the municipality,
    checked who may, and held every edit against the norms and words of now.

    Raises:
        WrongState: The agreement of a norm is not there.

    Changes:
        One ``NormText`` per changed or new norm, confirmed by the decision, with the lights of
        half-years that were calculated already and for which it counts; a ``NormText`` to retired
        for a norm that ends; an open draft of such a norm gives way; one ``NormDecision`` and one
        event ``norm.decided`` at the agreement for each.
    """
    from_period = first_period(adoption.in_force_from)
    for edit in adoption.edits:
        norm = _norm(adoption, edit)
        _drafts_give_way(norm, adoption)
        if isinstance(edit, EndNorm):
            wording = _ended(norm, edit, adoption, from_period)
        else:
            wording = _worded(norm, edit, adoption, from_period)
        _record(wording, edit, adoption)


def first_period(day: date) -> str:
    """Return the first half-year that begins on or after a day: no half-year is judged twice.

    Examples:
        >>> first_period(date(2021, 1, 1)), first_period(date(2021, 1, 2))
        ('2021-1', '2021-2')
    """
    period = Period.containing(day)
    return str(period if period.starts_on == day else period.next())


def _norm(adoption: NormAdoption, edit: NormEdit) -> Norm:
    if isinstance(edit, AddNorm):
        norm: Norm = Norm.objects.create(
            id=UUID(edit.norm_id),
            municipality_id=adoption.municipality_id,
            clause_id=UUID(edit.clause_id),
        )
        return norm
    here = Norm.objects.select_for_update().filter(municipality_id=adoption.municipality_id)
    found: Norm = here.get(id=UUID(edit.norm_id), clause_id=UUID(edit.clause_id))
    return found


def _drafts_give_way(norm: Norm, adoption: NormAdoption) -> None:
    norm.texts.filter(state=NormText.State.DRAFT).update(
        state=NormText.State.RETIRED,
        retired_by_id=adoption.actor.user_id,
        retired_at=adoption.now,
        retired_because=_because(_("A decision worded the norm anew."), adoption),
    )


def _worded(
    norm: Norm, edit: ChangeNorm | AddNorm, adoption: NormAdoption, from_period: str
) -> NormText:
    clause = find_clause_by_id(adoption.municipality_id, norm.clause_id)
    if clause is None:
        raise WrongState(_("There is no such agreement here."))
    becomes = replace(stored(edit.becomes), clause=clause.number)
    latest = norm.texts.order_by("-number").first()
    wording = NormText.objects.create(
        norm=norm,
        number=latest.number + 1 if latest else 1,
        text=format_norm(becomes),
        kind=becomes.kind.value,
        indicator_id=becomes.indicator_id or "",
        quotation=becomes.quotation,
        explanation=edit.explanation,
        from_period=from_period,
        state=NormText.State.CONFIRMED,
        written_by_id=adoption.actor.user_id,
        written_at=adoption.now,
        confirmed_by_id=adoption.actor.user_id,
        confirmed_at=adoption.now,
    )
    agree_with_versions(wording, adoption.actor.user_id, adoption.now)
    record_standings_of(wording)
    return wording


def _ended(norm: Norm, edit: EndNorm, adoption: NormAdoption, from_period: str) -> NormText:
    wording: NormText = norm.texts.get(number=edit.wording)
    wording.state = NormText.State.RETIRED
    wording.retired_by_id, wording.retired_at = adoption.actor.user_id, adoption.now
    wording.retired_from_period = from_period
    wording.retired_because = _because(edit.reason, adoption)
    wording.save(
        update_fields=[
            "state",
            "retired_by",
            "retired_at",
            "retired_from_period",
            "retired_because",
        ]
    )
    return wording


def _because(reason: str, adoption: NormAdoption) -> str:
    return f"{reason} ({adoption.decision_name})"[:300]


def _record(wording: NormText, edit: NormEdit, adoption: NormAdoption) -> None:
    NormDecision.objects.create(
        norm_text=wording,
        version_id=adoption.version_id,
        edit=UUID(edit.id),
        ends=isinstance(edit, EndNorm),
    )
    audit.record(
        name="norm.decided",
        subject=("clause", wording.norm.clause_id),
        actor=adoption.actor,
        now=adoption.now,
        facts={
            "norm": str(wording.norm_id),
            "number": wording.number,
            "ends": isinstance(edit, EndNorm),
            "proposal": str(adoption.proposal_id),
            "decision": adoption.decision_name,
        },
    )

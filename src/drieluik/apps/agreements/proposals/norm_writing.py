"""From what a person filled in to edits of norms, and back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.desk import Desk, new_id
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.norm_forms import EndNormForm, NormBefore, NormForm
from drieluik.apps.agreements.proposals.norming import (
    AddNorm,
    ChangeNorm,
    EndNorm,
    new_norm_id,
    norm_of,
)
from drieluik.apps.agreements.proposals.rebuilding import Question
from drieluik.core.amendments.edits.edit import ChangeWords
from drieluik.core.flows import measurables
from drieluik.core.norms import ForWhom, Kind, Norm, Scope

_JUDGED = {"effort": Kind.EFFORT, "process": Kind.PROCESS}


def norm_form(desk: Desk, given: Any) -> forms.Form:
    """Ask what the chosen norm becomes."""
    now = desk.norm
    text, explanation = now.text, now.explanation
    for one in desk.own(ChangeNorm):
        if isinstance(one.edit, ChangeNorm):
            text, explanation = one.edit.becomes, one.edit.explanation
    norm = norm_of(text)
    if norm is None:
        raise ValueError(f"the norm {now.norm_id} can no longer be read")
    return NormForm(given, before=_before(desk, norm, explanation, now.clause_id))


def build_norm(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit that changes the chosen norm; none when it says the same."""
    now = desk.norm
    if norm_of(given["norm_text"]) == norm_of(now.text) and given["explanation"] == now.explanation:
        return []
    edit = ChangeNorm(
        id=new_id(desk.own(ChangeNorm)),
        norm_id=now.norm_id,
        clause_id=now.clause_id,
        wording=now.wording,
        was=now.text,
        becomes=given["norm_text"],
        explanation=given["explanation"],
    )
    return [ProposedEdit(edit)]


def ask_by_what_figure(_desk: Desk) -> Question:
    """Ask by what figure an agreement is tested, or that people judge."""
    figures = sorted((one.name_nl, one.indicator_id) for one in measurables().values())
    judged = [
        ("effort", _("No figure: the parties judge their effort")),
        ("process", _("No figure: the parties judge their way of working")),
    ]
    groups = (
        (_("By a figure"), [(indicator_id, name) for name, indicator_id in figures]),
        (_("By people"), judged),
    )
    return Question(_("How do we see whether this agreement is met?"), groups)


def add_norm_form(desk: Desk, given: Any) -> forms.Form:
    """Ask what the new norm of the chosen agreement says."""
    norm, explanation = _begun(desk)
    return NormForm(given, before=_before(desk, norm, explanation, desk.subject))


def build_add_norm(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit that gives the chosen agreement a norm."""
    edit = AddNorm(
        id=new_id(desk.own(AddNorm)),
        norm_id=new_norm_id(desk.subject, desk.norms.n_known.get(desk.subject, 0)),
        clause_id=desk.subject,
        becomes=given["norm_text"],
        explanation=given["explanation"],
    )
    return [ProposedEdit(edit)]


def end_norm_form(desk: Desk, given: Any) -> forms.Form:
    """Ask why the chosen norm counts no longer."""
    reasons = [one.edit.reason for one in desk.own(EndNorm) if isinstance(one.edit, EndNorm)]
    return EndNormForm(given, initial={"reason": reasons[0]} if reasons else {})


def build_end_norm(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit that ends the chosen norm."""
    now = desk.norm
    edit = EndNorm(
        id=new_id(desk.own(EndNorm)),
        norm_id=now.norm_id,
        clause_id=now.clause_id,
        wording=now.wording,
        was=now.text,
        reason=given["reason"].strip(),
    )
    return [ProposedEdit(edit)]


def _begun(desk: Desk) -> tuple[Norm, str]:
    """Return the new norm as it was written before, or its beginning."""
    for one in desk.own(AddNorm):
        before = norm_of(one.edit.becomes) if isinstance(one.edit, AddNorm) else None
        if isinstance(one.edit, AddNorm) and before and not desk.answers:
            return before, one.edit.explanation
    chosen = desk.answers[0]
    kind = _JUDGED.get(chosen, Kind.RESULT)
    indicator_id = None if chosen in _JUDGED else chosen
    for_whom = ForWhom(Scope.EACH if chosen in _JUDGED else Scope.TOTAL)
    return Norm(desk.clause.number, "", kind, for_whom, indicator_id=indicator_id), ""


def _before(desk: Desk, norm: Norm, explanation: str, clause_id: str) -> NormBefore:
    """Return what a form starts from; the words are those that the proposal gives the agreement."""
    texts = {one.id: one.text for one in (*desk.current.clauses, *desk.added_clauses)}
    texts |= {
        one.edit.clause_id: one.edit.new_text
        for one in desk.edits
        if isinstance(one.edit, ChangeWords)
    }
    return NormBefore(norm, explanation, texts.get(clause_id, ""), dict(desk.corporations))

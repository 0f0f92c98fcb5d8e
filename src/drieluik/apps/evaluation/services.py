"""Answering the questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import NotAllowed
from drieluik.apps.evaluation import policies
from drieluik.apps.evaluation.models import ProcessAnswers
from drieluik.apps.evaluation.questions import SCALE, STATEMENTS
from drieluik.apps.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class Said:
    """What a party answers: 1 to 5 by key of a statement, none for one left open, and a remark."""

    scores: Mapping[str, int]
    remark: str = ""


@transaction.atomic
def answer(
    *,
    municipality_id: int,
    party_id: int,
    year: int,
    said: Said,
    actor: Actor,
    now: datetime,
) -> ProcessAnswers:
    """Record what a party thinks of the process of a year; earlier answers stay.

    Args:
        municipality_id: Where.
        party_id: For which party.
        year: About which year.
        said: What it answers.
        actor: Who answers.
        now: When.

    Raises:
        NotAllowed: The person does not answer for this party.
        WrongState: The year has not begun.
        ValueError: A statement or a score is unknown, or nothing was said: the form asks first.

    Changes:
        One ``ProcessAnswers``; one audit event ``process_answers.given``.
    """
    policies.check_may_answer(actor, municipality_id=municipality_id, party_id=party_id)
    policies.check_year_has_begun(year=year, this_year=timezone.localdate(now).year)
    if actor.user_id is None:
        raise NotAllowed(_("Sign in first."))
    known, scale = {one.key for one in STATEMENTS}, {value for value, _label in SCALE}
    if not set(said.scores) <= known or not set(said.scores.values()) <= scale:
        raise ValueError(f"unknown statement or score: {dict(said.scores)}")
    if not said.scores and not said.remark.strip():
        raise ValueError("nothing was answered")
    answers: ProcessAnswers = ProcessAnswers.objects.create(
        municipality_id=municipality_id,
        party_id=party_id,
        year=year,
        scores=dict(said.scores),
        remark=said.remark.strip(),
        answered_by_id=actor.user_id,
        answered_at=now,
    )
    audit.record(
        name="process_answers.given",
        subject=("process_answers", answers.pk),
        actor=actor,
        now=now,
        party_code=next(one.party_code for one in actor.standings if one.party_id == party_id),
        facts={"year": year},
    )
    return answers

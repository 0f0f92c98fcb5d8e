"""The questionnaire of a year: reading what the parties answered, and answering for one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Form, Schema
from ninja.errors import ValidationError
from pydantic import Field

from drieluik.apps.evaluation import policies, services
from drieluik.apps.evaluation.api.asking import YEAR, evaluation_of, readable_place, router
from drieluik.apps.evaluation.forms import AnswersForm
from drieluik.apps.evaluation.questions import SCALE, STATEMENTS
from drieluik.apps.evaluation.rows import AnswersLine, Evaluation
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_words import Words

_STATEMENTS = {
    "op_tijd": "in_time",
    "begrijpelijk": "understandable",
    "gehoord": "heard",
    "gelijk": "equal",
    "gedaan": "kept",
}


class StatementOut(Schema):
    """A statement of the questionnaire, by the name under which it is answered."""

    naam: str
    stelling: str


class ChoiceOut(Schema):
    """A step of the scale."""

    waarde: int
    uitleg: str


class AnswersOut(Schema):
    """The newest answers of a party."""

    partij: str
    antwoorden: dict[str, int] = Field(description="Statement -> 1 to 5; open ones are left out")
    opmerking: str
    op: datetime
    eerder: int = Field(description="How often it answered before")


class QuestionnaireOut(Schema):
    """The questionnaire of a year with what the parties answered."""

    jaar: int
    stellingen: list[StatementOut]
    schaal: list[ChoiceOut]
    antwoorden: list[AnswersOut]
    nog_niet: list[str] = Field(description="Parties that did not answer")


class AnswersIn(Schema):
    """What a party answers: 1 to 5 per statement, a remark, or both."""

    partij: str = Field("", description="Code; only needed by who answers for several parties")
    op_tijd: str = Field("", description="We had the papers early enough to talk them over")
    begrijpelijk: str = Field("", description="What we had to decide about was in plain words")
    gehoord: str = Field("", description="What we brought in was seriously talked about")
    gelijk: str = Field("", description="The three parties decided as equals")
    gedaan: str = Field("", description="What we decided together was done")
    opmerking: Words = Field("", description="All parties read this, with the name of the party")


@router.get(f"{YEAR}/vragenlijst", response=QuestionnaireOut)
def get_process_answers(request: HttpRequest, gemeente: str, jaar: int) -> dict[str, Any]:
    """Give the questionnaire with the newest answers of every party; for the parties."""
    return _questionnaire(evaluation_of(request, readable_place(request, gemeente, jaar), jaar))


@router.post(f"{YEAR}/vragenlijst", response=QuestionnaireOut)
def answer_questionnaire(
    request: HttpRequest, gemeente: str, jaar: int, given: Form[AnswersIn]
) -> dict[str, Any]:
    """Answer for a party; a later answer takes the place of an earlier one, and both are kept."""
    place, actor = readable_place(request, gemeente, jaar), actor_of(request)
    form = _form(actor, place, given)
    services.answer(
        municipality_id=place,
        party_id=form.party_id,
        year=jaar,
        said=services.Said(form.scores, form.cleaned_data["remark"]),
        actor=actor,
        now=timezone.now(),
    )
    return _questionnaire(evaluation_of(request, place, jaar))


def _form(actor: Actor, place: int, given: AnswersIn) -> AnswersForm:
    """Return the answers, checked as the page checks them.

    Raises:
        NotAllowed: The person does not answer for this party, or for none.
        ValidationError: All that is wrong, at the names this API uses.
    """
    parties = policies.answering_parties(actor, municipality_id=place)
    party_id = find_party_id(code=given.partij) if given.partij else None
    if given.partij or not parties:
        policies.check_may_answer(actor, municipality_id=place, party_id=party_id or 0)
    names = {**_STATEMENTS, "partij": "party", "opmerking": "remark"}
    sent: Mapping[str, Any] = {ours: getattr(given, name) for name, ours in names.items()}
    form = AnswersForm({**sent, "party": party_id or ""}, parties=parties)
    if not form.is_valid():
        dutch = {ours: name for name, ours in names.items()}
        raise ValidationError(
            [
                {"loc": ("form", dutch.get(name, "antwoorden")), "msg": sentence}
                for name, sentences in form.errors.items()
                for sentence in sentences
            ]
        )
    return form


def _questionnaire(found: Evaluation) -> dict[str, Any]:
    dutch = {ours: name for name, ours in _STATEMENTS.items()}
    return {
        "jaar": found.year,
        "stellingen": [{"naam": dutch[one.key], "stelling": str(one.words)} for one in STATEMENTS],
        "schaal": [{"waarde": value, "uitleg": str(label)} for value, label in SCALE],
        "antwoorden": [_answers(row, dutch) for row in found.answers],
        "nog_niet": list(found.unanswered),
    }


def _answers(row: AnswersLine, dutch: Mapping[str, str]) -> dict[str, Any]:
    return {
        "partij": row.party,
        "antwoorden": {dutch[key]: score for key, score in row.scores.items()},
        "opmerking": row.remark,
        "op": row.at,
        "eerder": row.n_earlier,
    }

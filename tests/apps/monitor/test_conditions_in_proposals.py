"""The condition of a norm in a figure, proposed by the form and by the API."""

import pytest

from drieluik.apps.agreements.proposals.norm_forms import NormBefore, NormForm
from drieluik.core.flows import read_norm
from tests.factories.monitor import NOW, make_norm, make_place, norm_text
from tests.factories.organisations import sign_in
from tests.factories.proposals import delegate, make_proposal, second_delegate

CLAUSE = "Er zijn vijfhonderd woningen betaalbaar."
GIVEN = {
    "comparison": "at_most",
    "value": "3",
    "rhythm": "half_year",
    "for_whom": "alle corporaties samen",
    "quotation": "vijfhonderd woningen betaalbaar",
}
CONDITION = {
    "condition_figure": "vacancy-share",
    "condition_comparison": "at_most",
    "condition_value": "60",
}


def _form(given, **norm):
    return NormForm(given, before=NormBefore(read_norm(norm_text(**norm)), "", CLAUSE, {}))


def test_the_condition_stands_with_the_condition_in_words_and_is_read_in_its_own_unit():
    form = _form(GIVEN | CONDITION)

    assert form.is_valid(), form.errors
    assert "mits cijfer: vacancy-share hoogstens 60%" in form.cleaned_data["norm_text"]
    names = list(form.fields)
    at = names.index("condition")
    assert names[at + 1 : at + 5] == [*CONDITION, "exception"]


def test_without_a_figure_there_is_no_condition():
    form = _form(GIVEN)

    assert form.is_valid(), form.errors
    assert "mits" not in form.cleaned_data["norm_text"]


def test_a_figure_of_parts_only_cannot_be_a_condition():
    offered = dict(_form(GIVEN).fields["condition_figure"].choices)

    assert "vacancy-share" in offered
    assert "affordable-share" not in offered
    assert list(_form(GIVEN | CONDITION | {"condition_figure": "x"}).errors) == ["condition_figure"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"condition_value": ""}, "Vul een cijfer in"),
        ({"condition_value": "veel"}, "Schrijf een percentage"),
        ({"condition_value": "120%"}, "hoogstens 100%"),
        ({"condition_figure": ""}, "Kies hierboven welk cijfer dit is"),
    ],
)
def test_what_cannot_be_is_told_at_the_value(given, words):
    form = _form(GIVEN | CONDITION | given)

    assert list(form.errors) == ["condition_value"]
    assert words in str(form.errors["condition_value"])


@pytest.mark.django_db
def test_a_condition_is_proposed_shown_again_kept_and_taken_away(client):
    place = make_place()
    norm = make_norm(place)
    sign_in(client, delegate("corporatie-a"))
    draft = make_proposal(submitted=False, now=NOW)
    address = f"/gm9001/voorstellen/{draft.id}/wijziging/norm/?over={norm.norm_id}"

    client.post(address, GIVEN | CONDITION | {"step": 0})
    again = client.get(address).context["form"].initial
    told = client.get(f"/gm9001/voorstellen/{draft.id}/").text
    sign_in(client, second_delegate("corporatie-a"))
    changes = f"/api/v1/gemeenten/gm9001/voorstellen/{draft.id}/wijzigingen/norm"
    kept = client.post(changes, {"over": norm.norm_id, "stap": 1, "waarde": "4"})
    nothing = {"mits_cijfer": "", "mits_waarde": ""}
    gone = client.post(changes, {"over": norm.norm_id, "stap": 2} | nothing)

    assert [again[name] for name in CONDITION] == ["vacancy-share", "at_most", "60%"]
    assert "hoogstens 60%" in told
    assert "mits cijfer: vacancy-share hoogstens 60%" in _becomes(kept)
    assert "mits" not in _becomes(gone)


def _becomes(answer):
    return answer.json()["wijzigingen"][0]["inhoud"]["becomes"]

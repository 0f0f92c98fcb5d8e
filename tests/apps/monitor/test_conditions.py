"""A norm with a condition in a figure: what is kept, and what a reader sees of it."""

from dataclasses import replace

import pytest
from django.urls import reverse

from drieluik.apps.agreements.proposals.norm_forms import NormBefore, NormForm
from drieluik.apps.monitor.models import Signal, Standing
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.core.indicators import Audience
from tests.factories.monitor import (
    QUOTATION,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.signals import make_watched_place, notice

pytestmark = pytest.mark.django_db
CLAUSE = reverse("agreements:clause", args=["gm9001", "2.1"])
OVERVIEW = reverse("monitor:overview", args=["gm9001"])
BROKEN = (9, 9)
"""Evictions above the norm, in two buurten with 10 households in arrears each."""


def _deliver(place, without=()):
    accept_figures(place, evictions=BROKEN)
    accept_figures(place, party_code="corporatie-b", evictions=(1,), without=without)
    calculate(place)


def _place(bound, for_whom="alle corporaties samen"):
    place = make_place()
    text = norm_text(for_whom=for_whom) + f"\nmits cijfer: households-in-arrears {bound}"
    make_norm(place, text=text)
    _deliver(place)
    return place


@pytest.mark.parametrize(
    ("bound", "light", "code", "meaning"),
    [
        ("minstens 30", "off_course", "missed", "In 2020-1 was het 30. De norm geldt dus."),
        (
            "minstens 31",
            "not_measurable_yet",
            "condition_not_met",
            "In 2020-1 was het 30. De norm geldt dus niet over 2020-1.",
        ),
    ],
)
def test_the_light_that_is_kept_follows_the_condition(bound, light, code, meaning):
    _place(bound)

    whole = Standing.objects.get(party_code="")

    assert (whole.light, whole.reason_code) == (light, code)
    assert whole.reason.endswith(meaning)
    assert whole.value == 19


def test_a_norm_that_is_confirmed_later_is_held_against_its_condition_too():
    place = make_place()
    _deliver(place)

    make_norm(place, text=norm_text() + "\nmits cijfer: households-in-arrears minstens 31")

    assert Standing.objects.get(party_code="").reason_code == "condition_not_met"


def test_without_the_figure_of_the_condition_nobody_can_tell_whether_the_norm_holds():
    place = make_place()
    make_norm(place, text=norm_text() + "\nmits cijfer: daeb-dwellings minstens 1")
    _deliver(place, without=("dwellings",))

    whole = Standing.objects.get(party_code="")

    assert (whole.light, whole.reason_code) == ("unknown", "condition_unclear")
    assert "Corporatie b" in whole.reason


def test_pages_say_in_words_that_the_norm_does_not_hold_and_lead_to_the_figure(client):
    place = _place("minstens 31")
    sign_in(client, make_steward(place))

    clause, overview = (
        client.get(one, {"periode": "2020-1"}).content.decode() for one in (CLAUSE, OVERVIEW)
    )

    for page in (clause, overview):
        assert "Voorwaarde: Huishoudens met huurachterstand, minstens 31." in page
        assert "De norm geldt dus niet over 2020-1." in page
    assert reverse("monitor:indicator", args=["gm9001", "households-in-arrears"]) in clause


def test_who_sees_no_figures_of_corporations_still_reads_why_the_norm_does_not_hold(
    client, monkeypatch
):
    place = _place("minstens 31", "elke corporatie")
    monkeypatch.setattr(Sight, "audience", lambda _self, _card: Audience.OWNER)
    council = make_party(code="raad", kind="council", municipality=place)
    sign_in(client, make_actor("reader", party=council, municipality=place))

    page = client.get(OVERVIEW, {"periode": "2020-1"}).content.decode()

    assert "De norm geldt dus niet over 2020-1." in page


def test_a_proposal_for_another_target_keeps_the_condition():
    text = norm_text() + "\nmits cijfer: households-in-arrears minstens 31"
    before = NormBefore(stored(text), "", f"Zij houden {QUOTATION}.", {})
    given = {field.name: field.value() or "" for field in NormForm(before=before)}

    form = NormForm(given | {"value": "7"}, before=before)

    assert form.is_valid(), form.errors
    assert "norm: hoogstens 7\n" in form.cleaned_data["norm_text"]
    assert "mits cijfer: households-in-arrears minstens 31" in form.cleaned_data["norm_text"]


def test_who_sees_no_figures_of_corporations_reads_only_that_one_lacks_the_condition(monkeypatch):
    place = make_place()
    make_norm(place, text=norm_text() + "\nmits cijfer: daeb-dwellings minstens 1")
    _deliver(place, without=("dwellings",))
    monkeypatch.setattr(Sight, "audience", lambda _self, _card: Audience.OWNER)
    council = make_party(code="raad", kind="council", municipality=place)

    (norm,) = _standing(place, make_actor("reader", party=council, municipality=place)).norms

    (party,) = norm.parties
    assert (party.party_code, party.missing, party.value, party.low) == (
        "corporatie-b",
        True,
        None,
        None,
    )


def _standing(place, actor=None, period="2020-1"):
    lights = Lights(Sight(actor or make_steward(place), place.id))
    (standing,) = [one for one in lights.standings(period) if one.norms]
    return standing


NOT_MET = "\nmits cijfer: households-in-arrears minstens 31"


def test_a_norm_that_does_not_hold_hides_no_other_that_is_missed():
    place = make_place()
    make_norm(place, text=norm_text() + NOT_MET + "\neen van: huur")
    make_norm(place, text=norm_text(target="hoogstens 6") + "\neen van: huur")
    _deliver(place)

    standing = _standing(place)

    assert standing.light == standing.worked_out == "off_course"
    assert "de norm is hoogstens 6" in standing.reason
    (sign,) = standing.worked_out_as("off_course")
    assert sign.holds


def test_a_norm_that_does_not_hold_leaves_the_light_of_the_others():
    place = make_place()
    make_norm(place, text=norm_text() + NOT_MET)
    make_norm(place, text=norm_text(target="hoogstens 50"))
    _deliver(place)

    standing = _standing(place)

    assert standing.light == "on_course"
    assert "de norm is hoogstens 50" in standing.reason


def test_a_light_by_hand_counts_where_the_norm_itself_does_not_hold():
    place = _place("minstens 31")
    (norm,) = _standing(place).norms
    by_hand = replace(norm, light="attention", worked_out=norm.light)
    other = replace(norm, light="on_course", holds=True)

    standing = ClauseStanding.of(_standing(place).clause, [by_hand, other])

    assert (standing.light, standing.worked_out) == ("attention", "on_course")


def test_a_missing_delivery_of_the_condition_raises_a_signal_that_names_who():
    place = make_watched_place(norm_text() + "\nmits cijfer: daeb-dwellings minstens 1")
    accept_figures(place, period="2020-2")
    accept_figures(place, party_code="corporatie-b", period="2020-2", without=("dwellings",))
    calculate(place, "2020-2")

    notice(place)

    signal = Signal.objects.get()
    assert signal.kind == "missing"
    assert [row.party.code for row in signal.parties.all()] == ["corporatie-b"]
    assert _standing(place, period="2020-2").missing == ("Corporatie b",)


def test_the_own_figure_keeps_its_arrow_when_nobody_knows_whether_the_norm_holds():
    place = make_place()
    make_norm(place, text=norm_text() + "\nmits cijfer: daeb-dwellings minstens 1")
    for period, evictions in (("2019-1", (4,)), ("2020-1", (9,))):
        accept_figures(place, period=period, evictions=evictions)
        accept_figures(
            place,
            party_code="corporatie-b",
            period=period,
            evictions=(1,),
            without=("dwellings",),
        )
        calculate(place, period)

    (norm,) = _standing(place).norms

    assert (norm.light, norm.value, norm.incomplete) == ("unknown", 10, "")
    assert norm.trend is not None


def test_parties_of_a_norm_that_does_not_hold_read_so_in_the_place_of_a_light(client):
    place = _place("minstens 31", "elke corporatie")
    sign_in(client, make_steward(place))

    page = client.get(CLAUSE, {"periode": "2020-1"}).content.decode()

    assert page.count(">geldt niet<") == 2
    assert "geen eigen norm" not in page


def test_the_overview_explains_that_a_norm_may_not_hold(client):
    place = _place("minstens 31")
    sign_in(client, make_steward(place))

    page = client.get(OVERVIEW).content.decode()

    assert "de voorwaarde van de norm is niet gehaald: dan geldt de norm nu niet" in page

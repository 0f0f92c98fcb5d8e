"""A norm rests on the figure of its condition too: consent, the catalogue, files and corrections."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.norming import AddNorm, new_norm_id
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import NormVersion
from drieluik.apps.monitor.overview_files import overview_tables, read_overview
from drieluik.apps.monitor.selectors.catalogue_check import check_catalogue
from drieluik.apps.monitor.selectors.foreseen import find_change
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.overview import Choice, Overview
from drieluik.apps.monitor.selectors.restated import get_restated
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.definitions import (
    LATER,
    NORM,
    STOCK,
    adopted,
    end_definition,
    place_with_stock,
    set_definition,
)
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    check_figures,
    correct_figures,
    make_norm,
    make_steward,
    norm_text,
    sign_figures,
)
from tests.factories.organisations import sign_in
from tests.factories.proposals import make_proposal
from tests.factories.traces import refused

pytestmark = pytest.mark.django_db
UNDER = "\nmits cijfer: daeb-dwellings {bound}"
FEWER = {name: column[:1] for name, column in STOCK.items()}
"""One DAEB dwelling instead of three."""


@pytest.fixture
def place():
    """Two half-years in which 6 DAEB dwellings were counted and 6 households evicted."""
    return place_with_stock()


def _norm(place, bound="minstens 6", period="halfjaar"):
    text = norm_text().replace("periode: halfjaar", f"periode: {period}")
    return make_norm(place, text=text + UNDER.format(bound=bound))


def _light(place, period):
    found = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in found.clauses if clause.number == "2.1")
    return found.standing(clause, period).norms[0]


def _another_definition(place):
    adopted(set_definition(meaning="Zonder kamers."))
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2021-1", dwellings=STOCK)
    calculate(place, "2021-1", now=LATER)


def test_a_norm_asks_to_be_confirmed_again_when_its_condition_counts_otherwise(place):
    norm = _norm(place)
    agreed = NormVersion.objects.filter(norm_text=norm).values_list("indicator_id", "version")
    assert list(agreed) == [("daeb-dwellings", 1), ("evictions", 1)]
    _another_definition(place)

    light = _light(place, "2021-1")
    assert (light.light, light.must_be_confirmed) == ("unknown", True)
    assert "versie 2 van de definitie van DAEB-woningen" in light.reason
    assert _light(place, "2020-2").reason.endswith("De norm geldt dus.")
    again = {"norm_text_id": norm.id, "actor": make_steward(place), "now": LATER}
    assert services.confirm_norm_again(**again) == [("daeb-dwellings", 2)]
    refused(lambda: services.confirm_norm_again(**again))

    light = _light(place, "2021-1")
    assert light.reason.endswith("In 2021-1 was het 4. De norm geldt dus niet over 2021-1.")
    assert light.counts_by == (("evictions", 1), ("daeb-dwellings", 2))
    event = AuditEvent.objects.get(name="norm.confirmed_again")
    assert event.facts["versions"] == [["daeb-dwellings", 2]]


def test_the_norm_page_says_which_definition_changed(client, place):
    norm = _norm(place)
    adopted(set_definition())
    sign_in(client, make_steward(place))

    page = client.get(reverse("monitor:norm", args=[place.slug, norm.id])).content.decode()

    assert "geldt versie 2 van de definitie van DAEB-woningen" in page
    assert "van de definitie van Huisuitzettingen" not in page
    assert reverse("monitor:indicator", args=[place.slug, "daeb-dwellings"]) in page


def test_a_figure_that_only_a_condition_uses_is_used_and_its_new_version_is_found(place):
    norm = _norm(place)
    adopted(set_definition())

    found = {group.kind: group.findings for group in check_catalogue(municipality_id=place.id)}

    assert "daeb-dwellings" not in {
        one.card.id for kind in ("no_norm", "unused") for one in found[kind]
    }
    (before,) = found["norm_of_before"]
    assert (before.card.id, before.norm_text_id) == ("daeb-dwellings", norm.id)


def test_a_figure_that_only_a_condition_uses_stays_in_the_catalogue(place):
    norm = _norm(place)
    clause = str(norm.norm.clause_id)
    comes = AddNorm(
        str(uuid4()), new_norm_id(clause, 1), clause,
        norm_text() + "\nmits cijfer: vacancy-share hoogstens 10%", "Leegstand.",
    )  # fmt: skip

    for edits in ([end_definition("daeb-dwellings")], [end_definition(), ProposedEdit(comes)]):
        with pytest.raises(WrongState, match="Normen toetsen aan dit cijfer: Huisuitzettingen"):
            make_proposal(*edits, now=NOW)


def test_the_page_of_a_figure_names_the_norms_that_use_it_and_how(client, place):
    norm = _norm(place)
    sign_in(client, make_steward(place))

    used = {
        one: client.get(reverse("monitor:indicator", args=[place.slug, one]))
        for one in ("daeb-dwellings", "evictions", "vacancy-share")
    }

    assert {
        one: [(use.norm_text_id, use.is_condition) for use in page.context["norms"]]
        for one, page in used.items()
    } == {"daeb-dwellings": [(norm.id, True)], "evictions": [(norm.id, False)], "vacancy-share": []}
    assert "(als voorwaarde)" in used["daeb-dwellings"].content.decode()
    assert "(als voorwaarde)" not in used["evictions"].content.decode()


def test_the_file_of_the_overview_gives_the_definition_by_which_the_condition_counts(place):
    norm = _norm(place)
    _another_definition(place)
    services.confirm_norm_again(norm_text_id=norm.id, actor=make_steward(place), now=LATER)
    lights = Lights(Sight(make_steward(place), place.id))

    def given(period):
        told = read_overview(Overview.of(lights, Choice(period)), place, on=NOW.date())
        return [row[:3] for row in overview_tables(told)[2].rows]

    assert [row[:2] for row in given("2020-2")] == [("Huisuitzettingen", 1), ("DAEB-woningen", 1)]
    assert given("2021-1")[1] == ("DAEB-woningen", 2, "Zonder kamers.")


@pytest.mark.parametrize(
    ("rhythm", "corrected", "told_in"),
    [("halfjaar", "2020-1", "2020-1"), ("jaar", "2020-2", "2020-2")],
)
def test_a_correction_of_the_figure_of_a_condition_is_foreseen_and_told_as_cause(
    place, rhythm, corrected, told_in
):
    _norm(place, period=rhythm)
    delivery = sign_figures(check_figures(place, period=corrected, dwellings=FEWER))
    services.foresee(delivery_id=delivery.id, municipality_id=place.id, now=LATER)
    change = find_change(
        delivery_id=delivery.id, municipality_id=place.id, actor=make_steward(place)
    )
    said = {(one.period, light.then, light.now) for one in change.periods for light in one.lights}
    assert said == {(told_in, "off_course", "not_measurable_yet")}

    accept_figures(place, period=corrected, dwellings=FEWER, now=LATER)
    for period in services.periods_to_recalculate(municipality_id=place.id, period=corrected):
        calculate(place, period, LATER)

    assert _light(place, told_in).light == "not_measurable_yet"
    found = get_restated(
        period=told_in, sight=Sight(SYSTEM, place.id), known_at=NOW + timedelta(hours=1)
    )
    (row,) = found.lights
    assert [step.calculation.period for step in row.steps] == [told_in]
    assert row.others == ()


def test_a_correction_of_the_first_half_changes_what_a_condition_says_of_the_year(place):
    text = NORM.format(target="minstens 7").replace("periode: halfjaar", "periode: jaar")
    make_norm(place, text=f"{text}\nmits cijfer: evictions hoogstens 12")
    assert _light(place, "2020-2").light == "off_course"

    delivery = correct_figures(place, (2, 2), LATER)
    for period in services.periods_to_recalculate(municipality_id=place.id, period="2020-1"):
        calculate(place, period, LATER)

    assert _light(place, "2020-2").reason.endswith(
        "In 2020 was het 13. De norm geldt dus niet over 2020."
    )
    found = get_restated(
        period="2020-2", sight=Sight(SYSTEM, place.id), known_at=NOW + timedelta(hours=1)
    )
    (row,) = found.lights
    assert {one.delivery_id for step in row.steps for one in step.restatements} == {delivery.id}

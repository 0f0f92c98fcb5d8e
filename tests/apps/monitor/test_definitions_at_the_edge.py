"""Definitions by consent where it is easy to go wrong: what ended, what never came, what is compared."""

from datetime import timedelta
from uuid import uuid4

import pytest

from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.norming import AddNorm, ChangeNorm, new_norm_id
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Standing
from drieluik.apps.monitor.overview_files import read_overview
from drieluik.apps.monitor.selectors.definitions import card_for, get_definitions
from drieluik.apps.monitor.selectors.foreseen import find_change
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.norms import list_norms, versions_to_agree
from drieluik.apps.monitor.selectors.overview import Choice, Overview
from drieluik.apps.monitor.services import foreseeing
from drieluik.apps.monitor.sight import Sight
from drieluik.core.indicators import indicator
from drieluik.jobs.monitor import complete_series
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
    make_norm,
    make_steward,
    sign_figures,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.proposals import make_proposal

pytestmark = pytest.mark.django_db
STILL_LATER = NOW + timedelta(days=5)


@pytest.fixture
def place():
    return place_with_stock()


def _council(place):
    party = make_party(code="raad", kind="council", municipality=place)
    return make_actor("reader", party=party, municipality=place)


def test_what_parties_closed_stays_closed_when_the_figure_leaves_the_catalogue(place):
    adopted(set_definition("vacancy-share", 1, audience="owner", meaning="Eigen woorden."))

    adopted(end_definition(number=1), now=LATER)

    assert not Sight(_council(place), place.id).shows_party(
        indicator("vacancy-share"), "corporatie-a"
    )
    card = card_for(municipality_id=place.id, indicator_id="vacancy-share")
    assert (card.meaning_nl, card.audience.value) == ("Eigen woorden.", "owner")


def test_a_figure_cannot_leave_the_catalogue_while_a_norm_comes_that_tests_by_it(place):
    norm = make_norm(place, text=NORM.format(target="minstens 6"))
    clause = str(norm.norm.clause_id)
    vacancy = NORM.format(target="hoogstens 10%").replace("daeb-dwellings", "vacancy-share")
    comes = AddNorm(str(uuid4()), new_norm_id(clause, 1), clause, vacancy, "Leegstand.")
    changes = ChangeNorm(
        str(uuid4()), str(norm.norm_id), clause, norm.number, norm.text,
        NORM.format(target="minstens 7"), "Meer.",
    )  # fmt: skip
    to_another = ChangeNorm(
        str(uuid4()), str(norm.norm_id), clause, norm.number, norm.text, vacancy, "Anders.",
    )  # fmt: skip

    for figure, edit in (("vacancy-share", comes), ("daeb-dwellings", changes)):
        with pytest.raises(WrongState, match="Normen toetsen aan dit cijfer"):
            make_proposal(end_definition(figure), ProposedEdit(edit), now=NOW)
    assert make_proposal(end_definition("daeb-dwellings"), ProposedEdit(to_another), now=NOW)


def test_a_version_that_another_decision_overtook_before_it_counted_asks_nothing(place):
    norm = make_norm(place, text=NORM.format(target="minstens 6"))
    adopted(set_definition())
    adopted(set_definition(becomes=1, was=2, number=1), now=LATER)

    (row,) = list_norms(municipality_id=place.id)

    assert get_definitions(municipality_id=place.id).versions("daeb-dwellings") == (1,)
    assert versions_to_agree(row.wordings[-1], place.id) == ()
    assert services.periods_lacking_series(municipality_id=place.id) == []
    assert norm


@pytest.fixture
def corrected(place):
    """A norm beside last year, counted otherwise from 2021 on, and a correction of last year."""
    norm = make_norm(place, text=NORM.format(target="hoger dan vorig jaar"))
    adopted(set_definition())
    complete_series.call(place.id)
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2021-1", dwellings=STOCK)
    calculate(place, "2021-1", now=LATER)
    fewer = {name: column[:1] for name, column in STOCK.items()}
    return norm, sign_figures(check_figures(place, period="2020-1", dwellings=fewer))


def _foresee(place, correction):
    services.foresee(delivery_id=correction.id, municipality_id=place.id, now=LATER)
    return find_change(
        delivery_id=correction.id, municipality_id=place.id, actor=make_steward(place)
    )


def test_a_correction_of_last_year_is_foreseen_by_the_version_that_counts_this_year(
    place, corrected
):
    norm, correction = corrected
    services.confirm_norm_again(norm_text_id=norm.id, actor=make_steward(place), now=LATER)

    change = _foresee(place, correction)

    # by version 2 it was four dwellings last year and is three then; this year it is four
    lights = {(one.period, light.then, light.now) for one in change.periods for light in one.lights}
    assert ("2021-1", "off_course", "on_course") in lights


def test_a_norm_that_is_confirmed_again_makes_a_comparison_stale(place, corrected):
    norm, correction = corrected
    assert _foresee(place, correction).state == "ready"

    services.confirm_norm_again(norm_text_id=norm.id, actor=make_steward(place), now=LATER)

    change = find_change(
        delivery_id=correction.id, municipality_id=place.id, actor=make_steward(place)
    )
    assert change.state == "waiting"


def test_a_back_series_that_is_ready_makes_a_comparison_stale(place):
    make_norm(place, text=NORM.format(target="hoger dan vorig jaar"))
    adopted(set_definition())
    correction = sign_figures(check_figures(place, period="2020-1", dwellings=STOCK))

    def fingerprint():
        return foreseeing.foreseen(
            delivery_id=correction.id, municipality_id=place.id, now=LATER
        ).fingerprint

    before = fingerprint()
    complete_series.call(place.id)

    assert fingerprint() != before


def test_a_light_beside_last_year_does_not_wait_for_the_job_of_the_back_series(place):
    make_norm(place, text=NORM.format(target="hoger dan vorig jaar"))
    adopted(set_definition())
    more = {name: [*column, column[0]] for name, column in STOCK.items()}
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2021-1", dwellings=more)

    calculate(place, "2021-1", now=LATER)

    standing = Standing.objects.get(calculation__period="2021-1", party_code="")
    assert standing.light == "on_course"
    assert services.periods_lacking_series(municipality_id=place.id) == []


def test_the_file_of_the_overview_gives_the_definition_by_which_the_year_was_counted(place):
    make_norm(place, text=NORM.format(target="minstens 6").replace("halfjaar", "jaar"))
    adopted(set_definition(meaning="Zonder kamers."))
    lights = Lights(Sight(make_steward(place), place.id))

    told = read_overview(Overview.of(lights, Choice("2021-1")), place, on=NOW.date())

    (card,) = told.definitions
    assert (card.version, told.differing) == (1, ())
    assert card.meaning_nl == indicator("daeb-dwellings").meaning_nl


def test_a_proposal_tells_the_whole_card_also_where_it_goes_back_to_that_of_the_product():
    said = set_definition("vacancy-share", 1, number=1).edit.sentences

    who = "Wie het per corporatie mag zien: iedereen. Dat geldt meteen, voor alle halfjaren."
    assert who in said
    assert f"Betekenis: {indicator('vacancy-share').meaning_nl}" in said


def test_the_card_says_from_when_a_version_counts_that_counts_nowhere_yet(client, place):
    adopted(set_definition())
    sign_in(client, make_steward(place))

    page = client.get(f"/{place.slug}/monitor/indicatoren/daeb-dwellings/").content.decode()

    assert "Telt vanaf 2021-1" in page

"""Detail of a figure goes to the audience on its card; the total goes to everybody who takes part."""

import pytest
from django.urls import reverse

from drieluik.apps.errors import NotAllowed
from drieluik.apps.monitor.models import NormText
from drieluik.apps.monitor.policies import check_may_see_detail
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.indicators import Audience
from tests.factories.monitor import accept_figures, calculate, make_norm, make_place, norm_text
from tests.factories.organisations import ROLES, make_actor, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
SLUG = "gm9001"
API = "/api/v1/gemeenten/gm9001"
KINDS = {
    "gemeente-voorbeeld": "municipality",
    "corporatie-a": "corporation",
    "huurders-a": "tenants",
    "raad": "council",
    "hogeschool": "other",
}
PARTNERS = ("gemeente-voorbeeld", "corporatie-a", "huurders-a")
BESIDE = ("raad", "hogeschool")


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """Two corporations with evictions, of which everybody may know three in all."""
    with world(django_db_blocker):
        place = make_place()
        make_norm(place, text=norm_text(target="hoogstens 1", for_whom="elke corporatie"))
        accept_figures(place, evictions=(2,))
        accept_figures(place, party_code="corporatie-b", evictions=(1,))
        calculate(place)
        yield place


def _of(code, role="reader"):
    return make_actor(role, party=make_party(code=code, kind=KINDS[code]))


def _url(name, *args):
    return reverse(f"monitor:{name}", args=[SLUG, *args])


@pytest.mark.parametrize(
    ("audience", "may"),
    [
        (Audience.OPEN, (*PARTNERS, *BESIDE)),
        (Audience.PARTNERS, PARTNERS),
        (Audience.OWNER, ("gemeente-voorbeeld",)),
    ],
)
@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("role", ROLES)
def test_who_may_see_detail_follows_from_the_party_and_never_from_the_role(
    place, role, code, audience, may
):
    allowed = check_may_see_detail.allows(_of(code, role), audience, municipality_id=place.id)

    assert allowed == (code in may)


def test_an_owner_sees_its_own_figure_and_no_other(place):
    own = _of("corporatie-a")

    check_may_see_detail(own, Audience.OWNER, municipality_id=place.id, party_code="corporatie-a")
    check_may_see_detail(
        SYSTEM, Audience.OWNER, municipality_id=place.id, party_code="corporatie-b"
    )
    with pytest.raises(NotAllowed):
        check_may_see_detail(
            own, Audience.OWNER, municipality_id=place.id, party_code="corporatie-b"
        )


def test_a_partner_elsewhere_is_no_partner_here(place):
    with pytest.raises(NotAllowed):
        check_may_see_detail(_of("huurders-a"), Audience.PARTNERS, municipality_id=place.id + 1)


@pytest.mark.parametrize("code", KINDS)
def test_the_page_of_an_indicator_shows_the_total_and_only_partners_the_rest(client, place, code):
    sign_in(client, _of(code))

    answer = client.get(_url("indicator", "evictions"))

    sheet, partner = answer.context["sheet"], code in PARTNERS
    assert sheet.total.value == 3.0
    assert bool(sheet.parties) == bool(answer.context["page"].buurten) == partner
    assert ("Corporatie b" in answer.text) == partner
    assert ("U ziet het totaal." in answer.text) != partner


@pytest.mark.parametrize("code", KINDS)
def test_pictures_of_detail_are_not_drawn_for_others(client, place, code):
    sign_in(client, _of(code))

    answers = {
        kind: client.get(_url("chart", "evictions", kind)).status_code
        for kind in ("verloop", "corporaties", "buurten")
    }

    detail = 200 if code in PARTNERS else 404
    assert answers == {"verloop": 200, "corporaties": detail, "buurten": detail}


@pytest.mark.parametrize("code", KINDS)
def test_a_file_holds_what_the_page_shows(client, place, code):
    sign_in(client, _of(code))

    text = client.get(_url("csv", "evictions")).content.decode("utf-8-sig")

    assert ";totaal;" in text
    assert ("2020-1;corporatie;" in text) == ("BU90010000" in text) == (code in PARTNERS)
    assert ("U ziet het totaal." in text) == (code not in PARTNERS)
    assert client.get(_url("xlsx", "evictions")).status_code == 200


@pytest.mark.parametrize("code", KINDS)
def test_the_origin_tells_no_figure_of_a_corporation_to_others(client, place, code):
    sign_in(client, _of(code))

    answer = client.get(_url("origin", "evictions"))

    assert answer.context["sheet"].total.value == 3.0
    assert bool(answer.context["sheet"].parties) == (code in PARTNERS)
    assert ("U ziet het totaal." in answer.text) == (code not in PARTNERS)


@pytest.mark.parametrize("code", KINDS)
def test_other_programmes_get_what_the_page_shows(client, place, code):
    sign_in(client, _of(code))

    levels = {
        row["niveau"] for row in client.get(f"{API}/waarden?indicator=evictions").json()["items"]
    }
    (light,) = client.get(f"{API}/statussen").json()
    told = light["reden"] + light["normen"][0]["reden"]

    assert levels == ({"total", "corporation", "buurt"} if code in PARTNERS else {"total"})
    assert bool(light["normen"][0]["partijen"]) == (code in PARTNERS)
    assert ("Corporatie a" in told) == (code in PARTNERS)


@pytest.mark.parametrize("code", KINDS)
def test_an_agreement_shows_its_light_and_only_partners_who_causes_it(client, place, code):
    sign_in(client, _of(code))

    page = client.get(reverse("agreements:clause", args=[SLUG, "2.1"])).text
    overview = client.get(_url("overview")).text

    assert "light--off_course" in page
    assert ("Corporatie a: " in page) == ("Corporatie a: " in overview) == (code in PARTNERS)
    assert ("U ziet het totaal." in page) == (code not in PARTNERS)


@pytest.mark.parametrize("code", KINDS)
def test_the_page_of_a_norm_quotes_no_corporation_to_others(client, place, code):
    sign_in(client, _of(code))

    page = client.get(_url("norm", NormText.objects.get().id)).text

    assert ("Corporatie a: " in page) == (code in PARTNERS)
    assert ("U ziet het totaal." in page) == (code not in PARTNERS)


def test_an_open_figure_shows_its_detail_to_the_council(client, place):
    sign_in(client, _of("raad"))

    answer = client.get(_url("indicator", "active-seekers-housed-within-12-months"))

    assert answer.context["sheet"].objection == ""
    assert answer.context["sheet"].parties


@pytest.mark.parametrize("code", KINDS)
def test_a_condition_tells_others_no_more_than_the_page_of_its_figure(client, place, code):
    text = norm_text(for_whom="elke corporatie")
    make_norm(place, text=text + "\nmits cijfer: households-in-arrears minstens 21")
    sign_in(client, _of(code))

    answer = client.get(_url("indicator", "households-in-arrears"))
    (light,) = client.get(f"{API}/statussen").json()
    norm = light["normen"][-1]

    assert answer.context["sheet"].total.value == 20
    assert norm["reden"] == (
        "Voorwaarde: Huishoudens met huurachterstand, minstens 21. In 2020-1 was het 20. De norm "
        "geldt dus niet over 2020-1."
    )
    assert bool(norm["partijen"]) == bool(answer.context["sheet"].parties) == (code in PARTNERS)

"""The pages of publications, as stewards, controllers, tenants and the council meet them."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from drieluik.apps.organisations.models import Municipality, Party
from drieluik.apps.releases.models import Publication
from drieluik.core.disclosure import SmallCounts, rule_set
from drieluik.jobs.releases import prepare_publication
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.releases import (
    ASKED,
    accept_counts,
    approve_all,
    approver,
    ask,
    make_steward,
    place_with_counts,
    prepare,
    publish,
)
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
PAGES = "/gm9001/monitor/openbaar/"


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A municipality with figures, of which nothing is public."""
    with world(django_db_blocker):
        place = place_with_counts()
        make_party(code="huurders-a", kind="tenants", municipality=place)
        make_party(code="raad-a", kind="council", municipality=place)
        yield place


@pytest.fixture
def steward(place):
    return sign_in(Client(), make_steward(place))


def reader(code):
    return sign_in(Client(), make_actor("reader", party=Party.objects.get(code=code)))


def page_of(client, address, **sent):
    answer = client.post(address, sent, follow=True) if sent else client.get(address)
    return answer.status_code, answer.content.decode()


def test_without_publications_the_page_says_what_to_do(steward):
    _status, page = page_of(steward, PAGES)

    assert "Er zijn nog geen cijfers openbaar" in page
    assert "Publicatie voorbereiden" in page
    assert "Cijfers die nog niet openbaar kunnen worden" in page


def test_a_steward_goes_the_whole_way_on_the_pages(place, steward):
    _status, page = page_of(
        steward, f"{PAGES}voorbereiden/", period="2020-1", tables=["evictions"], note=""
    )
    row = Publication.objects.get()
    assert "0 van de 1 cijfers zijn klaar" in page
    prepare_publication.func(str(row.id))

    _status, page = page_of(steward, f"{PAGES}{row.id}/")
    assert "Goedkeuren namens" in page
    assert "Openbaar maken</button>" not in page
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]
    party = Party.objects.get(code="gemeente-voorbeeld").id
    _status, page = page_of(steward, f"{PAGES}{row.id}/goedkeuren/", party=party, seen=seen)
    assert "Goedgekeurd." in page
    for code in ("corporatie-a", "corporatie-b"):
        party = Party.objects.get(code=code).id
        client = sign_in(Client(), approver(row, party))
        page_of(client, f"{PAGES}{row.id}/goedkeuren/", party=party, seen=seen)
    _status, page = page_of(steward, f"{PAGES}{row.id}/openbaar-maken/", sure="1")

    assert "De cijfers zijn nu openbaar." in page
    row.refresh_from_db()
    assert row.state == "published"


def test_what_cannot_be_done_is_said_on_the_page_and_nothing_changed(place, steward):
    row = prepare(place)

    _status, page = page_of(steward, f"{PAGES}{row.id}/openbaar-maken/", sure="1")

    assert "Nog niet goedgekeurd door" in page
    row.refresh_from_db()
    assert row.state == "prepared"


def test_the_table_shows_what_the_public_will_see_and_nothing_of_what_is_kept(place, steward):
    row = prepare(place)

    _status, page = page_of(steward, f"{PAGES}{row.id}/tabel/evictions/")

    cells = re.findall(r'data-label="[^"]*" class="number">(?:<span[^>]*>)?([^<]+)<', page)
    assert "24" in cells
    # eight with children, four of each corporation: each would know the four of the other
    assert cells.count("niet getoond") == 17
    # 21 in the first buurt and 3 in the second are hidden; they stand nowhere on the page
    assert not {"21", "3", "12"} & set(cells)


def test_the_steward_reads_half_years_in_words(place, steward):
    row = prepare(place)
    addresses = [
        PAGES,
        f"{PAGES}{row.id}/",
        f"{PAGES}{row.id}/tabel/evictions/",
        f"{PAGES}voorbereiden/",
    ]

    texts = [re.sub(r"<[^>]+>", " ", page_of(steward, one)[1]) for one in addresses]

    assert "Cijfers over het eerste halfjaar van 2020, publicatie 1" in texts[0]
    for text in texts:
        assert "erste halfjaar van 2020" in text
        assert "2020-1" not in text


@pytest.mark.parametrize("path", ["", "2020-1/"])
def test_lights_are_opened_over_half_years_in_words(place, steward, path):
    page = page_of(steward, f"/gm9001/openbaarheid/lichten/{path}")[1]

    text = re.sub(r"<[^>]+>", " ", page)
    assert "erste halfjaar van 2020" in text
    assert "2020-1" not in text


@pytest.mark.parametrize(("code", "status"), [("huurders-a", 200), ("raad-a", 403)])
def test_the_parties_see_what_is_not_public_yet_and_the_council_does_not(place, code, status):
    row = prepare(place)

    assert page_of(reader(code), f"{PAGES}{row.id}/")[0] == status
    assert page_of(reader(code), f"{PAGES}{row.id}/tabel/evictions/")[0] == status


def test_the_council_hears_of_what_is_public_only(place):
    row = prepare(place)
    assert str(row.id) not in page_of(reader("raad-a"), PAGES)[1]

    publish(row)

    assert str(row.id) in page_of(reader("raad-a"), PAGES)[1]


def test_the_first_page_asks_for_an_approval_until_it_is_given(place, steward):
    row = prepare(place)
    asked = "Bekijk de cijfers over 2020-1 voordat ze openbaar worden"
    controller = sign_in(Client(), approver(row, Party.objects.get(code="corporatie-a").id))
    assert asked in page_of(steward, "/")[1]
    assert asked in page_of(controller, "/")[1]

    approve_all(row)

    page = page_of(steward, "/")[1]
    assert asked not in page
    assert "Maak de cijfers over 2020-1 openbaar" in page
    assert asked not in page_of(controller, "/")[1]


def test_a_choice_of_column_that_does_not_exist_shows_the_whole(place, steward):
    row = prepare(place)

    status, page = page_of(steward, f"{PAGES}{row.id}/tabel/evictions/?kolom=bestaat-niet")

    assert status == 200
    assert "Huisuitzettingen" in page


def test_progress_is_told_without_the_whole_page(place, steward):
    row = ask(place, tables=("evictions", "sales"))
    address = f"{PAGES}{row.id}/"

    part = steward.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "0 van de 2 cijfers" in part
    assert "<html" not in part
    prepare_publication.func(str(row.id))
    answer = steward.get(address, headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


def test_a_reason_is_kept_and_shown(place, steward):
    row = publish(prepare(place))

    _status, page = page_of(
        steward,
        f"{PAGES}{row.id}/intrekken/",
        reason="Verkeerd <geteld>.",
        told="Er zat een <fout> in.",
    )

    assert "Verkeerd &lt;geteld&gt;." in page
    assert "Er zat een &lt;fout&gt; in." in page
    assert "Niet meer op de openbare pagina" in page


def test_the_council_does_not_read_why_a_corporation_was_not_complete(place, steward):
    accept_counts(place, (9, None), party_code="corporatie-b")
    row = publish(prepare(place, tables=("evictions", "sales")))
    address = f"{PAGES}{row.id}/"

    assert "gaf geen getal voor" in page_of(steward, address)[1]
    page = page_of(reader("raad-a"), address)[1]
    assert "gaf geen getal voor" not in page
    assert "Wordt niet openbaar" in page


def test_what_was_dropped_is_shut(place, steward):
    row = prepare(place)
    address = f"{PAGES}{row.id}/tabel/evictions/"
    assert page_of(steward, address)[0] == 200

    page_of(steward, f"{PAGES}{row.id}/laten-vervallen/", reason="Toch niet.")

    assert page_of(steward, address)[0] == 404


def test_a_publication_of_which_nothing_can_go_out_asks_nobody_anything(place, steward):
    accept_counts(place, (9, None), party_code="corporatie-b")
    row = prepare(place)
    _status, page = page_of(steward, f"{PAGES}{row.id}/")

    assert "Niets hierin kan openbaar worden" in page
    assert "Klaar om goed te keuren" not in page + page_of(steward, PAGES)[1]
    assert "Goedkeuren namens" not in page
    assert "Wie keurt goed" not in page
    assert "Openbaar maken</button>" not in page
    assert "Bekijk de cijfers over" not in page_of(steward, "/")[1]


@pytest.fixture
def too_strict(monkeypatch):
    """Rules that no table of these figures can meet."""
    rules = rule_set("vulnerable_households", ASKED.date())
    strict = replace(rules, rules=(SmallCounts(1, 4, 10**9),))
    monkeypatch.setattr("drieluik.apps.releases.protecting.rule_set", lambda name, day: strict)


@pytest.mark.usefixtures("too_strict")
def test_cells_that_would_be_given_away_are_named_to_the_steward_alone_and_without_numbers(
    place, steward
):
    row = prepare(place)
    refused = row.tables.get().refused
    page = page_of(steward, f"{PAGES}{row.id}/")[1]
    told = re.findall(r"<li>([^<]+)</li>", page.split("iemand zou", 1)[1].split("</details>")[0])

    assert "BU90010001" in [code for cells in refused for codes in cells for code in codes]
    assert len(told) == len(refused) > 0
    assert any("Buurt 1, " in one for one in told)
    assert not [one for one in told if re.search(r"\b3\b", one)]
    assert "Buurt 1, " not in page_of(reader("huurders-a"), f"{PAGES}{row.id}/")[1]


def test_the_map_of_what_waits_says_that_it_is_not_public_yet(place, steward):
    row = prepare(place)

    page = page_of(steward, f"{PAGES}{row.id}/tabel/evictions/")[1]

    assert "cijfers van de corporaties, nog niet openbaar; grenzen" in page
    assert "openbaar sinds nog niet" not in page


def test_the_page_says_which_rules_hide_and_not_what_they_hid(place, steward):
    row = prepare(place)

    page = page_of(steward, f"{PAGES}{row.id}/tabel/evictions/")[1]

    assert "Een aantal van 0 tot en met 7 wordt niet getoond" in page
    assert "huishoudens in een kwetsbare positie" in page
    assert "CBS, Toelichting Wijk- en Buurtkaart" in page


def test_a_real_city_is_told_not_to_make_real_figures_public_yet(place, steward):
    warning = "nog geen echte cijfers mee openbaar"
    assert warning in page_of(steward, f"{PAGES}voorbereiden/")[1]

    Municipality.objects.filter(pk=place.pk).update(fictitious=True)

    assert warning not in page_of(steward, f"{PAGES}voorbereiden/")[1]


def test_the_list_says_which_publication_came_after(place, steward):
    publish(prepare(place))
    publish(prepare(place, note="Gecorrigeerd."))

    assert page_of(steward, PAGES)[1].count("Daarna kwam publicatie 2") == 1

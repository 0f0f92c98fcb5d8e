"""Pages of the monitor: what they show, and to whom."""

import xml.etree.ElementTree as ElementTree
from datetime import timedelta

import pytest
from django.urls import reverse

from drieluik.apps.monitor.models import NormText
from tests.factories.monitor import (
    EFFORT,
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
SLUG = "gm9001"


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A place with figures of one of two corporations, a measured and a judged norm."""
    with world(django_db_blocker):
        place = make_place()
        make_norm(place)
        make_norm(place, text=EFFORT)
        accept_figures(place, evictions=(1, None))
        calculate(place)
        yield place


def _url(name, *args):
    return reverse(f"monitor:{name}", args=[SLUG, *args])


READING_PAGES = [
    ("overview",),
    ("catalogue",),
    ("indicator", "evictions"),
    ("indicator", "active-seekers-housed-within-12-months"),
    ("origin", "evictions"),
    ("norms",),
    ("csv", "evictions"),
    ("xlsx", "evictions"),
    ("overview_csv",),
    ("overview_xlsx",),
    ("overview_json",),
    ("chart", "evictions", "verloop"),
]


@pytest.mark.parametrize("page", READING_PAGES, ids=lambda page: "-".join(page))
def test_every_role_of_every_party_here_reads_the_monitor(client, place, page):
    parties = [
        make_party(code="gemeente-voorbeeld", kind="municipality"),
        make_party(code="corporatie-a"),
        make_party(code="corporatie-b"),
        make_party(code="huurders-a", kind="tenants"),
    ]
    answers = set()
    for party in parties:
        for role in ROLES:
            sign_in(client, make_actor(role, party=party))
            answers.add(client.get(_url(*page)).status_code)

    assert answers == {200}


@pytest.mark.parametrize("page", READING_PAGES, ids=lambda page: "-".join(page))
def test_nobody_from_elsewhere_reads_the_monitor(client, place, page):
    elsewhere = make_municipality(code="GM9002")
    stranger = make_actor(
        "steward", party=make_party(code="elders", kind="municipality"), municipality=elsewhere
    )

    assert client.get(_url(*page)).status_code == 302
    sign_in(client, stranger)
    assert client.get(_url(*page)).status_code == 404


@pytest.mark.parametrize("page", READING_PAGES[:6], ids=lambda page: "-".join(page))
def test_no_page_asks_more_than_forty_questions(client, place, page, django_assert_max_num_queries):
    sign_in(client, make_steward(place))

    with django_assert_max_num_queries(40):
        client.get(_url(*page))


def test_the_overview_names_the_missing_corporation_and_counts_the_lights(client, place):
    sign_in(client, make_steward(place))

    response = client.get(_url("overview"))

    assert {key: n for key, _, n in response.context["counts"]}["unknown"] == 1
    assert "Corporatie b" in response.content.decode()
    assert response.context["missing"] == ["Corporatie b"]


def test_the_overview_can_be_narrowed_down(client, place):
    sign_in(client, make_steward(place))

    none = client.get(_url("overview"), {"licht": "on_course"})
    without = client.get(_url("overview"), {"licht": "no_norm"})
    of_party = client.get(_url("overview"), {"partij": "corporatie-b"})

    assert none.context["n_chosen"] == 0
    assert without.context["n_chosen"] == 2
    assert of_party.context["n_chosen"] == 1


def test_a_chart_is_a_picture_with_words_that_no_browser_keeps(client, place):
    sign_in(client, make_steward(place))

    response = client.get(_url("chart", "evictions", "corporaties"))

    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "no-store"
    root = ElementTree.fromstring(response.content)
    assert "Corporatie b" in root.find("{http://www.w3.org/2000/svg}desc").text


def test_there_is_no_chart_of_another_kind(client, place):
    sign_in(client, make_steward(place))

    assert client.get(_url("chart", "evictions", "taart")).status_code == 404
    assert client.get(_url("indicator", "onbekend")).status_code == 404


def test_rows_are_open_to_their_corporation_and_the_steward_only(client, place):
    accept_figures(place, party_code="corporatie-b", evictions=(3,))
    calculate(place, now=NOW + timedelta(hours=1))
    seen = {}
    own = make_actor("reader", party=make_party(code="corporatie-a"))
    other = make_actor("controller", party=make_party(code="corporatie-b"))
    tenants = make_actor("delegate", party=make_party(code="huurders-a", kind="tenants"))
    for name, actor in [
        ("steward", make_steward(place)),
        ("own", own),
        ("other", other),
        ("tenants", tenants),
    ]:
        sign_in(client, actor)
        seen[name] = client.get(_url("origin", "evictions")).context["rows"].n_rows

    assert seen == {"steward": 3, "own": 2, "other": 1, "tenants": 0}


def test_asking_for_anothers_rows_shows_the_delivery_and_not_the_rows(client, place):
    sign_in(client, make_actor("delegate", party=make_party(code="huurders-a", kind="tenants")))

    response = client.get(_url("origin", "evictions"), {"partij": "corporatie-a"})

    assert response.context["rows"].rows == ()
    assert "corporatie-a-2020-1.xlsx" in response.content.decode()


def test_rows_of_one_buurt_can_be_asked_for(client, place):
    sign_in(client, make_steward(place))

    response = client.get(_url("origin", "evictions"), {"buurt": "BU90010000"})

    assert [row.numerator for row in response.context["rows"].rows] == [1.0]


def test_a_file_says_that_figures_are_made_up(client, place):
    place.fictitious = True
    place.save()
    sign_in(client, make_steward(place))

    text = client.get(_url("csv", "evictions")).content.decode("utf-8-sig")

    assert "Fictieve cijfers" in text.splitlines()[1]
    assert ";corporatie;" in text


def test_buurten_are_ordered_by_links(client, place):
    sign_in(client, make_steward(place))

    rows = client.get(_url("indicator", "evictions"), {"sorteer": "-waarde"}).context["page"]

    assert [row.figure.value for row in rows.buurten] == [1.0, None]


def test_a_steward_records_where_a_definition_was_agreed(client, place):
    sign_in(client, make_steward(place))

    client.post(_url("record", "evictions"), {"grounds": "Overleg van 3 maart"})

    page = client.get(_url("indicator", "evictions"))
    assert page.context["definition"].adopted.grounds == "Overleg van 3 maart"


def test_others_do_not_record_where_a_definition_was_agreed(client, place):
    sign_in(client, make_actor("controller", party=make_party(code="corporatie-a")))

    response = client.post(_url("record", "evictions"), {"grounds": "x"})

    assert response.status_code == 403


def test_the_page_of_an_agreement_shows_norm_light_parties_and_history(client, place):
    sign_in(client, make_actor("reader", party=make_party(code="huurders-a", kind="tenants")))

    response = client.get(reverse("agreements:clause", args=[SLUG, "2.1"]))

    text = response.content.decode()
    assert "Corporatie b" in text
    assert "light--unknown" in text
    assert "2020-1" in text


def test_the_register_shows_a_light_per_agreement(client, place):
    sign_in(client, make_steward(place))

    text = client.get(reverse("agreements:register", args=[SLUG])).content.decode()

    assert text.count("light--unknown") == 1


def test_a_norm_is_written_checked_confirmed_and_retired(client, place):
    sign_in(client, make_steward(place))
    text = norm_text(number="1.1", quotation="twee keer per jaar")

    wrong = client.post(_url("write", "1.1"), {"text": "afspraak: 9.9", "from_period": "2020-1"})
    client.post(_url("write", "1.1"), {"text": text, "from_period": "2020-1"})
    draft = NormText.objects.get(norm__clause_id__isnull=False, text=text)
    shown = client.get(_url("norm", draft.id))
    client.post(_url("confirm", draft.id))
    draft.refresh_from_db()
    confirmed = draft.state
    client.post(_url("retire", draft.id), {"from_period": "2020-2", "reason": "Afgesproken."})
    draft.refresh_from_db()

    assert len(wrong.context["faults"]) >= 3
    assert shown.context["preview"].light.value == "unknown"
    assert (confirmed, draft.state) == ("confirmed", "retired")


def test_the_check_while_typing_names_the_line(client, place):
    sign_in(client, make_steward(place))

    response = client.post(_url("check", "2.1"), {"text": norm_text(quotation="staat er niet")})

    assert [fault.line for fault in response.context["faults"]] == [2]


def test_only_the_municipality_writes_norms(client, place):
    sign_in(client, make_actor("editor", party=make_party(code="corporatie-a")))

    assert client.get(_url("write", "2.1")).status_code == 403
    assert client.post(_url("check", "2.1"), {"text": ""}).status_code == 403


def test_an_editor_cannot_confirm(client, place):
    draft = make_norm(
        place,
        number="2.2",
        text=norm_text(number="2.2", quotation="bij één loket"),
        confirmed=False,
    )
    sign_in(
        client,
        make_actor("editor", party=make_party(code="gemeente-voorbeeld", kind="municipality")),
    )

    assert client.post(_url("confirm", draft.id)).status_code == 403


def test_a_norm_of_elsewhere_does_not_exist_here(client, place):
    norm = NormText.objects.first()
    elsewhere = make_municipality(code="GM9002")
    stranger = make_actor(
        "steward", party=make_party(code="elders", kind="municipality"), municipality=elsewhere
    )
    sign_in(client, stranger)

    for name in ("norm", "confirm", "retire"):
        url = reverse(f"monitor:{name}", args=["gm9002", norm.id])
        answer = client.get(url) if name == "norm" else client.post(url)
        assert answer.status_code == 404


def test_a_controller_judges_the_effort_of_the_own_corporation(client, place):
    norm = NormText.objects.get(kind="effort")
    sign_in(client, make_actor("controller", party=make_party(code="corporatie-a")))
    party = make_party(code="corporatie-a")

    client.post(
        _url("judge", norm.norm_id),
        {"party": party.id, "period": "2020-1", "verdict": "partly", "reason": "Eén wijk niet."},
    )

    text = client.get(reverse("agreements:clause", args=[SLUG, "2.1"])).content.decode()
    assert "Eén wijk niet." in text


def test_others_see_why_they_cannot_judge(client, place):
    norm = NormText.objects.get(kind="effort")
    sign_in(client, make_actor("reader", party=make_party(code="corporatie-a")))

    assert client.get(_url("judge", norm.norm_id)).status_code == 403


def test_words_of_people_are_shown_as_words(client, place):
    make_norm(
        place,
        number="2.2",
        text=norm_text(number="2.2", quotation="bij één loket") + "\ntenzij: <script>x</script>",
    )
    sign_in(client, make_steward(place))
    norm = NormText.objects.latest("id")

    assert "<script>x" not in client.get(_url("norm", norm.id)).content.decode()


def test_a_chart_of_a_norm_carries_the_norm(client, place):
    accept_figures(place, party_code="corporatie-b", evictions=(3,))
    calculate(place, now=NOW + timedelta(hours=1))
    norm = NormText.objects.get(kind="result")
    sign_in(client, make_steward(place))

    line = client.get(_url("norm_chart", norm.norm_id, "verloop")).content.decode()

    assert "Streepjeslijn" in line


def test_a_chart_is_there_also_for_who_prints_without_scrolling(client, place):
    sign_in(client, make_steward(place))

    for page in (_url("indicator", "evictions"), f"/{SLUG}/afspraken/2.1/"):
        shown = client.get(page).content.decode()

        assert "<img" in shown
        assert 'loading="lazy"' not in shown


def test_one_half_year_is_no_way_to_draw(client, place):
    sign_in(client, make_steward(place))

    assert client.get(_url("indicator", "evictions")).context["page"].over_time == ()
    assert client.get(_url("chart", "evictions", "per-corporatie")).status_code == 404

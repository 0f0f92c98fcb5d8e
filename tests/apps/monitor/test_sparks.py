"""The little lines of the overview: of the figure that decides, only what the reader may see."""

import re

import pytest
from django.urls import reverse

from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.sparks import sparks_of
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.indicators import Audience
from tests.factories.monitor import (
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.organisations import make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db
OVERVIEW = reverse("monitor:overview", args=["gm9001"])
EACH = "elke corporatie"


def _deliver(place, period, **evictions):
    for letter, n in evictions.items():
        accept_figures(place, period=period, party_code=f"corporatie-{letter}", evictions=(n,))
    calculate(place, period)


def _place(for_whom="alle corporaties samen", **changes):
    place = make_place()
    make_party(code="corporatie-b", municipality=place)
    make_norm(place, text=norm_text(for_whom=for_whom, **changes))
    _deliver(place, "2019-1", a=1, b=2)
    _deliver(place, "2019-2", a=3, b=4)
    return place


def _spark(place, period, actor=SYSTEM, party=""):
    lights = Lights(Sight(actor, place.id))
    rows = lights.standings_of(party, period) if party else lights.standings(period)
    found = list(sparks_of(lights, rows, period, party).values())
    return found[0] if found else None


def _lines(spark):
    return {
        panel.name: [(one.period, one.value) for one in panel.moments] for panel in spark.panels
    }


def test_the_line_tells_the_figure_of_all_together_over_the_half_years_up_to_the_chosen_one():
    place = _place()
    _deliver(place, "2020-1", a=5, b=6)

    assert _lines(_spark(place, "2020-1")) == {
        "samen": [("2019-1", 3), ("2019-2", 7), ("2020-1", 11)]
    }
    assert _lines(_spark(place, "2019-2")) == {"samen": [("2019-1", 3), ("2019-2", 7)]}


def test_one_figure_is_no_line():
    assert _spark(_place(), "2019-1") is None


def test_a_half_year_without_figures_is_a_gap_also_when_it_is_the_last():
    place = _place()
    _deliver(place, "2020-2", a=5, b=6)

    assert _lines(_spark(place, "2020-2"))["samen"][2] == ("2020-1", None)
    assert _lines(_spark(place, "2021-1"))["samen"][-1] == ("2021-1", None)


def test_a_figure_in_which_somebody_is_missing_says_so():
    place = _place()
    _deliver(place, "2020-1", a=5)

    (panel,) = _spark(place, "2020-1").panels

    assert [moment.incomplete for moment in panel.moments] == [
        "",
        "",
        "1 van 2 corporaties, zonder Corporatie b",
    ]


def test_with_a_norm_of_its_own_each_corporation_has_its_line():
    spark = _spark(_place(EACH), "2019-2")

    assert _lines(spark) == {
        "Corporatie a": [("2019-1", 1), ("2019-2", 3)],
        "Corporatie b": [("2019-1", 2), ("2019-2", 4)],
    }
    assert spark.whose == "een lijn per corporatie, van 2019-1 tot en met 2019-2"


def test_with_a_party_chosen_only_its_own_line_is_there():
    spark = _spark(_place(EACH), "2019-2", party="corporatie-b")

    assert list(_lines(spark)) == ["Corporatie b"]
    assert spark.whose == "Corporatie b, van 2019-1 tot en met 2019-2"


def test_who_may_not_see_the_figures_of_others_gets_no_line_of_them(client, monkeypatch):
    place = _place(EACH)
    own = make_actor("controller", party=make_party(code="corporatie-b"))
    monkeypatch.setattr(Sight, "audience", lambda _self, _card: Audience.OWNER)

    assert list(_lines(_spark(place, "2019-2", own))) == ["Corporatie b"]
    sign_in(client, own)
    page = client.get(OVERVIEW, {"periode": "2019-2"}).content.decode()
    assert "Corporatie b van 2 (2019-1) naar 4 (2019-2)" in page
    assert "Corporatie a van" not in page


@pytest.mark.django_db(transaction=True)
def test_what_is_remembered_for_one_role_is_not_told_to_another(client, monkeypatch):
    place = _place(EACH)
    monkeypatch.setattr(Sight, "audience", lambda _self, _card: Audience.OWNER)
    readers = {
        "steward": make_steward(place),
        "a": make_actor("controller", party=make_party(code="corporatie-a")),
        "b": make_actor("controller", party=make_party(code="corporatie-b")),
    }

    seen = {}
    for who in (*readers, *readers):
        sign_in(client, readers[who])
        page = client.get(OVERVIEW, {"periode": "2019-2"}).content.decode()
        seen.setdefault(who, set()).add(
            ("Corporatie a van 1 (2019-1)" in page, "Corporatie b van 2 (2019-1)" in page)
        )

    assert seen == {"steward": {(True, True)}, "a": {(True, False)}, "b": {(False, True)}}


def test_another_target_goes_on_with_the_line_and_another_figure_begins_anew():
    place = make_place()
    first = make_norm(place)
    make_norm(
        place,
        text=norm_text(target="hoogstens 9"),
        from_period="2019-2",
        norm_id=first.norm_id,
    )
    _deliver(place, "2019-1", a=1)
    _deliver(place, "2019-2", a=3)

    assert _lines(_spark(place, "2019-2"))["samen"] == [("2019-1", 1), ("2019-2", 3)]
    make_norm(place, text=norm_text(for_whom=EACH), from_period="2019-2", norm_id=first.norm_id)
    assert _spark(place, "2019-2") is None


def _row(client, period="2019-2"):
    page = client.get(OVERVIEW, {"periode": period}).content.decode()
    return page.split('<p class="monitor-way"><a href="')[1].split("</p>")[0]


def test_the_row_holds_the_line_beside_its_words_and_says_what_to_click(client):
    sign_in(client, make_steward(_place()))

    link, beside = _row(client).split("</a>")

    assert '<svg class="sparkline"' in link
    assert '</svg>Alle cijfers<span class="visually-hidden">' in link
    assert "samen van 3 (2019-1) naar 7 (2019-2)" in link
    assert "samen, van 2019-1 tot en met 2019-2" in beside


def test_beside_a_trend_it_still_says_whose_line_it_is(client):
    place = _place()
    _deliver(place, "2020-1", a=5, b=6)
    sign_in(client, make_steward(place))

    _link, beside = _row(client, "2020-1").split("</a>")

    assert "slechter dan in 2019-1 (3)" in beside
    assert "samen, van 2019-1 tot en met 2020-1" in beside


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("alle corporaties samen", {"2018": ["10", "3", "7"], "2019": ["18", "8", "10"]}),
        (EACH, {"2018": ["3", "7"], "2019": ["8", "10"]}),
    ],
)
def test_the_line_of_figures_per_year_leads_to_a_table_with_those_figures(client, words, figures):
    place = make_place()
    make_party(code="corporatie-b", municipality=place)
    text = norm_text(for_whom=words, target="hoogstens 9")
    make_norm(place, text=text.replace("periode: halfjaar", "periode: jaar"))
    for period, (a, b) in {
        "2018-1": (1, 2),
        "2018-2": (2, 5),
        "2019-1": (3, 4),
        "2019-2": (5, 6),
    }.items():
        _deliver(place, period, a=a, b=b)
    sign_in(client, make_steward(place))

    address, anchor = _row(client).split('"')[0].split("#")
    page = client.get(address).content.decode()

    table = page.split(f'id="{anchor}">')[1].split("</table>")[0]
    rows = [row for row in table.split("<tbody")[1].split("</tr>") if "<td" in row]
    found = {
        row.split("?periode=")[1].split('"')[0]: re.findall(r'class="number">(\d+)', row)
        for row in rows
    }
    assert found == figures


def test_the_table_shows_no_figures_that_the_reader_may_not_see(client, monkeypatch):
    _place(EACH)
    sign_in(client, make_actor("controller", party=make_party(code="corporatie-b")))
    monkeypatch.setattr(Sight, "audience", lambda _self, _card: Audience.OWNER)

    address, anchor = _row(client).split('"')[0].split("#")
    table = client.get(address).content.decode().split(f'id="{anchor}">')[1].split("</table>")[0]

    assert "Corporatie b" in table
    assert "Corporatie a" not in table


def test_who_hears_the_page_hears_that_a_figure_is_a_lower_bound_and_gets_no_arrow(client):
    place = make_place()
    make_norm(place, text=norm_text(target="hoogstens 3"))
    make_party(code="corporatie-b", municipality=place)
    _deliver(place, "2019-1", a=5, b=6)
    accept_figures(place, period="2020-1", evictions=(6, None))
    _deliver(place, "2020-1", b=0)
    sign_in(client, make_steward(place))

    row = _row(client, "2020-1")

    assert "samen van 11 (2019-1) naar 6 (2020-1; minstens 6)" in row
    assert "monitor-trend" not in row


def test_who_hears_the_page_hears_that_a_corporation_is_missing(client):
    place = _place()
    _deliver(place, "2020-1", a=5)
    sign_in(client, make_steward(place))

    row = _row(client, "2020-1")

    assert "naar 5 (2020-1; 1 van 2 corporaties, zonder Corporatie b)" in row


def test_the_lines_ask_the_database_nothing(django_assert_num_queries):
    place = _place(EACH)
    make_norm(place, text=norm_text(target="minstens 1"))
    lights = Lights(Sight(make_steward(place), place.id))
    rows = lights.standings("2019-2")

    with django_assert_num_queries(0):
        assert sparks_of(lights, rows, "2019-2")

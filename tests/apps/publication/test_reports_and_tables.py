"""A report for everybody never tells what a public table hides, whichever of the two came first."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.errors import WrongState
from drieluik.apps.exports.holding import lacking_of
from drieluik.apps.exports.models import ExportTable, ExportTry
from drieluik.apps.publication.selectors.report_figures import figures_told
from drieluik.apps.publication.selectors.reports import list_open_reports
from drieluik.apps.releases import extensions
from drieluik.apps.releases.extensions import ToldFigure, register_told
from drieluik.apps.releases.models import Publication
from drieluik.apps.releases.selectors.kept_back import hidden_figures, kept_back
from drieluik.apps.releases.services import choose_percent
from drieluik.apps.reporting.selectors import snapshot_of
from drieluik.core.flows import public_table
from tests.factories.areas import put_in_use, rows_of_the_city
from tests.factories.exports import AGREED, make
from tests.factories.exports import choose as choose_recipient
from tests.factories.monitor import (
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.publication import choose, shut
from tests.factories.releases import OUT, accept_counts, prepare, publish
from tests.factories.reports import begin, freeze

pytestmark = pytest.mark.django_db
FEW = ((12, 9), (14, 10))
"""All but a few without children: to hide those with, all together is hidden too."""
NORM = """\
afspraak: 3.4
citaat: "aan de laagste inkomens"
soort: resultaat
indicator: lettings-by-income-group
uitsplitsing: LAAG
norm: minstens 85%
periode: jaar
voor: elke corporatie
"""
HIDDEN = "Huisuitzettingen (2020-1)"


def place_with(counts):
    """A municipality with a norm about evictions and as many of them per corporation and buurt."""
    place = make_place()
    put_in_use(make_steward(place), rows_of_the_city(), place=place.code)
    make_norm(place)
    for code, evictions in zip(("corporatie-a", "corporatie-b"), counts, strict=True):
        accept_counts(place, evictions, party_code=code)
    return place


def report_of(place):
    return freeze(begin(place, "woondebat", audience="open"))


def open_up(place, report) -> None:
    choose(place, "report", report.id, audience="open", now=OUT)


def test_a_report_that_tells_what_a_table_hides_cannot_be_opened():
    place = place_with(FEW)
    report = report_of(place)
    publish(prepare(place))

    with pytest.raises(WrongState) as refused:
        open_up(place, report)

    assert HIDDEN in str(refused.value)
    assert not any(sign.isdigit() for sign in str(refused.value).replace("2020-1", ""))
    assert list_open_reports(municipality_id=place.id, on=OUT.date()) == []


def test_a_table_that_hides_what_a_public_report_tells_cannot_go_out():
    place = place_with(FEW)
    report = report_of(place)
    open_up(place, report)
    row = prepare(place)

    with pytest.raises(WrongState) as refused:
        publish(row)

    row.refresh_from_db()
    assert "woondebat" in str(refused.value).lower()
    assert row.state == Publication.State.PREPARED


@pytest.mark.parametrize("until_on", [None, date(2026, 12, 31)])
def test_what_was_read_before_a_report_was_shut_is_known_for_ever(until_on):
    place = place_with(FEW)
    report = report_of(place)
    open_up(place, report)
    shutting = {"audience": "partners", "ground": "privacy", "until_on": until_on, "now": OUT}
    choose(place, "report", report.id, **shutting)

    with pytest.raises(WrongState, match="Wie dat las, weet het"):
        publish(prepare(place))


def test_a_report_that_was_never_open_stands_in_nobodys_way():
    place = place_with(FEW)
    report_of(place)

    assert publish(prepare(place)).state == Publication.State.PUBLISHED


def test_a_norm_about_a_class_tells_that_class():
    norm = {"norm": NORM, "indicator": "lettings-by-income-group", "periode": "2020", "waarde": 0.9}

    (told,) = figures_told({"cijfers": [], "lichten": [{"normen": [norm]}]})

    assert told == ToldFigure("lettings-by-income-group", "2020", part="LAAG")


@pytest.mark.parametrize(
    "other",
    [
        ToldFigure("evictions", "2019-2"),
        ToldFigure("evictions", "2020-1", "corporatie-a"),
        ToldFigure("new-build-delivered", "2020-1"),
    ],
)
def test_only_what_a_table_hides_is_kept_back(other):
    place = place_with(FEW)
    publish(prepare(place))
    same, whole_year = ToldFigure("evictions", "2020-1"), ToldFigure("evictions", "2020")

    assert kept_back(place.id, [other, same, whole_year]) == [whole_year, same]


def test_the_other_half_of_a_hidden_part_is_that_part():
    place = place_with(FEW)
    row = prepare(place)
    (table,) = row.tables.exclude(release="")

    found = set(hidden_figures(public_table("evictions"), row.period, table.release))

    assert found == {
        ToldFigure("evictions", "2020-1"),
        ToldFigure("evictions-with-children", "2020-1"),
    }


def test_a_recipient_is_not_given_a_table_that_hides_what_a_public_report_tells():
    place = place_with(FEW)
    plan = choose_recipient(place, public_ids=[], **AGREED)
    open_up(place, report_of(place))

    make(plan)

    (tried,) = ExportTry.objects.filter(plan=plan)
    assert not ExportTable.objects.exists()
    assert "woondebat" in " ".join(one.reason for one in lacking_of(tried)).lower()


BOTH = [ToldFigure("evictions", "2020-1", code) for code in ("corporatie-a", "corporatie-b")]


def test_who_reads_every_corporation_reads_all_together():
    place = place_with(FEW)
    publish(prepare(place))

    assert kept_back(place.id, BOTH) == BOTH
    assert kept_back(place.id, BOTH[:1]) == []


def test_a_corporation_that_has_no_such_figure_is_not_waited_for():
    place = place_with(FEW)
    publish(prepare(place))
    only_first_half = [replace(one, period="2020-2") for one in BOTH]

    assert kept_back(place.id, only_first_half) == []


def test_what_one_public_report_tells_counts_for_the_next():
    place = place_with(FEW)
    publish(prepare(place))
    first, second = BOTH
    register_told(told := lambda _municipality_id: [("Eerder verslag", [first])])
    try:
        assert kept_back(place.id, [second]) == [second]
    finally:
        extensions._texts.remove(told)


def publish_beside(row, told):
    """Publish tables while a report that was open before tells some figures."""
    register_told(text := lambda _municipality_id: [("Oud verslag", told)])
    try:
        return publish(row)
    finally:
        extensions._texts.remove(text)


def test_an_old_leak_does_not_stand_in_the_way_of_other_tables():
    place = place_with(FEW)
    publish(prepare(place))

    row = publish_beside(prepare(place, tables=("new-build",), note="Erbij."), BOTH)

    assert row.state == Publication.State.PUBLISHED


def test_a_table_that_hides_again_what_was_leaked_does_not_go_out():
    place = place_with(FEW)
    publish(prepare(place))

    with pytest.raises(WrongState, match="Oud verslag"):
        publish_beside(prepare(place, note="Hersteld."), BOTH)


def test_a_table_that_makes_an_earlier_one_tell_what_it_hides_does_not_go_out():
    place = place_with(FEW)
    publish(prepare(place))
    # of this half-year all is told, and with the whole year the half-year before follows
    enough = {"n_evictions_with_children": [14, 18]}
    for code in ("corporatie-a", "corporatie-b"):
        more = {"party_code": code, "period": "2020-2", "arrears": enough}
        accept_figures(place, evictions=(30, 40), **more)
    calculate(place, period="2020-2")
    row = prepare(place, period="2020-2")

    with pytest.raises(WrongState, match="Oud verslag"):
        publish_beside(row, [ToldFigure("evictions", "2020")])


def place_with_amounts():
    """Two corporations that spent on liveability: of so few no amount may be told."""
    place = place_with(FEW)
    for code in ("corporatie-a", "corporatie-b"):
        daeb = {"daeb_label": ["DAE"] * 30}
        accept_figures(place, party_code=code, spending=(900.0, 700.0), dwellings=daeb)
    calculate(place)
    choose_percent(municipality_id=place.id, percent=37, actor=make_steward(place), now=OUT)
    return place


def test_an_amount_per_dwelling_and_the_dwellings_tell_a_hidden_amount():
    place = place_with_amounts()
    publish(prepare(place, tables=("liveability",)))
    per = ToldFigure("liveability-spending-per-daeb-dwelling", "2020-1")
    dwellings = ToldFigure("daeb-dwellings", "2020-1")

    assert kept_back(place.id, [dwellings, per]) == [dwellings, per]
    assert kept_back(place.id, [per]) == []


def test_the_dwellings_of_each_corporation_do_as_well_as_those_of_all():
    place = place_with_amounts()
    publish(prepare(place, tables=("liveability",)))
    per = ToldFigure("liveability-spending-per-daeb-dwelling", "2020-1")
    dwellings = [replace(one, indicator_id="daeb-dwellings") for one in BOTH]

    assert kept_back(place.id, [per, *dwellings]) == [*dwellings, per]


def test_a_table_does_not_go_out_when_it_hides_what_follows_from_a_public_report():
    place = place_with_amounts()
    told = [ToldFigure("liveability-spending", "2020-1", one.party_code) for one in BOTH]
    register_told(text := lambda _municipality_id: [("Leefbaarheidsverslag", told)])
    try:
        with pytest.raises(WrongState, match="Leefbaarheidsverslag"):
            publish(prepare(place, tables=("liveability",)))
    finally:
        extensions._texts.remove(text)


def norm_told(**more):
    norm = {"norm": NORM, "indicator": "lettings-by-income-group", "periode": "2020"}
    held = {"cijfers": [], "lichten": [{"normen": [norm | {"waarde": None} | more]}]}
    return list(figures_told(held, ["corporatie-a", "corporatie-b"]))


def test_a_norm_tells_the_figure_of_each_party_in_its_table():
    told = norm_told(
        niet_getoond=True, per_corporatie=[{"corporatie": "corporatie-a", "waarde": 0.9}]
    )

    assert told == [ToldFigure("lettings-by-income-group", "2020", "corporatie-a", "LAAG")]


def test_a_report_of_before_these_were_kept_can_tell_each_corporation():
    assert {one.party_code for one in norm_told()} == {"", "corporatie-a", "corporatie-b"}


def test_a_norm_that_looks_at_last_year_tells_that_too():
    told = norm_told(norm=NORM.replace("minstens 85%", "hoger dan vorig jaar"), waarde=0.9)

    assert {(one.period, one.party_code) for one in told} >= {("2020", ""), ("2019", "")}


@pytest.mark.parametrize("niet_getoond", [False, True])
def test_a_norm_whose_figure_is_uncertain_tells_it_and_last_year(niet_getoond):
    stands = {"laagste": 0.4, "hoogste": 0.6, "per_corporatie": [], "niet_getoond": niet_getoond}
    told = norm_told(norm=NORM.replace("minstens 85%", "hoger dan vorig jaar"), **stands)

    whole = ToldFigure("lettings-by-income-group", "2020", part="LAAG")
    assert told == [whole, replace(whole, period="2019")]


def test_a_norm_of_one_corporation_that_is_not_shown_tells_nothing():
    stands = {"laagste": None, "hoogste": None, "per_corporatie": [], "niet_getoond": True}

    assert norm_told(**stands) == []


def test_a_frozen_report_keeps_parties_whose_figure_is_uncertain():
    place, share = place_with(FEW), "affordable-dwellings-share"
    text = norm_text(target="minstens 5%", for_whom="elke corporatie")
    make_norm(place, text=text.replace("evictions", share))
    for code, rents in (("corporatie-a", [None, None]), ("corporatie-b", [300.0, 900.0])):
        rows = {"daeb_label": ["DAE", "DAE"], "net_rent": rents}
        accept_figures(place, party_code=code, dwellings=rows)
    calculate(place)
    held = snapshot_of(report_of(place))["held"]

    norms = {one["indicator"]: one for light in held["lichten"] for one in light["normen"]}

    assert norms[share]["per_corporatie"] == [
        {"corporatie": "corporatie-a", "waarde": None},
        {"corporatie": "corporatie-b", "waarde": 0.5},
    ]


def test_a_frozen_report_keeps_what_its_tables_of_parties_tell():
    place = place_with_amounts()
    text = norm_text(target="minstens 5", for_whom="elke corporatie")
    make_norm(place, text=text.replace("evictions", "daeb-dwellings"))
    calculate(place)
    held = snapshot_of(report_of(place))["held"]

    norms = {one["indicator"]: one for light in held["lichten"] for one in light["normen"]}

    assert norms["evictions"]["per_corporatie"] == []
    assert norms["daeb-dwellings"]["per_corporatie"] == [
        {"corporatie": "corporatie-a", "waarde": 30.0},
        {"corporatie": "corporatie-b", "waarde": 30.0},
    ]


def test_what_is_told_of_corrected_figures_does_not_name_a_shut_agreement():
    place = place_with(FEW)
    shut(place, "agreement", find_clause(place.id, "2.2").clause_id)
    publish(prepare(place))
    publish(prepare(place, note="Hersteld voor 2.2 Eén loket."))

    figure = "/openbaar/gm9001/cijfers/evictions/2020-1/"
    paths = [f"{figure}{file}" for file in ("", "cijfers.csv", "cijfers.json")]
    for path in (*paths, "/api/v1/openbaar/gemeenten/gm9001/publicaties"):
        answer = json.dumps(Client().get(path).content.decode(), ensure_ascii=False)
        assert "Hersteld voor [afspraak 2.2 is niet openbaar]." in answer, path
        assert "Eén loket" not in answer, path

"""What readers of a report may not see does not reach them by a year, a correction or an earlier day."""

import pytest

from drieluik.apps.deliveries import services as deliveries
from drieluik.apps.errors import WrongState
from drieluik.apps.reporting import services
from drieluik.apps.reporting.selectors import printed_of, snapshot_of
from drieluik.core.tables import Period
from tests.factories.definitions import adopted, set_definition
from tests.factories.deliveries import make_signed, open_round
from tests.factories.monitor import accept_figures, calculate, make_norm, make_place, norm_text
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.reports import (
    AFTER,
    BEGUN,
    FROZEN,
    begin,
    freeze,
    make_steward,
    place_with_figures,
)

pytestmark = pytest.mark.django_db


def _rows(printed, name):
    """The rows of a report that begin with a name."""
    tables = [table for part in printed.parts for one in part.parts for table in one.tables]
    return [row for table in tables for row in table.rows if row[0] == name]


def test_a_year_in_which_only_one_corporation_counts_is_not_told_as_that_of_all():
    place = make_place()
    make_party(code="corporatie-b", municipality=place)
    make_norm(place)
    for period in ("2020-1", "2020-2"):
        accept_figures(place, period=period, evictions=(4, 4))
    accept_figures(place, party_code="corporatie-b", period="2020-2", evictions=(1,))
    for period in ("2020-1", "2020-2"):
        calculate(place, period)

    report = freeze(begin(place, "woondebat", period="2020-2", audience="open"))

    told = [
        row for row in snapshot_of(report)["held"]["cijfers"] if row["indicator"] == "evictions"
    ]
    assert {row["periode"] for row in told} == {"2020-2"}
    (row,) = _rows(printed_of(report), "heel 2020")
    assert row[1] == "niet getoond: van één corporatie"


def test_what_was_told_when_one_corporation_counted_is_not_told_as_a_correction():
    place = make_place()
    make_party(code="corporatie-b", municipality=place)
    make_norm(place)
    accept_figures(place, evictions=(4, 4))
    calculate(place)
    accept_figures(place, party_code="corporatie-b", evictions=(1,), now=BEGUN)
    calculate(place, now=BEGUN)

    report = freeze(begin(place, "woondebat", audience="open"))

    assert "gemeld op" not in report.snapshot


def test_no_earlier_day_is_chosen_to_show_what_parties_closed_since():
    place = place_with_figures()
    report = begin(place)
    adopted(set_definition("evictions", 1, audience="owner", meaning="Gesloten."), now=FROZEN)

    with pytest.raises(WrongState, match="Huisuitzettingen"):
        services.ask_to_freeze(
            report_id=report.id, known_on=BEGUN.date(), actor=make_steward(place), now=AFTER
        )
    freeze(report, now=AFTER)


def test_a_corporation_whose_sheet_was_sent_back_is_not_complete():
    make_actor("editor")
    open_round()
    place, delivery = make_municipality(), make_signed()
    deliveries.accept_tables(
        delivery_id=delivery.id,
        municipality_id=place.id,
        choice=deliveries.Choice({"arrears": "De helft ontbreekt."}),
        actor=make_steward(place),
        now=BEGUN,
    )
    calculate(place, "2020-1", BEGUN)

    report = freeze(begin(place))

    part = next(one for one in printed_of(report).parts if one.heading.startswith("Hoe volledig"))
    assert "alle corporaties" not in part.sentences[0]
    assert "teruggestuurd" in part.tables[0].rows[0][1]
    assert "onbekend: niet aangeleverd" not in report.snapshot


def test_a_norm_about_the_year_before_tells_no_figure_of_one_corporation():
    place = make_place()
    make_party(code="corporatie-b", municipality=place)
    make_norm(place, text=norm_text().replace("halfjaar", "jaar"))
    for period in ("2019-1", "2019-2", "2020-1"):
        accept_figures(place, period=period, evictions=(4, 4))
        if period != "2019-1":
            accept_figures(place, party_code="corporatie-b", period=period, evictions=(1,))
        calculate(place, period)

    report = freeze(begin(place, "woondebat", audience="open"))

    told = [norm for row in snapshot_of(report)["held"]["lichten"] for norm in row["normen"]]
    assert [(norm["periode"], norm["waarde"]) for norm in told] == [("2019", None)]


@pytest.mark.parametrize("rhythm", ["halfjaar", "jaar"])
@pytest.mark.parametrize("bound", ["minstens 1", "minstens 9"])
def test_a_condition_tells_no_figure_of_one_corporation(rhythm, bound):
    place = make_place()
    text = (
        norm_text(target="minstens 0%")
        .replace("indicator: evictions", "indicator: active-seekers-housed-within-12-months")
        .replace("halfjaar", rhythm)
    )
    make_norm(place, text=f"{text}\nmits cijfer: evictions {bound}")
    party = make_party(code="corporatie-b", municipality=place)
    deliveries.record_not_applicable(
        party_id=party.id,
        table_id="arrears",
        period=Period.parse("2019-1"),
        reason="Studenten betalen vooruit (verzonnen).",
        actor=make_actor("controller", party=party),
        now=BEGUN,
    )
    for period in ("2019-1", "2019-2", "2020-1"):
        accept_figures(place, period=period, evictions=(4, 4))
        accept_figures(place, party_code="corporatie-b", period=period, without=("arrears",))
        calculate(place, period)

    report = freeze(begin(place, "woondebat", audience="open"))

    (told,) = [norm for row in snapshot_of(report)["held"]["lichten"] for norm in row["normen"]]
    assert told["reden"] == (
        "Dit licht volgt uit cijfers per corporatie die niet in dit rapport staan."
    )
    assert told["niet_getoond"]
    assert "was het 8" not in report.snapshot
    assert "was het 16" not in report.snapshot


def test_a_condition_in_the_figure_of_several_corporations_is_told():
    place = place_with_figures()
    make_norm(place, text=norm_text() + "\nmits cijfer: households-in-arrears minstens 31")

    report = freeze(begin(place, "woondebat", audience="open"))

    assert "Voorwaarde: Huishoudens met huurachterstand, minstens 31." in report.snapshot

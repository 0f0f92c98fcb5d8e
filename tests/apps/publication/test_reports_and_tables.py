"""A report for everybody never tells what a public table hides, whichever of the two came first."""

from datetime import date

import pytest

from drieluik.apps.errors import WrongState
from drieluik.apps.exports.holding import lacking_of
from drieluik.apps.exports.models import ExportTable, ExportTry
from drieluik.apps.publication.selectors.report_figures import figures_told
from drieluik.apps.publication.selectors.reports import list_open_reports
from drieluik.apps.releases.extensions import ToldFigure
from drieluik.apps.releases.models import Publication
from drieluik.apps.releases.selectors.kept_back import hidden_figures, kept_back
from drieluik.core.flows import public_table
from tests.factories.areas import put_in_use, rows_of_the_city
from tests.factories.exports import AGREED, make
from tests.factories.exports import choose as choose_recipient
from tests.factories.monitor import make_norm, make_place, make_steward
from tests.factories.publication import choose
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

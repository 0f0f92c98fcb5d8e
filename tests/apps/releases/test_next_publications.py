"""What a next publication may do to the one before it, and who approves when parties change."""

from datetime import date

import pytest

from drieluik.apps.organisations.models import Participation, Party
from drieluik.apps.releases import services
from drieluik.apps.releases.selectors import list_public, parties_to_approve
from drieluik.core.flows import PUBLIC_TABLES
from tests.factories.mergers import merge
from tests.factories.monitor import accept_figures, calculate
from tests.factories.releases import OUT, accept_counts, ask, prepare, publish

pytestmark = pytest.mark.django_db


def test_a_stock_goes_out_over_one_half_year_only(place):
    accept_figures(place, period="2019-2", rents=(500.0,) * 30)
    accept_figures(place, period="2019-2", party_code="corporatie-b")
    for period in ("2019-2", "2020-1"):
        calculate(place, period, now=OUT)
    publish(prepare(place, period="2019-2", tables=("dwellings", "sales")))

    row = prepare(place, tables=("dwellings", "sales"))

    outcomes = dict(row.tables.values_list("table_id", "outcome"))
    assert outcomes == {"dwellings": "refused", "sales": "protected"}
    assert row.tables.get(table_id="dwellings").reasons.startswith(
        "Dit cijfer is over het tweede halfjaar van 2019 naar buiten gegaan. Ook als het daarna is ingetrokken"
    )


def test_a_correction_that_cannot_be_protected_takes_away_what_was_wrong(place):
    publish(prepare(place, tables=("evictions", "sales")))
    accept_counts(place, (9, None), party_code="corporatie-b", now=OUT)

    publish(prepare(place, tables=("evictions", "sales"), note="Corporatie B herstelde."))

    assert [one.table.id for one in list_public(municipality_id=place.id)] == ["sales"]


def test_a_note_stands_with_what_it_corrects_only(place):
    publish(prepare(place))
    publish(prepare(place, tables=("evictions", "sales"), note="Een was vergeten."))

    notes = {one.table.id: one.note for one in list_public(municipality_id=place.id)}
    assert notes == {"evictions": "Een was vergeten.", "sales": ""}


def test_for_a_corporation_that_merged_its_heir_approves(place):
    merge("corporatie-b", "corporatie-a", on=date(2025, 1, 1), place=place)

    row = prepare(place, tables=("sales",))

    codes = {Party.objects.get(id=one.party_id).code for one in parties_to_approve(row)}
    assert codes == {"gemeente-voorbeeld", "corporatie-a"}
    assert publish(row).state == "published"


def test_a_corporation_that_left_without_an_heir_still_has_to_approve(place):
    Participation.objects.filter(party__code="corporatie-b").update(until_on=date(2025, 1, 1))

    row = prepare(place, tables=("sales",))

    codes = {Party.objects.get(id=one.party_id).code for one in parties_to_approve(row)}
    assert "corporatie-b" in codes


def test_a_table_that_another_worker_kept_is_not_kept_twice(place):
    row = ask(place, tables=("sales",))
    made = list(services.preparing.prepared_tables(row, ["sales"]))

    for _worker in range(2):
        services.preparing._keep(row, made[0])

    assert row.tables.count() == 1


def test_each_figure_in_a_table_counts_things_of_its_own():
    """Placements are lettings: their own table would tell what that of lettings hides."""
    assert "custom-placements" not in {
        each for table in PUBLIC_TABLES for each in table.indicator_ids
    }

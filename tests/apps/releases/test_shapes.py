"""Other shapes of a table: over larger areas or rounded, and what went out before in any of them."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from drieluik.apps.errors import WrongState
from drieluik.apps.releases.models import PreparedTable, Publication
from drieluik.apps.releases.selectors import hidden_totals
from drieluik.core.disclosure import audit, read_kept, read_release
from drieluik.jobs.releases import prepare_publication
from tests.factories.organisations import sign_in
from tests.factories.releases import (
    accept_counts,
    ask,
    make_steward,
    place_with_counts,
    prepare,
    publish,
)
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
PAGES = "/gm9001/monitor/openbaar/"
PUBLIC = "/openbaar/gm9001/cijfers/evictions/2020-1/"
DWELLINGS = "/openbaar/gm9001/cijfers/dwellings/2020-1/"
SHAPES = ["buurten", "wijken", "gemeente", "afgerond"]
RENTS = (400.0,) * 11 + (600.0,) * 9 + (900.0,) * 6


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A municipality with evictions in two buurten and dwellings in one."""
    with world(django_db_blocker):
        place = place_with_counts()
        accept_counts(place, (12, 2), rents=RENTS)
        yield place


def made(place, shape, table_id="evictions", **asked):
    return prepare(place, tables=(table_id,), shapes={table_id: shape}, **asked)


def release_of(row):
    """The first release of a publication: by area, when there is one."""
    return read_release(row.tables.exclude(release="").first().release)


def test_wijken_have_no_buurten_and_are_on_the_map_and_in_every_file(place):
    row = publish(made(place, "wijken"))
    page = Client().get(PUBLIC).content.decode()

    assert not [one for one in release_of(row).places if one[0].startswith("BU")]
    assert 'href="#WK900100"' in page
    assert "BU9001" not in page
    for form in ("csv", "xlsx", "json", "parquet"):
        assert Client().get(f"{PUBLIC}cijfers.{form}").status_code == 200


def test_the_whole_municipality_is_told_per_class_without_any_area(place):
    row = publish(made(place, "gemeente"))
    page = Client().get(PUBLIC).content.decode()
    cells = Client().get("/api/v1/openbaar/gemeenten/gm9001/cijfers/evictions/2020-1/cellen").json()

    assert [one.column for one in release_of(row).dimensions] == ["klasse"]
    assert "Met kinderen" in page
    assert "De hele gemeente" in page
    assert {one["niveau"] for one in cells["items"]} == {"total", "class"}
    for form in ("csv", "xlsx", "json", "parquet"):
        assert Client().get(f"{PUBLIC}cijfers.{form}").status_code == 200


def test_rounded_figures_hide_nothing_and_tell_nothing_exactly(place):
    row = publish(made(place, "afgerond", "dwellings"))
    release = release_of(row)
    page = Client().get(DWELLINGS).content.decode()
    about = [int(one) for one in re.findall(r"ongeveer (\d+)<", page)]

    assert all(isinstance(one, tuple) and one[1] - one[0] >= 8 for one in release.shown)
    assert {one.n_hidden for one in row.tables.all()} == {0}
    assert about
    assert all(one % 5 == 0 for one in about)
    assert "het echte aantal is ten hoogste 4 minder of meer" in page
    assert "niet getoond (privacy)" not in page
    assert ("dwellings-by-rent-class", "2020-1") in hidden_totals(municipality_id=place.id)
    assert b"ongeveer" in Client().get(f"{DWELLINGS}cijfers.csv").content


def test_the_same_figure_is_always_rounded_by_the_same_draw(place):
    first = release_of(publish(made(place, "afgerond", "dwellings")))
    again = release_of(publish(made(place, "afgerond", "dwellings", note="Nog eens.")))

    assert again.id == first.id


def test_rounding_is_no_choice_for_figures_about_who_is_vulnerable(place):
    with pytest.raises(WrongState, match="gevraagde vorm worden gemaakt: Huisuitzettingen"):
        ask(place, shapes={"evictions": "afgerond"})


@pytest.mark.parametrize("later", SHAPES)
@pytest.mark.parametrize("first", SHAPES)
def test_whatever_went_out_before_in_any_shape_counts_for_what_comes_after(place, first, later):
    publish(made(place, first, "dwellings"))
    row = made(place, later, "dwellings", note="In een andere vorm.")
    out = PreparedTable.objects.exclude(release="").order_by("id")

    found = audit([read_release(one.release) for one in out], [read_kept(one.kept) for one in out])

    assert found.safe
    for one in row.tables.exclude(release=""):
        assert len(one.earlier) >= 1


def test_what_has_no_classes_cannot_be_of_the_whole_municipality(place):
    with pytest.raises(WrongState, match="gevraagde vorm worden gemaakt: Verkochte woningen"):
        ask(place, tables=("evictions", "sales"), shapes={"sales": "gemeente"})
    with pytest.raises(WrongState, match="gevraagde vorm"):
        ask(place, shapes={"evictions": "per-straat"})


def test_the_database_keeps_the_shape_that_was_asked(place):
    row = ask(place, shapes={"evictions": "wijken"})

    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(id=row.id).update(shapes={})


def test_a_steward_chooses_a_shape_on_the_page_and_compares_it_with_the_try_before(place):
    steward = sign_in(Client(), make_steward(place))
    hidden = made(place, "buurten").tables.get().n_hidden
    before = Publication.objects.get()
    steward.post(f"{PAGES}{before.id}/laten-vervallen/", {"reason": "Te veel weg."})
    form = steward.get(f"{PAGES}voorbereiden/").content.decode()
    sent = {"period": "2020-1", "tables": ["evictions"], "note": "", "vorm_evictions": "wijken"}

    steward.post(f"{PAGES}voorbereiden/", sent)
    row = Publication.objects.get(state="preparing")
    prepare_publication.func(str(row.id))
    page = steward.get(f"{PAGES}{row.id}/").content.decode()

    assert "In welke vorm?" in form
    assert row.shapes == {"evictions": "wijken"}
    assert "Per wijk." in page
    assert f"(per buurt): {hidden} cijfers niet getoond" in page

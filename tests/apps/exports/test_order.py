"""What was given and what was public count in the order in which they went out."""

from datetime import timedelta

import pytest

from drieluik.apps.exports import gathering
from drieluik.apps.exports.models import ExportTable
from drieluik.apps.releases.selectors import hidden_totals
from drieluik.apps.releases.selectors.public import hides_a_total
from drieluik.core.disclosure import audit, read_kept, read_release
from tests.factories.areas import put_in_use, rows_of_the_city
from tests.factories.exports import AGREED, choose, make
from tests.factories.monitor import NOW, accept_figures, calculate, make_place
from tests.factories.releases import make_steward, prepare, publish
from tests.factories.worlds import world

NO_CHILDREN = {"n_evictions_with_children": [0, 0]}
FIRST, CORRECTED, AGAIN = ((20, 30), (40, 12)), ((20, 30), (40, 13)), ((3, 30), (40, 13))


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    """One corporation has none; the other's figures of a half-year were given by agreement."""
    with world(django_db_blocker):
        place = make_place()
        put_in_use(make_steward(place), rows_of_the_city(), place=place.code)
        accept_figures(place, evictions=(0, 0), arrears=NO_CHILDREN, party_code="corporatie-b")
        accept(place, FIRST)
        plan = choose(place, public_ids=[], **AGREED)
        assert make(plan) is not None
        yield plan


@pytest.fixture
def plan(laid, db):
    return laid


def accept(place, buurten, days=0):
    """Accept per buurt how many evictions there were, with children and without."""
    with_children = [one for one, _other in buurten]
    accept_figures(
        place,
        evictions=tuple(map(sum, buurten)),
        arrears={"n_evictions_with_children": with_children},
        now=NOW + timedelta(days=days),
    )
    calculate(place, now=NOW + timedelta(days=days))


def given():
    return [(read_release(one.release), read_kept(one.kept)) for one in ExportTable.objects.all()]


def ids(found):
    return [release.id for release, _kept in found]


def test_given_then_public_then_corrected_tells_nothing_that_must_stay_secret(plan):
    out = given()
    for days, buurten in enumerate((CORRECTED, AGAIN), 1):
        accept(plan.municipality, buurten, days)
        row = publish(prepare(plan.municipality, note="Verbeterd"))
        tables = row.tables.exclude(release="").order_by("id")
        assert tables
        assert tables[0].earlier == ids(out)
        out += [(read_release(one.release), read_kept(one.kept)) for one in tables]

    assert audit([one for one, _kept in out], [kept for _one, kept in out]).safe


def test_public_then_given_once_it_is_public_no_more_tells_nothing_either(plan):
    place, out = plan.municipality, given()
    accept(place, CORRECTED, 1)
    public = publish(prepare(place, note="Verbeterd"))
    rows = public.tables.exclude(release="").order_by("id")
    out += [(read_release(one.release), read_kept(one.kept)) for one in rows]
    # a number that became unknown takes the figure off the public pages
    accept_figures(place, evictions=(None, 43), arrears=NO_CHILDREN, now=NOW + timedelta(days=2))
    calculate(place, now=NOW + timedelta(days=2))
    publish(prepare(place, tables=("evictions", "new-build"), note="Een getal is onbekend"))
    accept(place, AGAIN, 3)

    edition = make(plan)
    tables = [(read_release(one.release), read_kept(one.kept)) for one in edition.tables.all()]
    assert tables
    out += tables
    assert audit([one for one, _kept in out], [kept for _one, kept in out]).safe


def test_what_is_given_again_after_another_version_counts_again(plan, monkeypatch):
    first, input_hash = ids(given()), ExportTable.objects.values_list("input_hash").first()[0]
    accept(plan.municipality, CORRECTED, 1)
    make(plan)
    second = ids(given())[len(first) :]
    # as when the correction itself is taken back
    monkeypatch.setattr(gathering, "source_hash", lambda *_asked: input_hash)
    assert not any(one.is_new for one in make(plan).tables.all())

    row = prepare(plan.municipality)
    assert row.tables.order_by("id")[0].earlier == [*first, *second, *first]


def test_a_light_is_kept_back_when_a_file_hid_the_total_behind_it(plan):
    assert any(hides_a_total(one.release) for one in ExportTable.objects.all())

    assert hidden_totals(municipality_id=plan.municipality_id) == {
        ("evictions", "2020-1"),
        ("evictions-with-children", "2020-1"),
    }

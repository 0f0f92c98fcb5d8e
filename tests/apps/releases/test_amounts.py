"""Amounts become public by a percentage that nobody but the steward knows."""

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.releases import services
from drieluik.apps.releases.models import AmountPercent
from drieluik.apps.releases.protecting import Asked, source_hash
from drieluik.apps.releases.selectors import Cell, find_percent, view_of
from drieluik.core.disclosure import audit, read_kept, read_release
from drieluik.core.indicators import UNKNOWN_PART
from tests.factories.monitor import accept_figures, calculate
from tests.factories.organisations import make_actor, sign_in
from tests.factories.releases import ASKED, make_steward, prepare, publish
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
PAGES = "/gm9001/monitor/openbaar/"
PARTIES = ("corporatie-a", "corporatie-b", "corporatie-c", "corporatie-d")


@pytest.fixture(scope="module")
def spenders(place, django_db_blocker):
    """Four corporations that spent in the first buurt, and one of them in the second."""
    with world(django_db_blocker):
        for number, code in enumerate(PARTIES):
            spending = (1_000.25 + 100 * number, 800.0)[: 2 if code == "corporatie-a" else 1]
            accept_figures(place, party_code=code, spending=spending, evictions=(9, 9))
        calculate(place, now=ASKED)
        yield place


def choose(place, percent=37):
    services.choose_percent(
        municipality_id=place.id, percent=percent, actor=make_steward(place), now=ASKED
    )


def test_without_a_percentage_amounts_stay_inside_and_everybody_reads_why(spenders):
    row = prepare(spenders, tables=("liveability",))

    (table,) = row.tables.all()
    assert table.outcome == "incomplete"
    assert "nog geen percentage voor gekozen" in table.reasons
    reader = sign_in(Client(), make_actor("controller", party=_party("corporatie-a")))
    assert "Bedragen worden niet openbaar" in reader.get(PAGES).content.decode()


def test_with_a_percentage_only_what_nobody_can_estimate_goes_out(spenders):
    choose(spenders)
    row = publish(prepare(spenders, tables=("liveability",)))

    (table,) = row.tables.all()
    release, kept = read_release(table.release), read_kept(table.kept)
    shown = dict(zip(release.places, release.shown, strict=True))
    # 1.000, 1.100, 1.200 and 1.300 euro of four; 800 of one, and what would tell it
    assert shown["BU90010001", "alle"] is None
    assert shown["GM9001", "alle"] is None or shown["BU90010000", "alle"] is None
    assert audit([release], [kept]).safe
    assert {*json.loads(table.release)["rules"]} == {"name", "from", "least_width", "hidden_from"}


def test_what_was_protected_by_another_percentage_does_not_go_out(spenders):
    asked = Asked(spenders.id, "2020-1", ASKED)
    without = source_hash(asked, "liveability")
    choose(spenders)
    row, by_37 = prepare(spenders, tables=("liveability",)), source_hash(asked, "liveability")
    counts = source_hash(asked, "evictions")

    choose(spenders, 20)

    assert len({without, by_37, source_hash(asked, "liveability")}) == 3
    assert source_hash(asked, "evictions") == counts
    with pytest.raises(WrongState, match="nu anders beschermd of zijn daarna gecorrigeerd"):
        publish(row)


def test_the_percentage_is_shown_to_the_steward_and_to_nobody_else(spenders):
    choose(spenders)
    steward = sign_in(Client(), make_steward(spenders))

    page = steward.get(f"{PAGES}percentage-bedragen/")

    assert 'value="37"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    others = [
        make_actor("controller", party=_party("corporatie-a")),
        make_actor("administrator", party=_party("gemeente-voorbeeld"), municipality=spenders),
        make_actor("editor", party=_party("gemeente-voorbeeld"), municipality=spenders),
    ]
    for actor in others:
        with pytest.raises(NotAllowed):
            find_percent(municipality_id=spenders.id, actor=actor)
        reader = sign_in(Client(), actor)
        assert reader.get(f"{PAGES}percentage-bedragen/").status_code == 403
        assert "percentage-bedragen" not in reader.get(PAGES).content.decode()


def test_the_log_says_who_and_when_and_not_what(spenders):
    choose(spenders, 37)

    event = AuditEvent.objects.filter(name="amount-percent.chosen").latest("sequence")

    assert "37" not in json.dumps(event.facts)
    assert event.facts == {}


def test_a_percentage_is_changed_on_its_page_and_a_wrong_one_is_refused_there(spenders):
    steward = sign_in(Client(), make_steward(spenders))

    refused = steward.post(f"{PAGES}percentage-bedragen/", {"percent": "0"})
    kept = steward.post(f"{PAGES}percentage-bedragen/", {"percent": "15"})

    assert refused.status_code == 400
    assert kept.status_code == 302
    assert AmountPercent.objects.get(municipality=spenders).percent == 15
    with pytest.raises(WrongState, match="1 tot en met 100"):
        choose(spenders, 101)
    with pytest.raises(IntegrityError), transaction.atomic():
        AmountPercent.objects.update(percent=0)


def test_a_class_for_what_is_unknown_with_only_zeros_is_told_in_a_sentence(spenders):
    choose(spenders)
    row = publish(prepare(spenders, tables=("liveability",)))

    page = Client().get("/openbaar/gm9001/cijfers/liveability/2020-1/").content.decode()
    kept = Client().get("/openbaar/gm9001/cijfers/liveability/2020-1/cijfers.csv")

    assert _view(row).nothing_unknown
    assert "In de klasse Onbekend valt niets" in page
    assert ">Onbekend</th>" not in page
    assert ">Onbekend</option>" not in page
    assert "Onbekend" in kept.content.decode("utf-8-sig")


def test_a_class_for_what_is_unknown_with_a_figure_or_a_hidden_one_stays(spenders):
    choose(spenders)
    row = publish(prepare(spenders, tables=("liveability",)))
    view = _view(row)
    first, *others = view.rows

    for cell in (
        Cell(UNKNOWN_PART, 3, "3", hidden=False),
        Cell(UNKNOWN_PART, None, "niet getoond", hidden=True),
        Cell(UNKNOWN_PART, None, "ongeveer 0", hidden=False, about=0),
    ):
        cells = (*(one for one in first.cells if one.column != UNKNOWN_PART), cell)
        other = replace(view, rows=(replace(first, cells=cells), *others))
        assert not other.nothing_unknown
        assert other.shown_columns == view.columns


def _view(row):
    (table,) = row.tables.all()
    return view_of(
        municipality_id=row.municipality_id, table_id="liveability", place=0, release=table.release
    )


def _party(code):
    from drieluik.apps.organisations.models import Party

    return Party.objects.get(code=code)

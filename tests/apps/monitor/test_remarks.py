"""Remarks of parties beside figures: who writes and reads them, and what becomes of the figure."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import FigureRemark, RemarkTakenBack
from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import sheet_over
from drieluik.apps.monitor.selectors.remarks import FigureAt, count_remarks, list_remarks
from drieluik.apps.monitor.services import Remark
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import NOBODY
from tests.factories.monitor import (
    BUURTEN,
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
)
from tests.factories.organisations import make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db
CARD = "evictions"
WORDS = "Twee van deze zaken liepen al sinds 2019."


@pytest.fixture
def place():
    """Two corporations delivered over 2020-1: 8 evictions by the first, 5 by the second."""
    place = make_place()
    accept_figures(place, evictions=(4, 4))
    accept_figures(place, party_code="corporatie-b", evictions=(2, 3))
    calculate(place)
    return place


def _controller(place, code="corporatie-a"):
    return make_actor("controller", party=make_party(code=code, municipality=place))


def _write(
    place, actor, *, level="total", where="", text=WORDS, code="corporatie-a", period="2020-1"
):
    return services.write_remark(
        municipality_id=place.id,
        at=FigureAt(CARD, period, level, where),
        remark=Remark(make_party(code=code).id, text),
        actor=actor,
        now=NOW,
    )


def _read(place, actor, card=CARD):
    sight = Sight(actor, place.id)
    found = card_for(municipality_id=place.id, indicator_id=card, period="2020-1")
    return list_remarks(sight, sheet_over(sight, found, "2020-1"))


def test_a_remark_stands_beside_the_figure_of_all_together_with_party_person_and_moment(place):
    actor = _controller(place)

    _write(place, actor)

    (row,) = _read(place, make_steward(place))
    assert (row.name, row.party, row.text) == (
        "alle corporaties samen",
        make_party(code="corporatie-a").name,
        WORDS,
    )
    assert (row.then, row.now, row.has_changed, row.written_at) == (13, 13, False, NOW)
    assert AuditEvent.objects.filter(name="remark.written").count() == 1


@pytest.mark.parametrize(
    ("level", "where", "value"),
    [("corporation", "corporatie-b", 5), ("buurt", BUURTEN[0], 6)],
)
def test_a_remark_can_stand_beside_a_corporation_or_buurt(place, level, where, value):
    _write(place, _controller(place, "corporatie-b"), level=level, where=where, code="corporatie-b")

    (row,) = _read(place, make_steward(place))
    assert (row.at.level, row.at.place, row.then) == (level, where, value)


def test_after_a_correction_the_remark_tells_at_which_figure_it_was_written(place):
    _write(place, _controller(place))

    accept_figures(place, evictions=(1, 1))
    calculate(place)

    (row,) = _read(place, make_steward(place))
    assert (row.then, row.now, row.has_changed) == (13, 7, True)


def test_a_corporation_that_delivered_nothing_can_say_why(place):
    late = _controller(place, "corporatie-c")

    _write(place, late, level="corporation", where="corporatie-c", code="corporatie-c")

    (row,) = _read(place, make_steward(place))
    assert (row.then, row.now) == (None, None)


def test_remarks_are_for_the_parties_alone(place):
    _write(place, _controller(place))
    council = make_party(code="raad", kind="council", municipality=place)
    tenants = make_party(code="huurders", kind="tenants", municipality=place)

    assert len(_read(place, make_actor("reader", party=tenants))) == 1
    assert _read(place, make_actor("reader", party=council)) == []
    assert _read(place, NOBODY) == []


def test_who_may_not_see_a_figure_reads_no_remark_beside_it_and_writes_none(place, monkeypatch):
    from drieluik.core.indicators import Audience

    monkeypatch.setattr(Sight, "audience", lambda _self, _card: Audience.OWNER)
    own, other = _controller(place), _controller(place, "corporatie-b")
    _write(place, own, level="corporation", where="corporatie-a")

    assert len(_read(place, own)) == 1
    assert _read(place, other) == []
    with pytest.raises(NotAllowed):
        _write(place, other, level="corporation", where="corporatie-a", code="corporatie-b")


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("reader", "corporation"),
        ("administrator", "corporation"),
        ("delegate", "council"),
        ("editor", "other"),
    ],
)
def test_who_does_not_write_for_a_party_cannot_put_a_remark(place, role, kind):
    party = make_party(code=f"een-{kind}", kind=kind, municipality=place)

    with pytest.raises(NotAllowed):
        _write(place, make_actor(role, party=party), code=party.code)
    assert not FigureRemark.objects.exists()


def test_nobody_writes_for_another_party(place):
    with pytest.raises(NotAllowed):
        _write(place, _controller(place), code="corporatie-b")


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "2031-1"},
        {"level": "corporation", "where": "corporatie-zonder"},
        {"level": "buurt", "where": "BU00000000"},
        {"level": "total", "where": "corporatie-a"},
        {"level": "elders", "where": "x"},
        {"text": "  \n "},
    ],
)
def test_what_is_no_figure_or_no_words_is_refused_and_leaves_nothing(place, wrong):
    with pytest.raises(WrongState):
        _write(place, _controller(place), **wrong)

    assert not FigureRemark.objects.exists()
    assert not AuditEvent.objects.filter(name="remark.written").exists()


def test_a_remark_is_taken_back_once_and_stays_readable(place):
    actor = _controller(place)
    row = _write(place, actor)
    assert count_remarks(Sight(actor, place.id)) == {(CARD, "2020-1"): 1}

    services.take_back_remark(municipality_id=place.id, remark_id=row.id, actor=actor, now=NOW)

    (told,) = _read(place, actor)
    assert (told.text, told.taken_back_at) == (WORDS, NOW)
    assert count_remarks(Sight(actor, place.id)) == {}
    with pytest.raises(WrongState):
        services.take_back_remark(municipality_id=place.id, remark_id=row.id, actor=actor, now=NOW)
    assert RemarkTakenBack.objects.count() == 1


def test_another_party_cannot_take_it_back(place):
    row = _write(place, _controller(place))

    with pytest.raises(NotAllowed):
        services.take_back_remark(
            municipality_id=place.id,
            remark_id=row.id,
            actor=_controller(place, "corporatie-b"),
            now=NOW,
        )


def test_the_page_of_the_figure_takes_a_remark_and_shows_it(place, client):
    sign_in(client, _controller(place))
    page = reverse("monitor:indicator", args=("gm9001", CARD)) + "?periode=2020-1"
    form = {
        "opmerking-party": make_party(code="corporatie-a").id,
        "opmerking-figure": "corporation:corporatie-a",
        "opmerking-text": WORDS,
    }
    before = client.get(page).content.decode()

    sent = client.post(
        reverse("monitor:write_remark", args=("gm9001", CARD)) + "?periode=2020-1", form
    )

    assert "Nog niemand heeft hier een opmerking gemaakt." in before
    assert sent.headers["Location"].endswith("?periode=2020-1#opmerkingen")
    after = client.get(page).content.decode()
    assert WORDS in after
    assert "Terugnemen" in after


def test_a_remark_written_at_another_figure_is_asked_again_and_then_recorded(place, client):
    sign_in(client, _controller(place))
    page = reverse("monitor:indicator", args=("gm9001", CARD)) + "?periode=2020-1"
    address = reverse("monitor:write_remark", args=("gm9001", CARD)) + "?periode=2020-1"
    form = {
        "opmerking-party": make_party(code="corporatie-a").id,
        "opmerking-figure": "total:",
        "opmerking-text": WORDS,
        "opmerking-seen": client.get(page).context["remark_form"]["seen"].value(),
    }
    accept_figures(place, evictions=(1, 1))
    calculate(place)

    again = client.post(address, form)
    assert FigureRemark.objects.count() == 0
    sent = client.post(
        address, form | {"opmerking-seen": again.context["remark_form"]["seen"].value()}
    )

    assert again.status_code == 400
    assert WORDS in again.content.decode()
    assert "opnieuw berekend" in again.content.decode()
    assert sent.status_code == 302
    assert FigureRemark.objects.get().value == 7


def test_a_remark_sent_by_a_programme_says_which_figure_was_seen(place, client):
    sign_in(client, _controller(place))
    base = "/api/v1/gemeenten/gm9001"
    which = {"indicator": CARD, "periode": "2020-1"}
    seen = client.get(f"{base}/waarden/herkomst", which).json()["vingerafdruk"]
    sent = {"periode": "2020-1", "partij": "corporatie-a", "tekst": WORDS, "gezien": seen}
    accept_figures(place, evictions=(1, 1))
    calculate(place)

    refused = client.post(f"{base}/indicatoren/{CARD}/opmerkingen", sent)
    assert FigureRemark.objects.count() == 0
    seen = client.get(f"{base}/waarden/herkomst", which).json()["vingerafdruk"]
    written = client.post(f"{base}/indicatoren/{CARD}/opmerkingen", sent | {"gezien": seen})

    assert refused.status_code == 409
    assert "opnieuw berekend" in refused.content.decode()
    assert written.status_code == 201
    assert FigureRemark.objects.get().value == 7


def test_a_figure_that_reads_the_same_has_not_changed(place):
    row = _write(place, _controller(place))
    same = {each.attname: getattr(row, each.attname) for each in row._meta.fields}
    FigureRemark.objects.create(**same | {"id": uuid4(), "value": 13.0000001})

    assert [one.has_changed for one in _read(place, make_steward(place))] == [False, False]


def test_a_remark_without_words_keeps_the_form_and_says_so_at_the_field(place, client):
    sign_in(client, _controller(place))
    form = {
        "opmerking-party": make_party(code="corporatie-a").id,
        "opmerking-figure": "nergens:x",
        "opmerking-text": "",
    }

    sent = client.post(
        reverse("monitor:write_remark", args=("gm9001", CARD)) + "?periode=2020-1", form
    )

    assert sent.status_code == 400
    assert set(sent.context["remark_form"].errors) == {"figure", "text"}
    assert "open" in sent.content.decode().split("Een opmerking bij een cijfer maken")[0][-60:]


@pytest.mark.parametrize("period", ["", "2031-1", "geen"])
def test_over_a_half_year_without_figures_there_is_nothing_to_write_beside(place, client, period):
    sign_in(client, _controller(place))

    sent = client.post(
        reverse("monitor:write_remark", args=("gm9001", CARD)) + f"?periode={period}",
        {"opmerking-text": WORDS},
    )

    assert sent.status_code == 404


def test_the_page_of_an_agreement_leads_to_the_remarks_on_its_figure(place, client):
    make_norm(place)
    _write(place, _controller(place))
    sign_in(client, make_steward(place))

    page = client.get(reverse("agreements:clause", args=("gm9001", "2.1"))).content.decode()

    assert "1 opmerking van een partij" in page


def test_the_api_reads_writes_and_takes_back(place, client):
    sign_in(client, _controller(place))
    base = f"/api/v1/gemeenten/gm9001/indicatoren/{CARD}/opmerkingen"
    sent = {"periode": "2020-1", "partij": "corporatie-a", "tekst": WORDS}

    written = client.post(base, sent)
    (row,) = json.loads(written.content)
    back = client.post(f"{base}/{row['id']}/terugname")

    assert written.status_code == 201
    assert (row["cijfer_toen"], row["cijfer_nu"], row["tekst"]) == (13, 13, WORDS)
    assert json.loads(back.content)[0]["teruggenomen_op"] is not None
    assert client.get(base, {"periode": "2031-1"}).status_code == 404
    refused = client.post(base, sent | {"partij": "corporatie-b"})
    assert refused.status_code == 403

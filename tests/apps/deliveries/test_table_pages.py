"""Pages and API on which a corporation says which tables it delivers, and others read it."""

import pytest

from drieluik.apps.deliveries.models import TableNotApplicable
from tests.apps.deliveries.test_not_applicable import REASON, end, say, workbook_with_sales
from tests.factories.deliveries import PERIOD, make_signed, make_steward, open_round
from tests.factories.organisations import (
    make_actor,
    make_municipality,
    make_party,
    sign_in,
)

pytestmark = pytest.mark.django_db
FORM = "/aanleveringen/corporatie-a/tabellen/sales/niet-van-toepassing/"
API = "/api/v1/corporaties/corporatie-a/tabellen"


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def text(answer):
    return answer.content.decode()


def test_an_editor_records_it_reads_it_back_and_ends_it(client):
    sign_in(client, make_actor("editor"))

    assert "Verkochte woningen" in text(client.get(FORM))
    done = client.post(FORM, {"period": "2020-1", "reason": REASON}, follow=True)
    said = TableNotApplicable.objects.get()
    again = f"/aanleveringen/tabellen/{said.id}/weer-van-toepassing/"

    assert done.redirect_chain == [("/aanleveringen/", 302)]
    assert REASON in text(done)
    assert "Niet van toepassing vanaf 2020-1" in text(done)
    assert REASON in text(client.get(again))
    ended = client.post(again, {"period": "2020-2", "reason": "Toch wel."}, follow=True)
    assert "Weer van toepassing vanaf 2020-2" in text(ended)
    assert "Toch wel." in text(ended)


def test_what_is_wrong_is_told_at_its_place_and_all_at_once(client):
    make_signed(workbook_with_sales())
    sign_in(client, make_actor("editor"))

    answer = client.post(FORM, {"period": "2020-1", "reason": " "})

    assert answer.status_code == 400
    assert "Schrijf de reden op" in text(answer)
    assert "Kies een later halfjaar" in text(answer)
    assert not TableNotApplicable.objects.exists()


def test_what_was_pasted_becomes_plain_words(client):
    sign_in(client, make_actor("editor"))

    client.post(FORM, {"period": "2020-1", "reason": "<p>Wij <b>verkopen</b> niet</p>"})

    assert TableNotApplicable.objects.get().reason == "Wij verkopen niet"


def test_dwellings_cannot_be_left_out(client):
    sign_in(client, make_actor("editor"))
    address = FORM.replace("sales", "dwellings")

    assert "altijd van toepassing" in text(client.get(address))
    assert client.post(address, {"period": "2020-1", "reason": "x"}).status_code == 400


def test_a_reader_sees_the_list_without_the_way_to_change_it(client):
    say()
    sign_in(client, make_actor("reader"))

    page = text(client.get("/aanleveringen/"))

    assert REASON in page
    assert "weer-van-toepassing" not in page


@pytest.mark.parametrize("kind", ["municipality", "tenants", "council"])
def test_every_party_of_the_municipality_reads_what_does_not_apply_and_why(client, kind):
    end(say(), period=PERIOD.next())
    party = make_party(code=f"een-{kind}", kind=kind, municipality=make_municipality())
    sign_in(client, make_actor("reader", party=party))

    page = text(client.get("/gm9001/aanleveringen/"))
    (told,) = client.get("/api/v1/gemeenten/gm9001/niet-van-toepassing").json()

    assert REASON in page
    assert "Weer van toepassing vanaf 2020-2" in page
    assert (told["corporatie"], told["tabel"], told["reden"]) == ("corporatie-a", "sales", REASON)
    assert (told["vanaf"], told["weer_vanaf"]) == ("2020-1", "2020-2")


def test_who_only_reads_elsewhere_does_not_read_it(client):
    say()
    elsewhere = make_municipality(code="GM9002")
    sign_in(client, make_steward(elsewhere))

    assert client.get("/api/v1/gemeenten/gm9001/niet-van-toepassing").status_code == 404
    assert client.get("/api/v1/gemeenten/gm9002/niet-van-toepassing").json() == []


def test_other_programmes_say_and_end_it_with_the_same_checks(client):
    sign_in(client, make_actor("controller"))

    said = client.post(f"{API}/sales/niet-van-toepassing", {"vanaf": "2020-1", "reden": REASON})
    twice = client.post(f"{API}/sales/niet-van-toepassing", {"vanaf": "2020-2", "reden": ""})
    odd = client.post(f"{API}/sales/niet-van-toepassing", {"vanaf": "ooit", "reden": REASON})
    end_address = f"/api/v1/niet-van-toepassing/{said.json()['id']}/einde"
    ended = client.post(end_address, {"vanaf": "2020-2", "reden": "Toch wel."})

    assert said.status_code == 201
    assert twice.status_code == odd.status_code == 409
    assert "2020-1" in text(twice)
    assert "Schrijf de reden op" in text(twice)
    assert "2020-1" in text(odd)
    assert (ended.status_code, ended.json()["weer_vanaf"]) == (200, "2020-2")
    tables = {row["tabel"]: row for row in client.get(API).json()}
    assert tables["dwellings"]["altijd"] is True
    assert [one["vanaf"] for one in tables["sales"]["niet_van_toepassing"]] == ["2020-1"]

"""The pages of deliveries, walked by the people who use them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from drieluik.apps.deliveries.models import Acceptance, Delivery
from tests.factories.deliveries import (
    PERIOD,
    check,
    confirm_all,
    make_accepted,
    make_checked,
    make_signed,
    make_steward,
    make_tables,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
_PAGE = "/aanleveringen/corporatie-a/2020-1/"


@pytest.fixture
def asked():
    make_actor("editor")
    open_round()


def _file(content: bytes, name: str = "aanlevering.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.usefixtures("asked")
def test_an_editor_hands_in_the_downloaded_workbook(client):
    sign_in(client, make_actor("editor"))

    assert "2020" in client.get("/aanleveringen/").content.decode()
    template = client.get(f"{_PAGE}werkmap.xlsx")
    answer = client.post(_PAGE, {"file": _file(template.content), "seen": ""}, follow=True)

    delivery = Delivery.objects.get()
    assert answer.redirect_chain == [(f"/aanleveringen/{delivery.id}/", 302)]
    assert "voortgang" in answer.content.decode()
    assert template["Content-Disposition"].startswith("attachment")
    assert template["Cache-Control"] == "no-store"
    assert template["X-Content-Type-Options"] == "nosniff"
    assert "ETag" not in template


@pytest.mark.usefixtures("asked")
def test_the_way_from_findings_to_acceptance_goes_over_the_pages(
    client, django_assert_max_num_queries
):
    delivery = make_checked()
    page = f"/aanleveringen/{delivery.id}/"
    sign_in(client, make_actor("controller"))

    with django_assert_max_num_queries(40):
        shown = client.get(page).content.decode()
    assert "Verhuringen" in shown
    for finding in delivery.findings.all():
        delivery.refresh_from_db()
        client.post(
            f"{page}bevestigen/",
            {"version": delivery.version, "numbers": [finding.number], "reason": "Geen."},
        )
    delivery.refresh_from_db()
    with django_assert_max_num_queries(40):
        summary = client.get(f"{page}ondertekenen/").content.decode()
    client.post(f"{page}ondertekenen/", {"version": delivery.version})

    steward = make_steward()
    sign_in(client, steward)
    part = f"/gm9001/aanleveringen/{delivery.id}/"
    with django_assert_max_num_queries(40):
        assert part in client.get("/gm9001/aanleveringen/").content.decode()
    with django_assert_max_num_queries(40):
        assert "Geen." in client.get(part).content.decode()
    delivery.refresh_from_db()
    client.post(f"{part}accepteren/", {"version": delivery.version})

    assert "Woningen" in summary
    assert Acceptance.objects.get().verdict == "accepted"


@pytest.mark.usefixtures("asked")
def test_a_whole_group_is_confirmed_with_one_reason(client):
    tables = make_tables()
    delivery = make_checked(make_workbook(tables=tables))
    sign_in(client, make_actor("editor"))
    finding = delivery.findings.first()

    client.post(
        f"/aanleveringen/{delivery.id}/bevestigen/",
        {
            "version": delivery.version,
            "rule": finding.rule,
            "sheet": finding.sheet,
            "column": finding.column,
            "reason": "Er waren er geen.",
        },
    )

    finding.refresh_from_db()
    assert finding.reason == "Er waren er geen."


@pytest.mark.usefixtures("asked")
def test_confirming_without_a_reason_says_so_and_confirms_nothing(client):
    delivery = make_checked()
    sign_in(client, make_actor("editor"))

    answer = client.post(
        f"/aanleveringen/{delivery.id}/bevestigen/",
        {"version": delivery.version, "numbers": [1], "reason": " "},
        follow=True,
    )

    assert "Schrijf de reden op" in answer.content.decode()
    assert not delivery.findings.exclude(confirmed_at=None).exists()


@pytest.mark.usefixtures("asked")
def test_progress_is_shown_until_the_check_has_ended(client):
    delivery = upload()
    sign_in(client, make_actor("reader"))
    address = f"/aanleveringen/{delivery.id}/voortgang/"

    waiting = client.get(address)
    check(delivery)
    ended = client.get(address)

    assert "progress" in waiting.content.decode()
    assert ended["HX-Refresh"] == "true"


@pytest.mark.usefixtures("asked")
def test_the_same_file_again_leads_to_the_delivery_that_is_there(client):
    content = make_workbook()
    delivery = upload(content)
    sign_in(client, make_actor("editor"))

    answer = client.post(_PAGE, {"file": _file(content), "seen": delivery.id}, follow=True)

    assert "al aangeleverd op 3 augustus 2020" in answer.content.decode()
    assert Delivery.objects.count() == 1


@pytest.mark.usefixtures("asked")
def test_downloads_give_the_original_byte_for_byte_and_the_annotated_workbook(client):
    content = make_workbook()
    delivery = make_checked(content)
    sign_in(client, make_actor("reader"))

    original = client.get(f"/aanleveringen/{delivery.id}/origineel.xlsx")
    annotated = client.get(f"/aanleveringen/{delivery.id}/nagekeken.xlsx")

    assert original.content == content
    assert annotated.content[:2] == b"PK"
    assert annotated.content != content


@pytest.mark.usefixtures("asked")
def test_sending_back_wants_a_reason_at_its_place(client):
    delivery = make_signed()
    sign_in(client, make_steward())

    answer = client.post(
        f"/gm9001/aanleveringen/{delivery.id}/terugsturen/",
        {"version": delivery.version, "reason": ""},
    )

    assert answer.status_code == 400
    assert "Schrijf de reden op" in answer.content.decode()
    assert Acceptance.objects.get().verdict == "pending"


@pytest.mark.usefixtures("asked")
def test_the_reason_of_sending_back_stands_on_the_page_of_the_corporation(client):
    delivery = make_signed()
    sign_in(client, make_steward())
    client.post(
        f"/gm9001/aanleveringen/{delivery.id}/terugsturen/",
        {"version": delivery.version, "reason": "Er ontbreekt een complex."},
    )

    sign_in(client, make_actor("editor"))
    page = client.get(f"/aanleveringen/{delivery.id}/").content.decode()

    assert "Er ontbreekt een complex." in page


@pytest.mark.usefixtures("asked")
def test_the_loser_of_two_at_once_is_told(client):
    delivery = make_signed()
    sign_in(client, make_steward())
    address = f"/gm9001/aanleveringen/{delivery.id}/"
    client.post(f"{address}accepteren/", {"version": delivery.version})

    late = client.post(f"{address}terugsturen/", {"version": delivery.version, "reason": "Nee."})

    assert late.status_code == 409
    assert "al beslist" in late.content.decode()
    assert Acceptance.objects.get().verdict == "accepted"


@pytest.mark.usefixtures("asked")
def test_the_overview_shows_states_to_all_and_contents_to_nobody_else(client):
    delivery = make_signed()
    tenants = make_party(code="huurders", kind="tenants", municipality=make_municipality())
    sign_in(client, make_actor("reader", party=tenants))

    page = client.get("/gm9001/aanleveringen/").content.decode()

    assert "Ondertekend" in page
    assert str(delivery.id) not in page


def test_the_steward_opens_a_round_and_the_corporation_sees_it(client):
    make_actor("editor")
    sign_in(client, make_steward())

    client.post("/gm9001/aanleveringen/", {"year": 2020, "half": 1, "due_on": "2020-09-01"})
    sign_in(client, make_actor("editor"))

    assert "1 september 2020" in client.get("/aanleveringen/").content.decode()


def test_a_round_that_ends_before_its_half_year_is_refused_at_the_field(client):
    sign_in(client, make_steward())

    answer = client.post(
        "/gm9001/aanleveringen/", {"year": 2020, "half": 1, "due_on": "2020-05-01"}
    )

    assert "na het einde van het halfjaar" in answer.content.decode()


@pytest.mark.usefixtures("asked")
def test_the_municipality_downloads_its_own_rows_after_signing(client):
    delivery = make_accepted()
    sign_in(client, make_steward())

    answer = client.get(f"/gm9001/aanleveringen/{delivery.id}/deel.xlsx")

    assert answer.content[:2] == b"PK"
    assert delivery.period == PERIOD


@pytest.mark.usefixtures("asked")
def test_an_unfinished_version_form_is_no_address(client):
    delivery = make_checked()
    confirm_all(delivery)
    sign_in(client, make_actor("controller"))

    assert client.post(f"/aanleveringen/{delivery.id}/ondertekenen/").status_code == 404


def test_pages_of_an_example_city_say_that_its_figures_are_made_up(client):
    place = make_municipality(fictitious=True)
    make_actor("editor", municipality=place)
    open_round(place)
    delivery = make_checked()
    sign_in(client, make_actor("editor"))

    for address in (
        "/aanleveringen/",
        _PAGE,
        f"/aanleveringen/{delivery.id}/",
        f"/aanleveringen/{delivery.id}/bevindingen/",
        f"/aanleveringen/{delivery.id}/ondertekenen/",
    ):
        assert "fictitious-banner" in client.get(address).content.decode()


@pytest.mark.usefixtures("asked")
def test_what_to_do_stands_once_when_several_sheets_are_missing(client):
    sign_in(client, make_actor("editor"))
    book = load_workbook(BytesIO(client.get(f"{_PAGE}werkmap.xlsx").content))
    for sheet in ("Huurachterstanden", "Leefbaarheid"):
        del book[sheet]
    without = BytesIO()
    book.save(without)
    delivery = make_checked(without.getvalue())

    text = client.get(f"/aanleveringen/{delivery.id}/").content.decode()

    assert text.count("ontbreekt.") == 2
    assert text.count("Zet het blad terug") == 1
    assert "Hier geldt hetzelfde." in text


@pytest.mark.usefixtures("asked")
def test_findings_are_narrowed_down_to_a_sheet_and_stand_per_sheet(client):
    delivery = make_checked()
    sign_in(client, make_actor("editor"))
    page = f"/aanleveringen/{delivery.id}/bevindingen/"
    delivery.findings.filter(sheet="Energie").update(sheet="")

    every = client.get(f"{page}?blad=&ernst=confirm").content.decode()
    one = client.get(f"{page}?blad=Verkopen").content.decode()
    whole = client.get(f"{page}?blad=:bestand").content.decode()
    none = client.get(f"{page}?blad=Verkopen&ernst=blocks").content.decode()

    order = [
        every.index(f"<h2>{name}</h2>")
        for name in ("Het bestand als geheel", "Verhuringen", "Verkopen")
    ]
    assert order == sorted(order)
    assert ("<h2>Verkopen</h2>" in one, "<h2>Verhuringen</h2>" in one) == (True, False)
    assert '<option value="Verkopen" selected>Verkopen (1)</option>' in one
    assert '<option value="Verhuringen">Verhuringen (1)</option>' in one
    assert "<h2>Het bestand als geheel</h2>" in whole
    assert "<h2>Verkopen</h2>" not in whole
    assert '<option value="Verkopen" selected>Verkopen (0)</option>' in none
    assert "Geen bevindingen in deze keuze." in none


@pytest.mark.usefixtures("asked")
def test_a_group_of_findings_keeps_its_sheet_and_rule_when_narrowed_further(client):
    delivery = make_checked()
    sign_in(client, make_actor("editor"))
    rule = delivery.findings.get(sheet="Verkopen").rule

    address = f"/aanleveringen/{delivery.id}/bevindingen/?regel={rule}&blad=Verkopen&kolom="
    page = client.get(address).content.decode()

    for name, value in (("regel", rule), ("blad", "Verkopen"), ("kolom", "")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


@pytest.mark.usefixtures("asked")
def test_a_strange_sheet_is_not_taken_for_the_file_as_a_whole(client):
    delivery = make_checked()
    sign_in(client, make_actor("editor"))
    delivery.findings.filter(sheet="Energie").update(sheet="bestand")

    page = client.get(f"/aanleveringen/{delivery.id}/bevindingen/?blad=bestand").content.decode()

    assert "<h2>bestand</h2>" in page
    assert "<h2>Het bestand als geheel</h2>" not in page

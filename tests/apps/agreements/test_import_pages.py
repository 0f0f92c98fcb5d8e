"""The pages of reading in: forms without script, refusals at their place, nothing for others."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from drieluik.apps.agreements.models import Import
from tests.apps.agreements.test_imports import TEXT
from tests.factories.accounts import make_user
from tests.factories.agreements import read_at_once
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db
BASE = "/gm9001/afspraken/inlezen/"


def _client(role="editor", code="gemeente-voorbeeld", kind="municipality") -> Client:
    party = make_party(code=code, kind=kind, municipality=make_municipality())
    make_actor(role, party=party)
    client = Client()
    client.force_login(make_user(email=f"{role}@{code}.example"))
    return client


def _hand_in(client, content=TEXT, name="afspraken.txt"):
    return client.post(BASE, {"document": SimpleUploadedFile(name, content)})


def _upload(client, content=TEXT, name="afspraken.txt"):
    answer = _hand_in(client, content, name)
    for waiting in Import.objects.filter(state="reading"):
        read_at_once(waiting.id)
    return answer


@pytest.fixture
def page():
    return _upload(_client())["Location"]


def _first(document=None):
    outline = (document or Import.objects.get()).outline
    return outline["themes"][0]["sections"][0]["agreements"][0]


def test_an_empty_list_says_what_to_do():
    answer = _client().get(BASE)

    assert "Er is nog geen document ingelezen" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "leeg.txt", "Dit bestand is leeg"),
        (b"x" * (20 * 1024 * 1024 + 1), "groot.txt", "groter dan 20 MB"),
        (b"MZ", "programma.exe", "kunnen wij niet lezen"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_the_field(content, name, sentence):
    answer = _upload(_client(), content, name)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Import.objects.exists()


def test_the_same_file_leads_to_the_document_that_is_there(page):
    assert _upload(_client())["Location"] == page


def test_a_document_that_is_being_read_shows_its_progress_and_then_asks_for_the_outline():
    client = _client()
    page = _hand_in(client)["Location"]

    assert "Wacht op het inlezen" in client.get(page).content.decode()
    assert "Wacht op het inlezen" in client.get(f"{page}voortgang/").content.decode()
    read_at_once(Import.objects.get().id)
    assert client.get(f"{page}voortgang/")["HX-Refresh"] == "true"


def test_a_document_that_could_not_be_read_says_why_and_what_to_do():
    client = _client()
    page = _upload(client, b"%PDF-1.4 kapot", "kapot.pdf")["Location"]

    shown = client.get(page).content.decode()

    assert "beschadigd" in shown
    assert "Lever een ander bestand in" in shown


def test_the_outline_stands_beside_the_source_with_links_between_them(page):
    shown = _client().get(page).content.decode()

    line = _first()["source"]["line"]
    assert f'href="#regel-{line}"' in shown
    assert f'id="regel-{line}"' in shown


def test_a_long_outline_is_left_and_reached_again_per_theme(page):
    shown = _client().get(page).content.decode()

    for place in ("thema-1", "over", "bron", "bevestigen", "springen"):
        assert f'href="#{place}"' in shown
        assert f'id="{place}"' in shown


@pytest.mark.parametrize("role", ROLES)
def test_all_of_the_municipality_can_have_the_document_as_it_was_handed_in(page, role):
    answer = _client(role).get(f"{page}origineel/")

    assert answer.content == TEXT
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="afspraken.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert f'href="{page}origineel/"' in _client(role).get(page).content.decode()


def test_the_page_stays_within_its_queries(page, django_assert_max_num_queries):
    client = _client()

    with django_assert_max_num_queries(20):
        client.get(page)


@pytest.mark.parametrize("role", ROLES)
def test_everyone_of_the_municipality_sees_it_but_few_can_change_it(page, role):
    client = _client(role)
    agreement = _first()

    shown = client.get(page)
    changed = client.post(
        f"{page}verbeteren/not_an_agreement/", {"step": 0, "agreement": agreement["id"]}
    )

    assert shown.status_code == 200
    may = role in ("editor", "steward")
    assert changed.status_code == (302 if may else 403)
    assert ("kies=" in shown.content.decode()) == may


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("code", "kind"), [("corp", "corporation"), ("huurders", "tenants")])
def test_other_parties_do_not_see_a_document_that_is_not_confirmed(page, role, code, kind):
    client = _client(role, code, kind)

    assert client.get(BASE).status_code == 403
    assert client.get(page).status_code == 403
    assert client.get(f"{page}origineel/").status_code == 403
    assert client.post(f"{page}bevestigen/", {"step": 0}).status_code == 403
    assert client.post(f"{page}intrekken/", {"reason": "x"}).status_code == 403
    assert client.post(f"{page}terug/", {"step": 0}).status_code == 403


def test_another_municipality_and_visitors_find_nothing(page):
    elsewhere = make_municipality(code="GM9002")
    party = make_party(code="gemeente-elders", kind="municipality", municipality=elsewhere)
    make_actor("editor", party=party)
    client = Client()
    client.force_login(make_user(email="editor@gemeente-elders.example"))

    assert client.get(page).status_code == 404
    assert client.get(page.replace("gm9001", "gm9002")).status_code == 404
    assert client.get(f"{page}origineel/").status_code == 404
    assert Client().get(page).status_code == 302
    assert Client().get(f"{page}origineel/").status_code == 302


def test_an_agreement_can_be_split_by_putting_an_empty_line_in_its_text(page):
    client, agreement = _client(), _first()
    parts = agreement["text"].replace(". Zij", ".\r\n\r\nZij")

    answer = client.post(
        f"{page}verbeteren/split/", {"step": 0, "agreement": agreement["id"], "parts": parts}
    )

    assert answer.status_code == 302
    second = Import.objects.get().outline["themes"][0]["sections"][0]["agreements"][1]
    assert second["text"] == "Zij maken een verslag."


@pytest.mark.parametrize("parts", ["geen lege regel", "andere\n\nwoorden"])
def test_a_split_that_changes_words_is_explained_at_the_field(page, parts):
    agreement = _first()

    answer = _client().post(
        f"{page}verbeteren/split/", {"step": 0, "agreement": agreement["id"], "parts": parts}
    )

    assert "Zet één lege regel" in answer.content.decode()
    assert Import.objects.get().step == 0


def test_a_number_that_cannot_be_an_address_is_refused_at_the_field(page):
    agreement = _first()

    answer = _client().post(
        f"{page}verbeteren/edit/",
        {"step": 0, "agreement": agreement["id"], "number": "1/1", "heading": "", "text": "x"},
    )

    assert "Gebruik cijfers" in answer.content.decode()
    assert Import.objects.get().step == 0


def test_an_edit_a_move_and_a_step_back_work_with_plain_forms(page):
    client, agreement = _client(), _first()
    theme = Import.objects.get().outline["themes"][1]["sections"][0]["id"]

    client.post(
        f"{page}verbeteren/edit/",
        {
            "step": 0,
            "agreement": agreement["id"],
            "number": "1.9",
            "heading": "Kop",
            "text": "Nieuw.",
        },
    )
    edited = _first()
    client.post(
        f"{page}verbeteren/move/", {"step": 1, "agreement": agreement["id"], "section": theme}
    )
    client.post(f"{page}terug/", {"step": 2})

    assert (edited["number"], edited["heading"], edited["text"]) == ("1.9", "Kop", "Nieuw.")
    assert _first()["number"] == "1.9"
    assert Import.objects.get().step == 3


def test_merging_and_placing_work_with_plain_forms(page):
    client, agreement = _client(), _first()
    section = Import.objects.get().outline["themes"][0]["sections"][0]
    second = section["agreements"][1]["id"]

    client.post(
        f"{page}verbeteren/merge/", {"step": 0, "agreement": agreement["id"], "second": second}
    )
    merged = _first()
    client.post(f"{page}verbeteren/not_an_agreement/", {"step": 1, "agreement": agreement["id"]})
    left = next(
        row for row in Import.objects.get().outline["unplaced"] if row["kind"] == "not_an_agreement"
    )
    nowhere = client.post(
        f"{page}verbeteren/place/", {"step": 2, "unplaced": left["id"], "section": "nergens"}
    )
    client.post(
        f"{page}verbeteren/place/", {"step": 2, "unplaced": left["id"], "section": section["id"]}
    )

    assert "Het verslag is er binnen een week" in merged["text"]
    assert nowhere.status_code == 200
    assert "binnen een week" in _first()["text"]


def test_an_agreement_that_is_gone_cannot_be_split_and_moving_wants_a_place(page):
    client = _client()

    gone = client.post(f"{page}verbeteren/split/", {"step": 0, "agreement": "weg", "parts": "a"})
    nowhere = client.post(
        f"{page}verbeteren/move/", {"step": 0, "agreement": _first()["id"], "section": "weg"}
    )

    assert gone.status_code == 404
    assert nowhere.status_code == 200
    assert Import.objects.get().step == 0


def test_a_form_without_its_step_is_refused(page):
    assert _client().post(f"{page}terug/", {}).status_code == 409


def test_somebody_who_was_too_late_is_told(page):
    client, agreement = _client(), _first()
    address = f"{page}verbeteren/not_an_agreement/"
    client.post(address, {"step": 0, "agreement": agreement["id"]})

    answer = client.post(address, {"step": 0, "agreement": _first()["id"]})

    assert answer.status_code == 409
    assert "intussen veranderd" in answer.content.decode()


def test_confirming_asks_for_the_whole_checklist(page):
    client = _client()

    answer = client.post(f"{page}bevestigen/", {"step": 0, "in_force_from": "2020-01-01"})

    assert answer.status_code == 200
    assert Import.objects.get().state == "read"


def test_withdrawing_asks_for_a_reason(page):
    client = _client()

    without = client.post(f"{page}intrekken/", {"reason": ""})
    answer = client.post(f"{page}intrekken/", {"reason": "Verkeerd bestand"})

    assert without.status_code == 200
    assert answer["Location"] == BASE
    assert Import.objects.get().state == "withdrawn"


def test_an_unknown_act_is_not_found(page):
    answer = _client().post(f"{page}verbeteren/verzin/", {"step": 0})

    assert answer.status_code == 404


def test_after_each_step_one_goes_on_where_one_was(page):
    client, agreement = _client(), _first()
    second = Import.objects.get().outline["themes"][0]["sections"][0]["agreements"][1]

    taken_out = client.post(
        f"{page}verbeteren/not_an_agreement/", {"step": 0, "agreement": agreement["id"]}
    )
    taken_back = client.post(f"{page}terug/", {"step": 1})

    assert taken_out["Location"] == f"{page}?kies={second['id']}#{second['id']}"
    assert taken_back["Location"] == f"{page}?kies={agreement['id']}#{agreement['id']}"


def test_the_words_of_the_source_stand_beside_what_is_being_corrected(page):
    shown = _client().get(f"{page}?kies={_first()['id']}").content.decode()

    figure = shown[shown.index("<figure") : shown.index("</figure>")]
    assert "1.1 Overleg: Partijen spreken elkaar twee keer per jaar." in figure

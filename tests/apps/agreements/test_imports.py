"""Documents read in: uploaded, corrected, taken back, confirmed; refused without a trace."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from drieluik.apps import kept_files
from drieluik.apps.agreements import documents, selectors, services
from drieluik.apps.agreements.models import Import, Register
from drieluik.apps.agreements.policies import MAX_DOCUMENT_BYTES
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.selectors import verify_chain
from drieluik.apps.errors import NotAllowed, WrongState
from tests.factories.agreements import NOW, make_register, read_at_once
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db
TEXT = b"""Afspraken Voorbeeldstad

1. Samen werken

Doel Elkaar op tijd spreken.

Prestatieafspraken

1.1 Overleg: Partijen spreken elkaar twee keer per jaar. Zij maken een verslag.
1.2 Verslag: Het verslag is er binnen een week.

2. Betaalbaar wonen

Doel Genoeg betaalbare woningen.

Prestatieafspraken

2.1 Voorraad: De corporaties houden vijfhonderd woningen betaalbaar.
"""


def _municipal(role="editor"):
    place = make_municipality()
    party = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    return make_actor(role, party=party)


def _hand_in(content=TEXT, name="afspraken.txt", actor=None):
    return services.upload_document(
        municipality_id=make_municipality().id,
        content=content,
        file_name=name,
        actor=actor or _municipal(),
        now=NOW,
    )


def _upload(content=TEXT, name="afspraken.txt", actor=None):
    uploaded = _hand_in(content, name, actor)
    if not uploaded.already_there:
        read_at_once(uploaded.import_id)
    return uploaded


def _outline(import_id):
    return Import.objects.get(id=import_id).outline


def _agreements(import_id):
    return [
        (row["number"], row["text"])
        for theme in _outline(import_id)["themes"]
        for section in theme["sections"]
        for row in section["agreements"]
    ]


def _id_of(import_id, number):
    return next(
        row["id"]
        for theme in _outline(import_id)["themes"]
        for section in theme["sections"]
        for row in section["agreements"]
        if row["number"] == number
    )


def _correct(import_id, act, step=0, **more):
    services.correct_outline(
        import_id=import_id,
        step=step,
        correction={"act": act, **more},
        actor=_municipal(),
        now=NOW,
    )


def test_a_document_that_is_handed_in_is_kept_and_waits_for_its_reading():
    uploaded = _hand_in()

    row = Import.objects.get(id=uploaded.import_id)
    assert (row.state, row.outline) == ("reading", {})
    assert kept_files.read_original(row.content_hash, documents.SUFFIX) == TEXT
    assert AuditEvent.objects.get().name == "import.uploaded"


def test_the_same_file_twice_is_recognised():
    first, second = _upload(), _upload(name="nog-eens.txt")

    assert second.already_there
    assert second.import_id == first.import_id
    assert Import.objects.count() == 1
    assert AuditEvent.objects.filter(name="import.uploaded").count() == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.txt"),
        (b"x" * (MAX_DOCUMENT_BYTES + 1), "groot.txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud.doc"),
        (b"PK\x03\x04 tekst", "tekst.odt"),
    ],
)
def test_what_need_not_be_tried_is_refused_without_a_trace(content, name):
    with pytest.raises(WrongState):
        _hand_in(content, name)

    assert not Import.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("editor", "steward")])
def test_other_roles_of_the_municipality_cannot_read_in(role):
    with pytest.raises(NotAllowed):
        _upload(actor=_municipal(role))

    assert not Import.objects.exists()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["corporation", "tenants"])
def test_other_parties_cannot_read_in(role, kind):
    party = make_party(code=f"partij-{kind}", kind=kind, municipality=make_municipality())

    with pytest.raises(NotAllowed):
        _upload(actor=make_actor(role, party=party))

    assert not Import.objects.exists()


def test_a_split_agreement_gets_two_parts_and_can_be_joined_again():
    import_id = _upload().import_id
    agreement = _id_of(import_id, "1.1")
    text = dict(_agreements(import_id))["1.1"]

    _correct(import_id, "split", agreement=agreement, offset=text.index("Zij maken"))
    parts = _agreements(import_id)
    second = _outline(import_id)["themes"][0]["sections"][0]["agreements"][1]["id"]
    _correct(import_id, "merge", step=1, agreement=agreement, second=second)

    assert parts[0][1].endswith("twee keer per jaar.")
    assert parts[1] == (None, "Zij maken een verslag.")
    assert len(_agreements(import_id)) == 3


def test_a_moved_agreement_stands_in_the_other_theme():
    import_id = _upload().import_id
    target = _outline(import_id)["themes"][1]["sections"][0]["id"]

    _correct(import_id, "move", agreement=_id_of(import_id, "1.2"), section=target)

    assert [number for number, _ in _agreements(import_id)] == ["1.1", "2.1", "1.2"]


def test_words_that_are_no_agreement_stay_and_can_be_placed_again():
    import_id = _upload().import_id
    section = _outline(import_id)["themes"][0]["sections"][0]["id"]

    _correct(import_id, "not_an_agreement", agreement=_id_of(import_id, "1.2"))
    left = [row for row in _outline(import_id)["unplaced"] if row["kind"] == "not_an_agreement"]
    _correct(import_id, "place", step=1, unplaced=left[0]["id"], section=section)

    assert "binnen een week" in left[0]["text"]
    assert any("binnen een week" in text for _, text in _agreements(import_id))


def test_the_last_correction_can_be_taken_back_and_stays_on_record():
    import_id = _upload().import_id
    before = _outline(import_id)
    agreement = _id_of(import_id, "1.1")
    _correct(import_id, "edit", agreement=agreement, number="1.9", heading="", text="Anders.")

    services.undo_correction(import_id=import_id, step=1, actor=_municipal(), now=NOW)

    row = Import.objects.get()
    assert row.outline == before
    assert [one["undone"] for one in row.corrections] == [True]
    assert row.step == 2
    assert list(AuditEvent.objects.values_list("name", flat=True)) == [
        "import.uploaded",
        "import.read",
        "import.corrected",
        "import.correction_undone",
    ]


def test_nothing_to_take_back_is_refused():
    import_id = _upload().import_id

    with pytest.raises(WrongState):
        services.undo_correction(import_id=import_id, step=0, actor=_municipal(), now=NOW)


def test_two_people_cannot_overwrite_each_other():
    import_id = _upload().import_id
    agreement = _id_of(import_id, "1.1")
    _correct(import_id, "not_an_agreement", agreement=_id_of(import_id, "1.2"))
    before = _outline(import_id)

    with pytest.raises(WrongState, match="intussen veranderd"):
        _correct(import_id, "edit", agreement=agreement, number="1.1", heading="", text="Anders.")

    assert _outline(import_id) == before
    assert Import.objects.get().step == 1


def test_an_impossible_correction_changes_nothing_and_says_why():
    import_id = _upload().import_id

    with pytest.raises(WrongState, match="bestaat niet"):
        _correct(import_id, "not_an_agreement", agreement="onbekend")

    assert Import.objects.get().step == 0
    assert AuditEvent.objects.last().name == "import.read"


def _confirm(import_id, step=0, actor=None, explanation=""):
    return services.confirm_import(
        import_id=import_id,
        step=step,
        in_force_from=date(2020, 1, 1),
        explanation=explanation,
        actor=actor or _municipal(),
        now=NOW,
    )


def test_a_confirmed_document_is_the_first_version_of_the_register():
    import_id = _upload().import_id

    recorded = _confirm(import_id)

    place = make_municipality()
    version = Register.objects.get().versions.get()
    assert recorded.version_number == 1
    assert version.origin_id == import_id
    assert version.recorded_by_id == _municipal().user_id
    assert [row.number for row in selectors.list_clauses(place.id)] == ["1.1", "1.2", "2.1"]
    assert Import.objects.get().state == "confirmed"
    assert verify_chain().intact


def test_a_confirmed_document_no_longer_changes():
    import_id = _upload().import_id
    agreement = _id_of(import_id, "1.1")
    _confirm(import_id)

    with pytest.raises(WrongState):
        _correct(import_id, "not_an_agreement", agreement=agreement)
    with pytest.raises(WrongState):
        services.withdraw_import(
            import_id=import_id, reason="Toch niet", actor=_municipal(), now=NOW
        )
    with pytest.raises(IntegrityError, match="kept for ever"), transaction.atomic():
        Import.objects.update(file_name="anders.txt")


def test_a_second_document_cannot_become_the_register():
    make_register()
    import_id = _upload().import_id

    with pytest.raises(WrongState, match="voorstellen"):
        _confirm(import_id)

    assert Import.objects.get().state == "read"
    assert Register.objects.get().versions.count() == 1


def test_an_agreement_without_number_keeps_the_document_from_being_confirmed():
    import_id = _upload().import_id
    agreement = _id_of(import_id, "1.1")
    _correct(import_id, "edit", agreement=agreement, number="", heading="Overleg", text="Tekst.")

    with pytest.raises(WrongState, match="geen nummer"):
        _confirm(import_id, step=1)

    assert not Register.objects.exists()


def test_a_doubt_that_must_be_confirmed_asks_for_a_reason_which_is_kept():
    import_id = _upload().import_id
    row = Import.objects.get()
    row.outline["findings"] = [
        {"severity": "confirm", "message": "Twijfel.", "action": "Bevestig."}
    ]
    row.save()

    with pytest.raises(WrongState, match="twijfels"):
        _confirm(import_id)
    _confirm(import_id, explanation="Het is een aanhaling.")

    assert Register.objects.get().versions.get().explanation == "Het is een aanhaling."


def test_a_document_with_a_blocking_finding_cannot_be_confirmed():
    import_id = _upload().import_id
    row = Import.objects.get()
    row.outline["findings"] = [
        {"severity": "blocks", "message": "Een pagina ontbreekt.", "action": "Lees opnieuw in."}
    ]
    row.save()

    with pytest.raises(WrongState, match="Een pagina ontbreekt"):
        _confirm(import_id, explanation="Toch doen.")

    assert not Register.objects.exists()


def test_only_editors_and_stewards_of_the_municipality_confirm():
    import_id = _upload().import_id
    corporation = make_party(code="corporatie-a", municipality=make_municipality())

    for actor in (_municipal("reader"), make_actor("editor", party=corporation)):
        with pytest.raises(NotAllowed):
            _confirm(import_id, actor=actor)

    assert not Register.objects.exists()


def test_a_withdrawn_document_is_kept_and_can_be_read_in_again():
    import_id = _upload().import_id
    services.withdraw_import(
        import_id=import_id, reason="Verkeerd bestand", actor=_municipal(), now=NOW
    )

    again = _upload()

    assert not again.already_there
    assert Import.objects.count() == 2
    assert Import.objects.get(id=import_id).reason == "Verkeerd bestand"
    assert AuditEvent.objects.filter(name="import.withdrawn").count() == 1


def test_the_database_wants_a_person_and_a_moment_for_every_closed_document():
    _upload()

    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.update(state="confirmed")


def test_a_document_of_another_municipality_is_not_found():
    import_id = _upload().import_id

    assert documents.find_import(make_municipality(code="GM9002").id, import_id) is None


def test_the_clock_cannot_hand_in_a_document():
    with pytest.raises(NotAllowed):
        _upload(actor=replace(_municipal(), user_id=None))

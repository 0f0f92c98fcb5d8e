"""Works and editions: who brings them in and reads them, and what is kept."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from drieluik.apps import kept_files
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.library import policies, selectors, services
from drieluik.apps.library.models import Edition, Work
from drieluik.apps.library.services import Served
from drieluik.apps.organisations.actors import NOBODY, SYSTEM
from tests.factories.agreements import make_register
from tests.factories.library import NOW, WORDS, make_edition, make_work, writer
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db
KINDS = ("municipality", "corporation", "tenants", "council", "other")


@pytest.fixture(autouse=True)
def register():
    return make_register()


def _actor(kind, role="reader", code=""):
    party = make_party(code=code or f"een-{kind}", kind=kind, municipality=make_municipality())
    return make_actor(role, party=party)


def _seen(actor, work_id):
    return selectors.find_work(work_id=work_id, municipality_id=make_municipality().id, actor=actor)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ROLES)
def test_writers_of_the_three_kinds_of_parties_add_works(kind, role):
    may = policies.check_may_add.allows(_actor(kind, role), municipality_id=make_municipality().id)

    assert may == (
        role in ("editor", "delegate", "steward")
        and kind in ("municipality", "corporation", "tenants")
    )


@pytest.mark.parametrize(
    ("publicness", "readers"),
    [
        ("public", set(KINDS)),
        ("partners", set(KINDS) - {"council"}),
        ("party", set()),
    ],
)
def test_publicness_says_who_reads(publicness, readers):
    ground = "Nog niet af" if publicness == "party" else ""
    work_id = make_work(publicness=publicness, ground=ground)

    assert {kind for kind in KINDS if _seen(_actor(kind), work_id)} == readers
    assert _seen(_actor("corporation", code="corporatie-a"), work_id) is not None
    assert _seen(NOBODY, work_id) is None
    assert _seen(SYSTEM, work_id) is None


def test_nobody_adds_for_another_party():
    other = make_party(code="corporatie-b", municipality=make_municipality())

    with pytest.raises(NotAllowed):
        services.add_work(
            municipality_id=make_municipality().id,
            party_id=other.id,
            edition=make_edition(),
            served=Served(),
            actor=writer("corporatie-a"),
            now=NOW,
        )

    assert not Work.objects.exists()


def test_the_file_is_kept_as_it_came_and_its_words_are_read():
    work_id = make_work(clauses=["2.1"], themes=["2"])

    row = _seen(writer(), work_id)
    assert row.newest.n_words > 5
    assert selectors.read_file(row, 1, writer()).content == WORDS
    assert selectors.read_file(row, 2, writer()) is None
    assert "verhuist vaker" in Edition.objects.get().text
    assert AuditEvent.objects.filter(name="work.added").count() == 1


def test_a_new_edition_goes_before_the_older_and_both_stay():
    work_id = make_work()

    number = services.add_edition(
        work_id=work_id,
        edition=make_edition(content=b"Nieuwe woorden.", title="Wachten, opnieuw"),
        actor=writer(),
        now=NOW,
    )

    row = _seen(_actor("tenants"), work_id)
    assert number == 2
    assert [one.title for one in row.editions] == ["Wachten, opnieuw", "Wachten op een huis"]
    assert selectors.read_file(row, 1, writer()).content == WORDS


def test_an_edition_that_is_not_shared_leaves_no_trace():
    work_id = make_work(publicness="public")
    services.add_edition(
        work_id=work_id,
        edition=make_edition(
            content=b"Geheim.", title="Geheim", publicness="party", ground="Concept"
        ),
        actor=writer(),
        now=NOW,
    )

    row = _seen(_actor("council"), work_id)

    assert [one.number for one in row.editions] == [1]
    assert selectors.read_file(row, 2, _actor("council")) is None
    assert _seen(writer(), work_id).newest.title == "Geheim"


def test_the_same_file_again_is_no_new_edition():
    work_id = make_work()

    with pytest.raises(WrongState, match=r"\w"):
        services.add_edition(work_id=work_id, edition=make_edition(), actor=writer(), now=NOW)

    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    "what",
    [
        {"title": " "},
        {"author": ""},
        {"summary": "\n"},
        {"kind": "boek"},
        {"publicness": "allen"},
        {"publicness": "party"},
        {"dated_on": date(2020, 5, 5)},
        {"content": b"", "file_name": ""},
        {"content": b"", "file_name": "leeg.txt"},
        {"content": b"x", "file_name": "kwaad.exe"},
        {"content": b"geen pdf", "file_name": "nep.pdf"},
        {"link": "javascript:alert(1)"},
        {"link": "geen adres"},
        {"link": "ftp://voorbeeld.example/stuk"},
        {"link": "https://voorbeeld.example/", "content": b"x", "file_name": "x.txt"},
        {"link": "https://voorbeeld.example/" + "a" * 500},
    ],
    ids=str,
)
def test_what_cannot_be_taken_in_is_refused_without_a_trace(what):
    with pytest.raises(WrongState):
        make_work(**what)

    assert not Work.objects.exists()
    assert not AuditEvent.objects.filter(name="work.added").exists()


def test_all_faults_are_named_at_once():
    with pytest.raises(WrongState) as refused:
        make_work(title="", author="", summary="")

    assert str(refused.value).count(".") == 3


def test_a_theme_or_agreement_that_is_not_there_is_refused():
    with pytest.raises(WrongState):
        make_work(themes=["99"])

    elsewhere = Served(clause_ids=(make_work(),))
    with pytest.raises(WrongState):
        services.change_served(
            work_id=Work.objects.get().id, served=elsewhere, actor=writer(), now=NOW
        )


def test_what_a_work_serves_can_change_and_every_change_is_recorded(register):
    work_id = make_work()

    services.change_served(
        work_id=work_id,
        served=Served(("1",), (register["1.1"].clause_id,)),
        actor=writer(),
        now=NOW,
    )

    own, of_theme = selectors.list_for_clause(
        municipality_id=make_municipality().id,
        clause_id=register["1.1"].clause_id,
        theme_number="1",
        actor=_actor("tenants"),
    )
    assert [row.work_id for row in own] == [work_id]
    assert of_theme == []
    assert AuditEvent.objects.filter(name="work.links_changed").count() == 1


def test_a_withdrawn_work_keeps_title_and_reason_and_closes_its_file():
    work_id = make_work()

    services.withdraw_work(work_id=work_id, reason="Fout in de cijfers", actor=writer(), now=NOW)

    row = _seen(_actor("tenants"), work_id)
    assert row.withdrawal_reason == "Fout in de cijfers"
    assert selectors.read_file(row, 1, _actor("tenants")) is None
    assert selectors.read_file(row, 1, writer()).content == WORDS


@pytest.mark.parametrize("act", ["renew", "link", "withdraw"])
def test_another_party_changes_nothing_and_a_withdrawn_work_never_changes(act):
    work_id = make_work()
    other = writer("corporatie-b")

    with pytest.raises(NotAllowed):
        _do(act, work_id, other)
    _do("withdraw", work_id, writer())
    with pytest.raises(WrongState):
        _do(act, work_id, writer())

    assert Edition.objects.count() == 1


def _do(act, work_id, actor):
    said = {"work_id": work_id, "actor": actor, "now": NOW}
    if act == "renew":
        services.add_edition(edition=make_edition(content=b"Anders."), **said)
    elif act == "link":
        services.change_served(served=Served(), **said)
    else:
        services.withdraw_work(reason="Oud", **said)


def test_a_work_is_not_withdrawn_without_a_reason():
    with pytest.raises(WrongState):
        services.withdraw_work(work_id=make_work(), reason=" ", actor=writer(), now=NOW)


def test_the_database_refuses_to_change_editions_and_withdrawn_works():
    work_id = make_work()
    _do("withdraw", work_id, writer())

    for statement in (
        lambda: Edition.objects.all().update(title="Anders"),
        lambda: Edition.objects.get().delete(),
    ):
        with pytest.raises(TypeError):
            statement()
    for rows in (
        Work.objects.filter(id=work_id),
        super(type(Edition.objects), Edition.objects).get_queryset(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError), transaction.atomic():
        Work.objects.filter(id=work_id).update(withdrawal_reason="Anders")


def test_a_file_that_was_touched_on_disk_is_not_given():
    row = _seen(writer(), make_work(content=b"Alleen hier."))
    place = kept_files.place_of("originals", Edition.objects.get().content_hash)
    place.with_suffix(selectors.SUFFIX).write_bytes(b"vals")

    with pytest.raises(OSError, match="changed"):
        selectors.read_file(row, 1, writer())

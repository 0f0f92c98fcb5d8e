"""Making figures public: prepare, approve, publish, withdraw, correct."""

import json

import pytest
from django.db import DatabaseError, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.models import Party
from drieluik.apps.releases import services
from drieluik.apps.releases.models import Approval, PreparedTable, Publication
from drieluik.apps.releases.selectors import find_public, list_public, parties_to_approve
from drieluik.core.disclosure import audit, read_kept, read_release
from drieluik.jobs.releases import prepare_publication
from tests.factories.monitor import accept_figures, calculate
from tests.factories.organisations import make_actor, make_municipality
from tests.factories.releases import (
    APPROVED,
    ASKED,
    OUT,
    READY,
    accept_counts,
    approve_all,
    approve_for,
    approver,
    ask,
    make_steward,
    prepare,
    publish,
)

pytestmark = pytest.mark.django_db


def party(code: str) -> int:
    return Party.objects.get(code=code).id


def shown(row: Publication, *codes: str, place: int = 0) -> float | None:
    """What the public sees of one cell."""
    release = read_release(row.tables.get(place=place, table_id="evictions").release)
    return dict(zip(release.places, release.shown, strict=True))[codes]


def withdraw(
    row: Publication, reason: str = "Verkeerde corporatie.", told: str = "Verkeerd geteld."
) -> None:
    services.withdraw(
        publication_id=row.id,
        reason=reason,
        told=told,
        actor=make_steward(row.municipality),
        now=OUT,
    )


def drop(row: Publication, reason: str = "Toch niet.") -> None:
    services.drop(
        publication_id=row.id, reason=reason, actor=make_steward(row.municipality), now=OUT
    )


def test_the_whole_way_from_figures_to_the_public(place):
    row = prepare(place)

    assert row.state == "prepared"
    assert shown(row, "GM9001", "alle") == 24
    # three in the second buurt is a secret, and the first buurt would tell it
    assert shown(row, "BU90010001", "alle") is None
    assert shown(row, "BU90010000", "alle") is None
    assert list_public(municipality_id=place.id) == ()

    publish(row)

    (public,) = find_public(municipality_id=place.id, table_id="evictions", period="2020-1")
    assert public.release == row.tables.get().release
    assert json.loads(public.release)["format"] == "drieluik-release/1"


def test_nothing_that_is_secret_stands_in_what_is_public(place):
    row = publish(prepare(place))
    table = row.tables.get()

    release, kept = read_release(table.release), read_kept(table.kept)

    assert audit([release], [kept]).safe
    hidden = [at for at, one in enumerate(release.shown) if one is None]
    assert hidden
    assert table.n_hidden == len(hidden)
    (public,) = list_public(municipality_id=place.id)
    told = [cell.get("value") for cell in json.loads(public.release)["cells"]]
    assert [one for at, one in enumerate(told) if at in hidden] == [None] * len(hidden)


def test_what_was_public_before_is_taken_into_account(place):
    first = publish(prepare(place))

    accept_counts(place, (13, 2), now=OUT)
    second = publish(prepare(place, note="Een huisuitzetting was vergeten."))

    assert second.number == 2
    assert second.tables.get().earlier == [first.tables.get().release_hash]
    both = [read_release(one.tables.get().release) for one in (first, second)]
    kept = [read_kept(one.tables.get().kept) for one in (first, second)]
    assert audit(both, kept).safe
    (public,) = list_public(municipality_id=place.id)
    assert (public.publication_id, public.note) == (
        second.id,
        "Een huisuitzetting was vergeten.",
    )


def test_a_correction_says_what_is_different(place):
    publish(prepare(place))

    with pytest.raises(WrongState, match="Vertel wat er nu anders is"):
        ask(place)


def test_what_was_withdrawn_is_gone_and_still_counts_for_who_calculates(place):
    first = publish(prepare(place))
    withdraw(first)

    assert list_public(municipality_id=place.id) == ()
    second = prepare(place, note="Opnieuw.")
    assert second.tables.get().earlier == [first.tables.get().release_hash]


def test_after_withdrawing_a_correction_the_one_before_it_does_not_come_back(place):
    publish(prepare(place))
    accept_counts(place, (13, 2), now=OUT)
    withdraw(publish(prepare(place, note="Gecorrigeerd.")))

    assert list_public(municipality_id=place.id) == ()


def test_everybody_with_figures_in_it_approves_before_it_goes_out(place):
    row = prepare(place)
    names = [one.name for one in parties_to_approve(row)]

    assert [Party.objects.get(name=name).code for name in names] == [
        "gemeente-voorbeeld",
        "corporatie-a",
        "corporatie-b",
    ]
    approve_for(row, party("gemeente-voorbeeld"))
    approve_for(row, party("corporatie-a"))
    with pytest.raises(WrongState, match=r"Nog niet goedgekeurd door: .*orporatie"):
        services.publish(publication_id=row.id, actor=make_steward(place), now=OUT)


def test_nobody_approves_for_another_party(place):
    row = prepare(place)

    with pytest.raises(NotAllowed, match="controller van elke corporatie"):
        services.approve(
            publication_id=row.id,
            party_id=party("corporatie-b"),
            seen="x",
            actor=approver(row, party("corporatie-a")),
            now=APPROVED,
        )
    assert Approval.objects.count() == 0


def test_who_saw_other_tables_looks_again(place):
    row = prepare(place)

    with pytest.raises(WrongState, match="andere tabellen dan u hebt gezien"):
        approve_for(row, party("corporatie-a"), seen="a" * 64)


def test_a_party_approves_once(place):
    row = prepare(place)
    approve_for(row, party("corporatie-a"))

    with pytest.raises(WrongState, match="al goedgekeurd"):
        approve_for(row, party("corporatie-a"))


def test_what_was_corrected_meanwhile_is_not_approved(place):
    row = prepare(place)
    accept_counts(place, (13, 2), now=OUT)

    with pytest.raises(WrongState, match="daarna gecorrigeerd: Huisuitzettingen"):
        approve_all(row)


def test_what_was_corrected_after_all_approved_does_not_go_out(place):
    row = approve_all(prepare(place))
    accept_counts(place, (13, 2), now=OUT)

    with pytest.raises(WrongState, match="daarna gecorrigeerd: Huisuitzettingen"):
        services.publish(publication_id=row.id, actor=make_steward(place), now=OUT)
    row.refresh_from_db()
    assert row.state == "prepared"


def test_what_is_accepted_and_not_calculated_yet_holds_up_what_goes_out(place):
    row = approve_all(prepare(place))
    accept_figures(place, evictions=(20, 2), now=OUT)

    with pytest.raises(WrongState, match="worden cijfers gecorrigeerd"):
        services.publish(publication_id=row.id, actor=make_steward(place), now=OUT)


def test_a_figure_that_is_not_complete_is_left_out_with_the_reason(place):
    accept_counts(place, (9, None), party_code="corporatie-b", now=OUT)

    row = prepare(place, tables=("evictions", "sales"))

    outcomes = dict(row.tables.values_list("table_id", "outcome"))
    assert outcomes == {"sales": "protected", "evictions": "incomplete"}
    assert "gaf geen getal voor: " in row.tables.get(table_id="evictions").reasons


def test_a_corporation_that_did_not_deliver_is_named(place):
    accept_figures(place, party_code="corporatie-b", evictions=(9, 1), without=("sales",), now=OUT)
    calculate(place, now=OUT)

    row = prepare(place, tables=("sales", "new-build"))

    assert row.tables.get(table_id="sales").reasons.startswith("Niet aangeleverd door: ")


def test_a_publication_without_any_table_does_not_go_out(place):
    accept_counts(place, (9, None), party_code="corporatie-b", now=OUT)
    row = prepare(place)

    with pytest.raises(WrongState, match="geen tabel in die openbaar kan worden"):
        approve_all(row)


def test_one_publication_at_a_time(place):
    row = prepare(place)

    with pytest.raises(WrongState, match="Er wordt al een publicatie gemaakt"):
        ask(place)
    drop(row)
    assert ask(place).number == 2


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"tables": ()}, "Kies ten minste één cijfer"),
        ({"tables": ("bestaat-niet",)}, "Kies ten minste één cijfer"),
        ({"period": "2018-1"}, "nog geen cijfers"),
    ],
)
def test_what_cannot_be_prepared_is_said(place, asked, told):
    with pytest.raises(WrongState, match=told):
        ask(place, **asked)
    assert Publication.objects.count() == 0


def test_only_the_steward_prepares(place):
    for role in ("editor", "reader", "administrator"):
        actor = make_actor(role, party=Party.objects.get(code="gemeente-voorbeeld"))
        with pytest.raises(NotAllowed, match="gegevensbeheerder"):
            services.prepare_publication(
                municipality_id=place.id,
                wanted=services.Wanted("2020-1", ("evictions",)),
                actor=actor,
                now=ASKED,
            )


def test_a_steward_elsewhere_cannot_withdraw_here(place):
    row = publish(prepare(place))
    elsewhere = make_municipality(code="GM9009", name="Elders")
    stranger = make_actor(
        "steward",
        party=Party.objects.create(code="gemeente-elders", name="Elders", kind="municipality"),
        municipality=elsewhere,
    )

    with pytest.raises(NotAllowed):
        services.withdraw(
            publication_id=row.id, reason="Zomaar", told="Zomaar", actor=stranger, now=OUT
        )


@pytest.mark.parametrize("end", [withdraw, drop])
def test_ending_asks_a_reason(place, end):
    row = publish(prepare(place)) if end is withdraw else prepare(place)

    with pytest.raises(WrongState, match="reden"):
        end(row, "  ")


def test_withdrawing_asks_words_for_everybody(place):
    row = publish(prepare(place))

    with pytest.raises(WrongState, match="voor iedereen"):
        withdraw(row, told=" ")

    row.refresh_from_db()
    assert (row.state, row.told_public) == ("published", "")


def test_what_is_public_cannot_be_dropped_and_what_is_not_cannot_be_withdrawn(place):
    row = prepare(place)
    with pytest.raises(WrongState, match="Alleen cijfers die openbaar zijn"):
        withdraw(row)
    publish(row)
    with pytest.raises(WrongState, match="nog niet openbaar is"):
        drop(row)


def test_the_database_refuses_to_change_what_went_out(place):
    row = publish(prepare(place))

    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(id=row.id).update(state="prepared", published_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(id=row.id).delete()
    with pytest.raises(TypeError):
        PreparedTable.objects.filter(publication=row).update(release="{}")


def test_the_job_goes_on_where_a_killed_one_stopped(place):
    row = ask(place, tables=("evictions", "sales"))
    made = services.preparing.prepared_tables(row, ["sales"])
    services.preparing._keep(row, next(made))

    assert prepare_publication.func(str(row.id)) is True

    row.refresh_from_db()
    assert row.state == "prepared"
    assert sorted(row.tables.values_list("table_id", flat=True)) == ["evictions", "sales"]
    assert prepare_publication.func(str(row.id)) is False


def test_a_fault_of_ours_is_said_and_can_be_dropped(place, monkeypatch):
    row = ask(place)

    def broken(*_given, **_named):
        raise OSError("disk full")

    monkeypatch.setattr(services.preparing, "prepared_tables", broken)
    with pytest.raises(OSError, match="disk full"):
        prepare_publication.func(str(row.id))

    row.refresh_from_db()
    assert row.fault.startswith("Het voorbereiden is afgebroken")
    drop(row)


def test_what_was_dropped_meanwhile_is_not_prepared(place):
    row = ask(place)
    drop(row)

    assert services.protect_tables(publication_id=row.id, now=READY) is False
    assert row.tables.count() == 0


def test_every_act_is_in_the_log(place):
    row = publish(prepare(place))
    withdraw(row)

    names = AuditEvent.objects.filter(subject_id=str(row.id)).order_by("sequence")
    assert list(names.values_list("name", flat=True)) == [
        "publication.asked",
        "publication.prepared",
        *["publication.approved"] * 3,
        "publication.published",
        "publication.withdrawn",
    ]

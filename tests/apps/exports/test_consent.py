"""What is given by agreement waits until every corporation with figures in it approved."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.exports import selectors, services
from drieluik.apps.exports.holding import held_by
from drieluik.apps.exports.models import ExportApproval
from drieluik.apps.home.providers.exports import exports as to_do
from drieluik.apps.home.todo import Situation
from drieluik.apps.organisations.models import Participation, Party
from drieluik.jobs.exports import make_export
from tests.factories.exports import AGREED, approve_for, choose, make, make_province
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.releases import OUT, make_steward, place_with_counts, prepare, publish
from tests.factories.worlds import world

LATER = OUT + timedelta(days=1)
NOT_APPROVED = "Nog niet goedgekeurd door elke corporatie met cijfers erin."


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    """Two corporations with evictions over a half-year; nothing is public."""
    with world(django_db_blocker):
        yield place_with_counts()


@pytest.fixture
def place(laid, db):
    return laid


def agreed(place, **more):
    """The province gets evictions by agreement, and nobody approved that yet."""
    return choose(place, approved=False, **AGREED | {"public_ids": []} | more)


def party(code):
    return Party.objects.get(code=code)


def approve(plan, *codes, now=OUT):
    for code in codes:
        approve_for(plan, party(code).pk, now=now)


def row_for(place, actor, now=OUT):
    (row,) = selectors.list_exports(municipality_id=place.id, actor=actor, now=now)
    return row


def of_half_year(row):
    return next(one for one in row.periods if one.period == "2020-1")


def names(edition):
    return [name for name, _fingerprint in held_by(edition)]


def test_nothing_is_given_by_agreement_before_all_owners_approved(place):
    plan = agreed(place)
    assert make(plan) is None
    approve(plan, "corporatie-a")
    assert make(plan) is None
    assert of_half_year(row_for(place, make_steward(place))).lacking == (
        ("Huisuitzettingen", NOT_APPROVED),
    )
    DBTaskResult.objects.all().delete()
    approve(plan, "corporatie-b")

    (job,) = DBTaskResult.objects.filter(task_path=make_export.module_path)
    assert job.args_kwargs["args"] == [place.id, plan.recipient_id, "2020-1"]
    assert "Huisuitzettingen" in names(make(plan))
    done = AuditEvent.objects.filter(name="export_plan.approved").order_by("sequence")
    assert [one.facts["party_id"] for one in done] == [
        party("corporatie-a").pk,
        party("corporatie-b").pk,
    ]


def test_public_figures_do_not_wait_for_an_approval(place):
    plan = agreed(place, public_ids=["new-build"])
    publish(prepare(place, tables=("new-build",)))

    edition = make(plan)
    assert "Huisuitzettingen" not in names(edition)
    assert ["Huisuitzettingen", NOT_APPROVED, NOT_APPROVED] in edition.lacking
    approve(plan, "corporatie-a", "corporatie-b")
    assert "Huisuitzettingen" in names(make(plan, now=LATER))


def test_a_corporation_without_figures_in_it_does_not_hold_it_up(place):
    came_later = make_party(code="corporatie-c", municipality=place)
    Participation.objects.filter(party=came_later).update(from_on=OUT.date())
    plan = agreed(place)
    approve(plan, "corporatie-a", "corporatie-b")

    assert make(plan) is not None


def test_only_a_controller_approves_once_what_was_seen(place):
    plan = agreed(place)
    owner = party("corporatie-a")
    for role in ("editor", "steward", "administrator", "reader", "delegate"):
        with pytest.raises(NotAllowed):
            services.approve_agreed(
                municipality_id=place.id,
                agreed=services.Seen(plan.recipient_id, ""),
                party_id=owner.pk,
                actor=make_actor(role, party=owner),
                now=OUT,
            )
    with pytest.raises(WrongState, match="iets anders afgesproken"):
        approve_for(plan, owner.pk, seen="0" * 64)
    approve(plan, "corporatie-a")
    with pytest.raises(WrongState, match="al goedgekeurd"):
        approve(plan, "corporatie-a")
    assert ExportApproval.objects.count() == 1
    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM exports_exportapproval")


def test_another_day_needs_no_new_approval_and_another_agreement_does(place):
    plan = agreed(place)
    approve(plan, "corporatie-a", "corporatie-b")
    same = agreed(place, recipient=plan.recipient, days_after=40)
    assert make(same) is not None
    other = agreed(place, recipient=plan.recipient, ground="Verslag van 4 mei 2026 (verzonnen).")

    assert all(one.approved_at is None for one in row_for(place, make_steward(place)).approvers)
    approve(other, "corporatie-a")
    back = agreed(place, recipient=plan.recipient)
    assert all(one.approved_at for one in row_for(place, make_steward(place)).approvers)
    asked = {"municipality_id": place.id, "recipient_id": back.recipient_id, "now": LATER}
    services.stop_plan(reason="Niet meer", actor=make_steward(place), **asked)
    agreed(place, recipient=plan.recipient)
    assert all(one.approved_at is None for one in row_for(place, make_steward(place)).approvers)


def test_a_file_stands_while_a_longer_agreement_waits_and_goes_when_its_own_ends(place):
    until = LATER + timedelta(days=1)
    plan = agreed(place, agreed_until=until.date())
    approve(plan, "corporatie-a", "corporatie-b")
    first = make(plan)
    longer = agreed(place, recipient=plan.recipient)
    assert make(longer, now=LATER) is None
    reads = make_actor("reader", party=make_province(place), on=LATER.date())
    asked = {"municipality_id": place.id, "edition_id": first.id, "actor": reads}
    assert selectors.find_edition(**asked, now=LATER) == first

    assert selectors.find_edition(**asked, now=until) is None
    second = make(longer, now=until)
    assert (names(second), second.lacking) == (
        [],
        [["Huisuitzettingen", NOT_APPROVED, NOT_APPROVED]],
    )
    approve(longer, "corporatie-a", "corporatie-b", now=until)
    assert names(make(longer, now=until)) == names(first)


def test_the_controller_approves_on_the_page_and_is_asked_on_the_first_page(client, place):
    plan = agreed(place)
    controller = make_actor("controller", party=party("corporatie-a"), on=OUT.date())
    (asked,) = to_do(Situation(controller, place, OUT.date()))
    assert asked.sentence.startswith("Bekijk wat Provincie")
    assert asked.href.endswith(f"#recipient-{plan.recipient_id}")
    sign_in(client, controller)
    page = client.get(f"/{place.slug}/monitor/doorleveringen/").text
    assert "Goedkeuren namens Corporatie a" in page
    assert "Goedkeuren namens Corporatie b" not in page

    address = f"/{place.slug}/monitor/doorleveringen/{plan.recipient_id}/goedkeuren/"
    body = {"party": party("corporatie-a").pk, "seen": row_for(place, controller).seen}
    assert client.post(address, body | {"party": "x"}).status_code == 404
    assert client.post(address, body | {"party": party("corporatie-b").pk}).status_code == 403
    told = [client.post(address, body, follow=True).text for _again in range(2)]
    assert ["al goedgekeurd" in one for one in told] == [False, True]
    assert ExportApproval.objects.count() == 1
    assert to_do(Situation(controller, place, OUT.date())) == []


def test_the_recipient_does_not_read_who_approved(place):
    plan = agreed(place)
    approve(plan, "corporatie-a")

    assert len(row_for(place, make_steward(place)).approvers) == 2
    row = row_for(place, make_actor("reader", party=make_province(place), on=OUT.date()))
    assert (row.approvers, row.approves_for, row.seen) == ((), (), "")

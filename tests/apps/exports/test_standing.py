"""What no longer stands cannot be fetched; what cannot be made is told in fit words and left at that."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from drieluik.apps.exports import gathering, selectors, services
from drieluik.apps.exports.holding import held_by
from drieluik.apps.exports.models import ExportEdition, ExportTry
from drieluik.apps.exports.telling import tell_of_exports
from drieluik.apps.mailing.models import Mail
from drieluik.apps.organisations.models import Participation
from drieluik.apps.releases import protecting
from drieluik.apps.releases.extensions import GivenTable
from drieluik.apps.releases.services import withdraw
from drieluik.core.flows import PublicTable
from drieluik.jobs.exports import make_export
from tests.factories.connections import bearer, connect, token_of
from tests.factories.exports import AGREED, choose, make, make_province
from tests.factories.monitor import accept_figures, calculate
from tests.factories.organisations import make_actor, sign_in
from tests.factories.releases import (
    OUT,
    accept_counts,
    make_steward,
    place_with_counts,
    prepare,
    publish,
)
from tests.factories.worlds import world

LATER = OUT.replace(day=OUT.day + 1)
TO_RECIPIENT = "Dit cijfer, of een deel ervan"


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    """Two corporations with evictions over a half-year; nothing is public."""
    with world(django_db_blocker):
        yield place_with_counts()


@pytest.fixture
def place(laid, db):
    return laid


def reader(place, on=LATER):
    return make_actor("reader", party=make_province(place), on=on.date())


def seen(place, actor, now=LATER):
    (row,) = selectors.list_exports(municipality_id=place.id, actor=actor, now=now)
    return next(one for one in row.periods if one.period == "2020-1")


def fetched(place, edition, now=LATER):
    return selectors.find_edition(
        municipality_id=place.id, edition_id=edition.id, actor=reader(place), now=now
    )


def take_back(place, out):
    withdraw(
        publication_id=out.id, reason="Fout", told="Fout", actor=make_steward(place), now=LATER
    )


def due(place, now=LATER):
    return selectors.list_due(municipality_id=place.id, now=now)


def queued():
    return [
        one.args_kwargs["args"]
        for one in DBTaskResult.objects.filter(task_path=make_export.module_path)
    ]


def partly(monkeypatch):
    """One more table of every agreed figure cannot be protected."""
    real = gathering.prepared_tables

    def made(asked, ids):
        for one in real(asked, ids):
            refused = {"place": len(one.rows), "outcome": "refused", "reasons": "Kan niet."}
            yield replace(one, rows=(*one.rows, refused))

    monkeypatch.setattr(gathering, "prepared_tables", made)


def test_what_was_withdrawn_after_giving_stopped_is_not_fetched_any_more(client, place):
    plan = choose(place)
    out = publish(prepare(place))
    edition = make(plan)
    asked = {"municipality_id": place.id, "recipient_id": plan.recipient_id, "now": OUT}
    services.stop_plan(reason="Klaar", actor=make_steward(place), **asked)
    assert fetched(place, edition) == edition
    take_back(place, out)

    assert due(place) == []
    assert fetched(place, edition) is None
    row = seen(place, reader(place))
    assert (row.state, row.gone, row.editions) == ("gone", ("Huisuitzettingen",), ())
    assert seen(place, make_steward(place)).editions == (edition,)
    assert tell_of_exports(municipality_id=place.id, now=LATER) == 0
    sign_in(client, reader(place, OUT))
    page = client.get(f"/{place.slug}/monitor/doorleveringen/").text
    assert (
        "Sinds het nieuwste bestand ingetrokken, verbeterd of niet meer afgesproken: Huisuitzettingen."
        in page
    )
    assert "Er komt geen volgend bestand." in page
    header = bearer(token_of(connect(make_province(place), place)))
    (told,) = client.get(f"/api/v1/gemeenten/{place.slug}/doorleveringen", headers=header).json()
    assert told["halfjaren"][-1]["vervallen"] == ["Huisuitzettingen"]


def test_over_a_half_year_before_the_choice_no_next_file_comes_and_who_knew_is_told(client, place):
    plan = choose(place)
    out = publish(prepare(place))
    first = make(plan)
    reads = reader(place, OUT)
    assert tell_of_exports(municipality_id=place.id, now=OUT) >= 1
    choose(place, recipient=plan.recipient, from_period="2020-2")
    assert fetched(place, first) == first
    take_back(place, out)

    assert (plan.recipient_id, "2020-1") not in due(place)
    assert make(plan, now=LATER) is None
    assert fetched(place, first) is None
    make_actor("editor", party=make_province(place), on=LATER.date())  # was never told of it
    tell_of_exports(municipality_id=place.id, now=LATER)
    assert tell_of_exports(municipality_id=place.id, now=LATER) == 0
    gone = Mail.objects.filter(kind="export", subject__contains="tellen niet meer")
    assert [one.person_id for one in gone] == [reads.user_id]
    assert "- Huisuitzettingen" in gone[0].body
    sign_in(client, make_steward(place))
    page = client.get(f"/{place.slug}/monitor/doorleveringen/").text
    assert "Er komt geen volgend bestand: wat nu is gekozen, begint met 2020-2." in page


@pytest.mark.parametrize(
    "since",
    [
        None,
        {"from_period": "2020-2", "public_ids": ["evictions"]},
        {"public_ids": ["evictions"]},
        AGREED | {"from_period": "2020-2", "public_ids": [], "agreed_until": LATER.date()},
    ],
)
def test_what_the_newest_choice_does_not_agree_to_is_not_fetched(place, since):
    plan = choose(place, public_ids=[], **AGREED)
    first = make(plan)
    assert fetched(place, first) == first
    if since is None:
        asked = {"municipality_id": place.id, "recipient_id": plan.recipient_id, "now": OUT}
        services.stop_plan(reason="Klaar", actor=make_steward(place), **asked)
    else:
        choose(place, recipient=plan.recipient, **since)

    assert fetched(place, first) is None
    assert seen(place, reader(place)).gone == ("Huisuitzettingen",)


def test_a_file_in_which_nothing_counts_any_more_is_not_told_as_ready(place):
    plan = choose(place)
    out = publish(prepare(place))
    make(plan)
    take_back(place, out)
    second = make(plan, now=LATER)
    recipient = reader(place)
    tell_of_exports(municipality_id=place.id, now=LATER)

    assert held_by(second) == []
    assert seen(place, recipient).state == "empty"
    mail = Mail.objects.get(kind="export", person_id=recipient.user_id)
    assert "staat klaar" not in mail.subject + mail.body
    assert "tellen niet meer" in mail.subject
    assert "Ingetrokken op" in mail.body


def test_agreed_figures_wait_while_they_are_corrected_and_are_made_once_calculated(place):
    plan = choose(place, public_ids=[], **AGREED)
    arrears = {"n_evictions_with_children": [4, 0]}
    accept_figures(place, evictions=(11, 2), arrears=arrears, now=OUT)

    assert make(plan) is None
    assert "worden op dit moment verbeterd" in seen(place, make_steward(place)).lacking[0][1]
    calculate(place, now=OUT)
    assert queued() == [[place.id, plan.recipient_id, "2020-1"]]
    assert make(plan) is not None
    accept_figures(place, evictions=(12, 2), arrears=arrears, now=LATER)
    assert due(place) == []
    assert make(plan, now=LATER) is None


def test_a_first_file_waits_for_agreed_figures_that_are_corrected(place):
    plan = choose(place, public_ids=["new-build"], **AGREED)
    publish(prepare(place, tables=("new-build",)))
    arrears = {"n_evictions_with_children": [4, 0]}
    accept_figures(place, evictions=(11, 2), arrears=arrears, now=OUT)
    assert make(plan, now=LATER) is None

    calculate(place, now=LATER)
    assert {name for name, _print in held_by(make(plan, now=LATER))} > {"Huisuitzettingen"}


def test_an_agreed_figure_that_was_corrected_is_not_fetched_any_more(place):
    plan = choose(place, public_ids=[], **AGREED)
    first = make(plan)
    choose(place, recipient=plan.recipient, from_period="2020-2", **AGREED | {"public_ids": []})
    assert fetched(place, first) == first
    accept_counts(place, (11, 2), now=LATER)

    assert fetched(place, first) is None
    assert seen(place, reader(place)).gone == ("Huisuitzettingen",)
    choose(place, recipient=plan.recipient, **AGREED | {"public_ids": []})
    second = make(plan, now=LATER)
    assert fetched(place, second) == second
    assert held_by(second) != held_by(first)


def test_a_figure_that_is_chosen_no_longer_does_not_wait_for_another(place):
    both = AGREED | {"agreed_ids": ["evictions", "new-build"]}
    plan = choose(place, public_ids=[], **both)
    first = make(plan)
    assert len({name for name, _print in held_by(first)}) == 2
    accept_figures(place, evictions=(11, 2), now=LATER)
    choose(place, recipient=plan.recipient, public_ids=[], **AGREED)

    assert fetched(place, first) is None
    second = make(plan, now=LATER)
    assert second is not None
    assert held_by(second) == []


def test_an_agreed_figure_is_not_fetched_after_its_agreement_ended(place):
    until = LATER + timedelta(days=1)
    plan = choose(place, public_ids=[], **AGREED | {"agreed_until": until.date()})
    first = make(plan)
    assert fetched(place, first) == first
    assert fetched(place, first, until) is None

    ((_name, _reason, told),) = make(plan, now=until).lacking
    assert told.startswith("De afspraak")


def test_a_stock_that_went_out_over_another_half_year_meanwhile_is_not_given(place, monkeypatch):
    plan = choose(place, public_ids=[], **AGREED)
    real = services.gather

    def went_out_meanwhile(*asked):
        found = real(*asked)
        other = GivenTable("2019-2", "evictions", "", "", 0)
        monkeypatch.setattr(protecting, "list_given", lambda _place: [other])
        # evictions are no stock, but quick to protect
        monkeypatch.setattr(PublicTable, "is_stock", property(lambda _table: True))
        return found

    monkeypatch.setattr(services, "gather", went_out_meanwhile)

    assert make(plan) is None
    assert not ExportEdition.objects.exists()


def test_why_a_part_was_refused_stays_in_the_next_file(place, monkeypatch):
    partly(monkeypatch)
    plan = choose(place, public_ids=["new-build"], **AGREED)
    first = make(plan)
    publish(prepare(place, tables=("new-build",)))
    second = make(plan, now=LATER)

    for one in (first, second):
        (told,) = [row[1:] for row in one.lacking if row[0] == "Huisuitzettingen"]
        assert told[0] == "Kan niet."
    assert seen(place, make_steward(place)).state == "partly"


def test_a_file_with_one_of_two_tables_of_its_only_figure_is_ready_in_part(place, monkeypatch):
    partly(monkeypatch)
    edition = make(choose(place, public_ids=[], **AGREED))

    assert len(json.loads(edition.content)["tables"]) > 1
    assert seen(place, make_steward(place), OUT).state == "partly"


def test_a_recipient_does_not_read_of_whom_numbers_lack(place):
    accept_counts(place, (None, 2), now=OUT)
    plan = choose(place, public_ids=["new-build"], **AGREED)
    publish(prepare(place, tables=("new-build",)))
    edition = make(plan, now=LATER)
    recipient = reader(place)
    tell_of_exports(municipality_id=place.id, now=LATER)

    inner = dict(seen(place, make_steward(place)).lacking)["Huisuitzettingen"]
    assert "gaf geen getal voor" in inner
    ((_name, told),) = seen(place, recipient).lacking
    mail = Mail.objects.get(kind="export", person_id=recipient.user_id)
    file = selectors.bytes_of(edition, "csv").decode("utf-8-sig")
    for text in (told, file, mail.body):
        assert TO_RECIPIENT in text
        assert "gaf geen getal voor" not in text


def test_what_cannot_be_made_is_not_tried_again_of_the_same(place):
    accept_counts(place, (None, 2), now=OUT)
    plan = choose(place, public_ids=[], **AGREED)
    assert due(place) == [(plan.recipient_id, "2020-1")]

    assert make(plan, now=LATER) is None
    assert due(place) == []
    assert make(plan, now=LATER) is None
    assert ExportTry.objects.count() == 1
    assert "gaf geen getal voor" in seen(place, make_steward(place)).lacking[0][1]
    assert seen(place, reader(place)).lacking[0][1].startswith(TO_RECIPIENT)
    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM exports_exporttry")
    accept_counts(place, (12, 2), now=LATER)
    assert make(plan, now=LATER) is not None


def test_who_lost_a_race_is_tried_again(place, monkeypatch):
    plan = choose(place, public_ids=[], **AGREED)
    real = services.gather

    def chosen_meanwhile(*asked):
        choose(place, recipient=plan.recipient, asked_in="Een brief", public_ids=[], **AGREED)
        return real(*asked)

    monkeypatch.setattr(services, "gather", chosen_meanwhile)
    DBTaskResult.objects.all().delete()

    assert make_export.func(place.id, plan.recipient_id, "2020-1") == ""
    assert ExportTry.objects.count() == 0
    assert queued() == [[place.id, plan.recipient_id, "2020-1"]]


def test_who_takes_part_no_longer_gets_no_file(client, place):
    plan = choose(place)
    publish(prepare(place))
    Participation.objects.filter(party_id=plan.recipient_id).update(until_on=OUT.date())

    assert due(place) == []
    assert make(plan, now=LATER) is None
    (row,) = selectors.list_exports(municipality_id=place.id, actor=make_steward(place), now=LATER)
    assert (row.goes_on, row.periods) == (False, ())

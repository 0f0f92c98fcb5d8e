"""Making, renewing and withdrawing connections, and whom a programme is with one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.connections import services
from drieluik.apps.connections.models import Secret, Token
from drieluik.apps.connections.selectors import find_programme, find_token, list_connections
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.models import Membership, Participation
from drieluik.apps.organisations.selectors import get_actor
from tests.factories.connections import connect, make_administrator, token_of
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PAGE = "/partijen/corporatie-a/aansluitingen/"


@pytest.fixture
def place():
    return make_municipality()


@pytest.fixture
def party(place):
    return make_party(municipality=place)


def programme(shown, now=None):
    return find_programme(client_id=shown.client_id, secret=shown.secret, now=now or timezone.now())


def only_row(party):
    (row,) = list_connections(party_id=party.pk, now=timezone.now())
    return row


def renew(shown, actor, *, at_once=False):
    return services.renew_secret(
        connection_id=shown.connection_id, at_once=at_once, actor=actor, now=timezone.now()
    )


def test_a_connection_reads_as_a_reader_of_its_party_where_it_was_named(party, place):
    other = make_municipality(code="GM9002")
    make_party(municipality=other)

    shown = connect(party, place)
    actor = find_token(token=token_of(shown), now=timezone.now()).acts_as("lezen", NOW)

    assert (actor.user_id, actor.municipality_ids) == (None, {place.id})
    assert [(one.party_id, one.role) for one in actor.standings] == [(party.id, "reader")]


def test_nothing_of_secret_or_token_is_kept_but_its_hash(party, place):
    shown = connect(party, place)
    token = token_of(shown)

    for model in (Secret, Token):
        for row in model.objects.values():
            assert shown.secret not in str(row)
            assert token not in str(row)
    assert shown.secret not in str(list(AuditEvent.objects.values()))


def test_every_act_stands_in_the_log(party, place):
    administrator = make_administrator(party)
    shown = connect(party, place)
    renew(shown, administrator)
    services.withdraw_connection(
        connection_id=shown.connection_id, reason="Klaar", actor=administrator, now=timezone.now()
    )

    events = AuditEvent.objects.filter(subject_type="connection").order_by("sequence")
    assert [(one.name, one.party_code, one.actor_id) for one in events] == [
        (f"connection.{done}", "corporatie-a", administrator.user_id)
        for done in ("made", "secret_renewed", "withdrawn")
    ]


@pytest.mark.parametrize("role", ["reader", "editor", "controller", "delegate", "steward"])
def test_only_an_administrator_makes_renews_or_withdraws(party, place, role):
    shown = connect(party, place)
    actor = make_actor(role, party=party)
    withdrawing = {"reason": "x", "actor": actor, "now": NOW}

    with pytest.raises(NotAllowed):
        connect(party, place, actor=actor)
    with pytest.raises(NotAllowed):
        renew(shown, actor)
    with pytest.raises(NotAllowed):
        services.withdraw_connection(connection_id=shown.connection_id, **withdrawing)
    assert only_row(party).state == "works"


def test_nobody_gives_a_programme_a_municipality_that_one_does_not_administer(party, place):
    elsewhere = make_municipality(code="GM9002")

    with pytest.raises(NotAllowed):
        connect(party, place, elsewhere)


@pytest.mark.parametrize("days", [0, -1, 733])
def test_it_ends_after_today_and_within_two_years(party, place, days):
    with pytest.raises(WrongState, match="dag na vandaag"):
        connect(party, place, until_on=timezone.localdate() + timedelta(days=days))


def test_handing_in_can_be_given_only_by_who_hands_in_and_for_all_municipalities(party, place):
    with pytest.raises(NotAllowed, match="bewerker of controller"):
        connect(party, place, scopes=["lezen", "aanleveren"])

    other = make_municipality(code="GM9002")
    make_party(municipality=other)
    administrator = make_administrator(party, "controller")
    with pytest.raises(NotAllowed, match="alle gemeenten"):
        connect(party, place, scopes=["aanleveren"], actor=administrator)

    shown = connect(party, place, other, scopes=["aanleveren"], actor=administrator)
    actor = find_token(token=token_of(shown, "aanleveren"), now=NOW).acts_as("aanleveren", NOW)
    assert (actor.user_id, actor.standings[0].role) == (administrator.user_id, "editor")


def test_the_old_secret_works_a_week_beside_the_new_one_unless_stopped(party, place):
    administrator = make_administrator(party)
    first = connect(party, place)
    second = renew(first, administrator)

    assert programme(first)
    assert programme(second)
    later = timezone.now() + timedelta(days=7, minutes=5)
    assert programme(first, now=later) is None
    assert programme(second, now=later)

    token = token_of(second)
    third = renew(first, administrator, at_once=True)
    assert (programme(first), programme(second), third.other_until) == (None, None, None)
    assert find_token(token=token, now=timezone.now()) is None
    assert programme(third)


def test_a_withdrawn_connection_stops_at_once_with_its_tokens_and_stays_so(party, place):
    shown = connect(party, place)
    token = token_of(shown)
    withdrawing = {"connection_id": shown.connection_id, "actor": SYSTEM, "now": timezone.now()}
    with pytest.raises(WrongState):
        services.withdraw_connection(reason=" ", **withdrawing)

    services.withdraw_connection(reason="Gelekt", **withdrawing)

    assert (programme(shown), find_token(token=token, now=timezone.now())) == (None, None)
    assert only_row(party).state == "withdrawn"
    with pytest.raises(WrongState):
        services.withdraw_connection(reason="Nog eens", **withdrawing)
    with pytest.raises(WrongState):
        renew(shown, make_administrator(party))


def test_it_ends_on_its_day(party, place):
    shown = connect(party, place, until_on=timezone.localdate() + timedelta(days=1))

    assert programme(shown)
    assert programme(shown, now=NOW + timedelta(days=1, hours=1)) is None


def test_it_stops_when_who_made_the_secret_is_no_administrator_and_works_after_renewal(
    party, place
):
    shown = connect(party, place)
    token = token_of(shown)
    Membership.objects.filter(role="administrator").update(until_on=timezone.localdate())

    known = find_token(token=token, now=timezone.now())
    assert known.acts_as("lezen", timezone.now()) is None
    assert (programme(shown), only_row(party).state) == (None, "unbacked")

    next_one = make_actor("administrator", party=party, on=timezone.localdate())
    assert programme(renew(shown, next_one))
    assert only_row(party).state == "works"


def test_handing_in_stops_with_the_role_of_who_made_the_secret(party, place):
    administrator = make_administrator(party, "editor")
    shown = connect(party, place, scopes=["lezen", "aanleveren"], actor=administrator)
    known = find_token(token=token_of(shown, "lezen", "aanleveren"), now=timezone.now())
    assert known.acts_as("aanleveren", NOW)

    Membership.objects.filter(role="editor").update(until_on=timezone.localdate())

    assert known.acts_as("aanleveren", NOW) is None
    assert known.acts_as("lezen", NOW)
    row = only_row(party)
    assert (row.state, row.working, row.no_renewal) == ("partly", ("lezen",), "")
    page = sign_in(Client(), administrator).get(PAGE).content.decode()
    assert "lezen (werkt), aanleveren (werkt niet)" in page
    assert "mag niet meer aanleveren voor de corporatie" in page


def test_handing_in_is_given_for_all_municipalities_of_the_party_not_only_ones_own(party, place):
    make_party(municipality=make_municipality(code="GM9002"))
    administrator = make_administrator(party, "editor")
    Membership.objects.filter(user_id=administrator.user_id).update(municipality=place)
    limited = get_actor(user_id=administrator.user_id, on=timezone.localdate())

    with pytest.raises(NotAllowed, match="alle gemeenten"):
        connect(party, place, scopes=["aanleveren"], actor=limited)


def test_a_corporation_that_begins_elsewhere_keeps_its_connection_and_is_told_to_make_a_new_one(
    party, place
):
    administrator = make_administrator(party, "editor")
    shown = connect(party, place, scopes=["lezen", "aanleveren"], actor=administrator)
    make_party(municipality=make_municipality(code="GM9002"))

    row = only_row(party)
    assert row.state == "works"
    assert "Maak een nieuwe aansluiting" in row.no_renewal
    with pytest.raises(WrongState, match="Maak een nieuwe aansluiting"):
        renew(shown, get_actor(user_id=administrator.user_id, on=timezone.localdate()))
    page = sign_in(Client(), administrator).get(PAGE).content.decode()
    assert "Maak een nieuwe aansluiting" in page
    assert "/geheim/" not in page


def test_a_connection_of_a_municipality_that_the_party_left_cannot_be_renewed(party, place):
    other = make_municipality(code="GM9002")
    make_party(municipality=other)
    administrator = make_administrator(party)
    shown = connect(party, place, other, actor=administrator)
    Participation.objects.filter(municipality=other).update(until_on=timezone.localdate())

    assert only_row(party).state == "works"
    with pytest.raises(WrongState, match="Maak een nieuwe aansluiting"):
        renew(shown, get_actor(user_id=administrator.user_id, on=timezone.localdate()))


def test_the_last_use_is_seen_and_written_at_most_once_in_five_minutes(party, place):
    shown = connect(party, place)
    known = find_token(token=token_of(shown), now=NOW)
    assert only_row(party).used_at is None

    for minutes in (0, 4, 6):
        services.note_use(token_id=known.token_id, now=NOW + timedelta(minutes=minutes))
        assert only_row(party).used_at == NOW + timedelta(minutes=0 if minutes < 5 else 6)


def test_tokens_that_ended_long_ago_go_when_a_new_one_is_given(party, place):
    shown = connect(party, place)
    secret = Secret.objects.get()
    services.give_token(
        secret_id=secret.pk, token="oud", scopes=["lezen"], now=NOW - timedelta(days=40)
    )

    token_of(shown)

    assert Token.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE connections_connection SET scopes = 'lezen aanleveren'",
        "UPDATE connections_connection SET until_on = '2099-01-01'",
        "DELETE FROM connections_connection",
        "UPDATE connections_connectionplace SET municipality_id = 0",
        "UPDATE connections_secret SET secret_hash = 'x'",
        "DELETE FROM connections_secret",
        "UPDATE connections_token SET until_at = '2099-01-01'",
    ],
)
def test_the_database_keeps_what_was_made(party, place, statement):
    token_of(connect(party, place))

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

"""The first page: what is asked of whom."""

import pytest

from tests.factories.deliveries import open_round
from tests.factories.monitor import (
    EFFORT,
    accept_figures,
    calculate,
    check_figures,
    make_norm,
    make_place,
    make_steward,
    norm_text,
    sign_figures,
)
from tests.factories.organisations import ROLES, make_actor, make_party, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_day")]


def _sentences(client, actor):
    sign_in(client, actor)
    ((_place, asked, news),) = client.get("/").context["places"]
    return [row.sentence for row in asked], [row.sentence for row in news]


def test_a_stranger_reads_what_drieluik_is_and_can_sign_in(client):
    text = client.get("/").content.decode()

    assert "account/login" in text
    assert text.count("<p>") >= 3


def test_the_first_page_opens_for_every_role_of_every_party(client, django_assert_max_num_queries):
    place = make_place()
    make_norm(place)
    open_round(place)
    accept_figures(place)
    calculate(place)
    make_party(code="raad", kind="council", municipality=place)
    for code in ("gemeente-voorbeeld", "corporatie-a", "huurders-a", "raad"):
        for role in ROLES:
            sign_in(client, make_actor(role, party=make_party(code=code)))
            with django_assert_max_num_queries(50):
                assert client.get("/").status_code == 200


def test_whoever_has_no_role_is_told_whom_to_ask(client):
    from tests.factories.accounts import make_user

    sign_in(client, make_user(email="nieuw@voorbeeld.example"))

    assert client.get("/").context["places"] == []


def test_a_controller_is_asked_to_deliver(client):
    place = make_place()
    open_round(place)

    asked, _ = _sentences(client, make_actor("controller", party=make_party(code="corporatie-a")))

    assert any("Corporatie a" in sentence and "2020-1" in sentence for sentence in asked)


def test_a_controller_is_asked_to_sign_and_an_editor_is_not(client):
    place = make_place()
    open_round(place)
    check_figures(place)
    party = make_party(code="corporatie-a")

    controller, _ = _sentences(client, make_actor("controller", party=party))
    editor, _ = _sentences(client, make_actor("editor", party=party))

    assert len(controller) == 1
    assert editor == []


def test_a_reader_of_a_corporation_is_asked_nothing(client):
    place = make_place()
    open_round(place)

    asked, news = _sentences(client, make_actor("reader", party=make_party(code="corporatie-a")))

    assert (asked, news) == ([], [])


def test_a_steward_confirms_norms_decides_and_sees_who_is_silent(client):
    place = make_place()
    open_round(place)
    make_norm(place, confirmed=False)
    sign_figures(check_figures(place))

    asked, news = _sentences(client, make_steward(place))

    assert len(asked) == 2
    assert any("Corporatie b" in sentence for sentence in news)


def test_a_policy_officer_sees_what_is_off_course_and_what_carries_no_norm(client):
    place = make_place()
    make_norm(place, text=norm_text(target="hoogstens 1"))
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, evictions=(9,))
    calculate(place)
    editor = make_actor("editor", party=make_party(code="gemeente-voorbeeld"))

    _, news = _sentences(client, editor)

    assert any("2.1" in sentence for sentence in news)
    assert any("2 " in sentence for sentence in news)


def test_a_delegate_is_asked_to_judge_and_sees_the_own_lights(client):
    place = make_place()
    make_norm(place, text=EFFORT)
    make_norm(place, text=norm_text(for_whom="elke corporatie", target="hoogstens 1"))
    accept_figures(place, evictions=(9,))
    calculate(place)

    asked, news = _sentences(client, make_actor("delegate", party=make_party(code="corporatie-a")))

    assert len(asked) == 1
    assert len(news) == 1


def test_a_tenants_member_reads_what_changed_and_what_is_not_known(client):
    place = make_place()
    make_norm(place)
    for period, number in (("2019-2", 1), ("2020-1", 9)):
        for code in ("corporatie-a", "corporatie-b"):
            accept_figures(place, party_code=code, period=period, evictions=(number,))
        calculate(place, period)
    tenants = make_party(code="huurders-a")

    _, news = _sentences(client, make_actor("delegate", party=tenants))

    (changed,) = (sentence for sentence in news if "2.1" in sentence)
    assert "was op koers, is nu niet op koers" in changed


def test_a_tenants_member_reads_first_how_the_own_landlord_and_the_city_stand(client):
    place = make_place()
    tenants = make_party(code="huurders-a")
    make_norm(place, text=norm_text(for_whom="elke corporatie", target="hoogstens 5"))
    accept_figures(place, party_code="corporatie-a", evictions=(1,))
    accept_figures(place, party_code="corporatie-b", evictions=(9,))
    calculate(place)

    _, news = _sentences(client, make_actor("delegate", party=tenants))

    assert news[:2] == ["Corporatie a: 1 op koers", "Alle partijen samen: 1 niet op koers"]


def test_a_council_member_reads_counts_of_lights(client):
    place = make_place()
    make_norm(place)
    council = make_party(code="raad", kind="council", municipality=place)

    _, news = _sentences(client, make_actor("reader", party=council))

    assert len(news) == 1
    assert "1" in news[0]


def test_an_administrator_is_led_to_the_members(client):
    place = make_place()
    admin = make_actor(
        "administrator", party=make_party(code="gemeente-voorbeeld"), municipality=place
    )

    _, news = _sentences(client, admin)

    assert any("1" in sentence for sentence in news)

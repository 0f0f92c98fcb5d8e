"""Layers on the public site: only what its source made public itself, and gone at once with its ground."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.layers import services as layers
from drieluik.apps.publication.models import LayerConfirmation, LayerStatement
from drieluik.apps.publication.open_layers.open_now import find_shared
from drieluik.apps.publication.open_layers.rows import Way
from tests.factories.layers import (
    CODES,
    hand_in,
    make_card,
    make_layer,
    make_maker,
    put_figures,
    read_now,
    whole,
)
from tests.factories.open_layers import (
    NAME,
    OPEN_CARD,
    SOURCE,
    addresses,
    body,
    confirm,
    make_open_layer,
    place_with_layers,
    second_person,
    state,
    take_off,
)
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.publication import shut
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
SITE = "/openbaar/gm9901/"
API = "/api/v1/openbaar/gemeenten/gm9901"
LATER = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
SHUT = {"publicness": "partners", "ground": "klein", "decided_by": "de steward"}


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    """A municipality, who makes its layers, and a layer that everybody sees."""
    with world(django_db_blocker):
        yield place_with_layers()


@pytest.fixture
def place(laid):
    return laid[0]


@pytest.fixture
def maker(laid):
    return laid[1]


@pytest.fixture
def layer_id(laid):
    return laid[2]


def way(place, layer_id) -> Way:
    return find_shared(municipality_id=place.id, layer_id=layer_id)[1].way


def lists() -> str:
    """All that leads to layers: lists, site map, search, news, English, catalogue and data."""
    pages = (
        "", "kaartlagen/", "sitemap.xml", "zoeken/?q=bankjes", "over/", "english/",
        "catalogus.jsonld",
    )  # fmt: skip
    found = [Client().get(f"{SITE}{one}").content for one in pages]
    found += [Client().get(f"{API}{one}").content for one in ("", "/kaartlagen", "/ingetrokken")]
    return b" ".join(found).decode()


def put_later(maker, layer_id, *figures):
    version_id = hand_in(maker, layer_id, whole(*figures))
    read_now(version_id)
    layers.accept_version(version_id=version_id, explanation="Goed", actor=maker, now=LATER)
    return version_id


def in_use(place, layer_id):
    return find_shared(municipality_id=place.id, layer_id=layer_id)[1].version.version_id


def test_a_layer_stands_on_its_page_with_map_table_and_where_it_comes_from(layer_id):
    page = body(f"{SITE}kaartlagen/{layer_id}/").decode()

    for words in ("1.234", "niet ingevuld", "CC BY 4.0", SOURCE, "Geteld &lt;in&gt; mei."):
        assert words in page, words
    for code in CODES:
        assert f'href="#{code}"' in page
        assert f'id="{code}"' in page
    assert "<svg" in page
    assert '"@type": "Dataset"' in page
    assert "<script src" not in page


def test_every_list_leads_to_it_and_back(layer_id, settings):
    settings.OPEN_DATA_LICENCE = "https://example.org/licentie"
    page = f"{SITE}kaartlagen/{layer_id}/"

    for address in ("", "kaartlagen/", "sitemap.xml", "zoeken/?q=bankjes", "catalogus.jsonld"):
        assert page in body(f"{SITE}{address}").decode(), address
    assert f'href="{SITE}kaartlagen/"' in body(page).decode()
    assert f'href="{SITE}"' in body(f"{SITE}kaartlagen/").decode()


def test_names_of_persons_stay_inside(place, maker):
    name = make_actor("reader", party=make_party(code="corporatie-a", municipality=place)).name
    layer_id = make_open_layer(place, maker, name="Bomen", quality=f"Geteld door {name}.")

    for address in addresses(layer_id):
        text = Client().get(address).content.decode("utf-8", "replace")
        for hidden in (name, maker.name, second_person(place).name, "cijfers.csv</"):
            assert hidden not in text, address


def shut_it(place, maker, layer_id):
    layers.change_card(layer_id=layer_id, card=make_card(name=NAME, **SHUT), actor=maker, now=LATER)


def own_it(place, maker, layer_id):
    shut_it(place, maker, layer_id)
    card = make_card(name=NAME, **(SHUT | {"publicness": "owner"}))
    layers.change_card(layer_id=layer_id, card=card, actor=maker, now=LATER)


def shut_and_open_it_again(place, maker, layer_id):
    shut_it(place, maker, layer_id)
    reword(place, maker, layer_id)


def reword(place, maker, layer_id):
    card = make_card(name=NAME, meaning="Iets anders.", **OPEN_CARD)
    layers.change_card(layer_id=layer_id, card=card, actor=maker, now=LATER)


def withdraw(place, maker, layer_id):
    layers.withdraw_layer(layer_id=layer_id, reason="Verouderd", actor=maker, now=LATER)


def take_figures_back(place, maker, layer_id):
    layers.withdraw_version(
        version_id=in_use(place, layer_id), reason="Fout", actor=maker, now=LATER
    )


def replace_figures(place, maker, layer_id):
    put_later(maker, layer_id, 77, 78, 79)


def replace_and_take_back(place, maker, layer_id):
    version_id = put_later(maker, layer_id, 77, 78, 79)
    layers.withdraw_version(version_id=version_id, reason="Fout", actor=maker, now=LATER)


ENDS = (
    *(shut_it, own_it, shut_and_open_it_again, reword, withdraw, take_figures_back),
    *(replace_figures, replace_and_take_back),
)


@pytest.mark.parametrize("end", ENDS, ids=lambda one: one.__name__)
def test_what_ends_is_the_same_as_what_never_was_there(laid, settings, end):
    settings.OPEN_DATA_LICENCE = "https://example.org/licentie"
    place, maker, layer_id = laid
    end(place, maker, layer_id)

    check_is_not_there(layer_id)
    told = lists()
    assert str(layer_id) not in told
    assert NAME not in told


def check_is_not_there(layer_id, slug="gm9901"):
    never = addresses(uuid4(), slug)
    for asked, never_there in zip(addresses(layer_id, slug), never, strict=True):
        one, other = Client().get(asked), Client().get(never_there)
        assert one.status_code == 404, asked
        assert one.content == other.content, asked
        assert dict(one.headers) == dict(other.headers), asked


def test_what_was_never_fit_is_not_there_whatever_its_card_says(place, maker):
    cases = {
        "own figures": {},
        "partners only": SHUT,
        "made up": OPEN_CARD | {"fictitious": True},
        "no licence": OPEN_CARD | {"licence": ""},
    }
    for name, card in cases.items():
        layer_id = make_layer(maker, name=f"KANARIE {name}", **card)
        put_figures(maker, layer_id, whole(1, 2, 3))
        with pytest.raises(WrongState):
            state(place, layer_id, maker)
        check_is_not_there(layer_id)
    assert "KANARIE" not in lists()


def test_a_layer_of_another_municipality_is_not_there(layer_id):
    check_is_not_there(layer_id, "gm9001")


def test_one_person_alone_opens_nothing(place, maker):
    layer_id = make_layer(maker, name="KANARIE", **OPEN_CARD)
    put_figures(maker, layer_id, whole(1, 2, 3))
    state(place, layer_id, maker)

    check_is_not_there(layer_id)
    with pytest.raises(WrongState, match="zelf"):
        confirm(place, layer_id, maker)
    statement = LayerStatement.objects.get(layer_id=layer_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        LayerConfirmation.objects.create(
            statement=statement, confirmed_by_id=maker.user_id, confirmed_at=LATER
        )

    confirm(place, layer_id, second_person(place))

    assert way(place, layer_id) is Way.OPEN


def test_who_can_be_the_second_person_is_asked_on_the_first_page_and_who_stated_is_not(
    place, maker
):
    layer_id = make_layer(maker, name="Bomen", **OPEN_CARD)
    put_figures(maker, layer_id, whole(1, 2, 3))
    state(place, layer_id, maker)
    address = f"/gm9901/openbaarheid/kaartlagen/{layer_id}/"

    def asked(actor):
        return address in sign_in(Client(), actor).get("/").content.decode()

    council = make_party(code="raad-hier", kind="council", municipality=place)
    assert asked(second_person(place))
    assert not asked(maker)
    assert not asked(make_actor("reader", party=council))
    confirm(place, layer_id, second_person(place))
    assert not asked(second_person(place))


def test_a_form_says_at_its_place_what_is_missing(laid):
    place, maker, layer_id = laid
    take_off(place, layer_id, maker)
    page = f"/gm9901/openbaarheid/kaartlagen/{layer_id}/"

    answer = sign_in(Client(), maker).post(page, {"address": "geen adres", "seen": "x"})

    form = answer.context["state_form"]
    assert answer.status_code == 400
    assert set(form.errors) == {"publisher", "address", "looked"}


def test_of_a_layer_of_another_party_the_steward_is_the_second_person(place, maker):
    controller = make_maker(kind="corporation", role="controller")
    layer_id = make_layer(controller, name="Bomen", **OPEN_CARD)
    put_figures(controller, layer_id, whole(1, 2, 3))
    with pytest.raises(NotAllowed):
        state(place, layer_id, maker)
    state(place, layer_id, controller)
    with pytest.raises(NotAllowed):
        confirm(place, layer_id, second_person(place))

    confirm(place, layer_id, maker)

    assert b"Bomen" in body(f"{SITE}kaartlagen/")
    take_off(place, layer_id, controller)
    check_is_not_there(layer_id)


def test_nobody_states_or_confirms_what_they_did_not_see(place, maker):
    layer_id = make_layer(maker, name="Bomen", **OPEN_CARD)
    put_figures(maker, layer_id, whole(1, 2, 3))
    with pytest.raises(WrongState, match="Kijk opnieuw"):
        state(place, layer_id, maker, seen="0" * 64)
    for address in (" ", "javascript:alert(1)", "ftp://cbs.example/"):
        with pytest.raises(WrongState, match="adres"):
            state(place, layer_id, maker, address=address)
    state(place, layer_id, maker)
    with pytest.raises(WrongState, match="tweede"):
        state(place, layer_id, maker)

    put_later(maker, layer_id, 4, 5, 6)

    with pytest.raises(WrongState):
        confirm(place, layer_id, second_person(place))
    state(place, layer_id, maker, now=LATER)
    confirm(place, layer_id, second_person(place), now=LATER)
    assert way(place, layer_id) is Way.OPEN


def test_what_was_taken_off_is_told_with_its_day_and_reason_and_can_be_stated_anew(
    laid,
):
    place, maker, layer_id = laid
    take_off(place, layer_id, maker, reason="De bron <trok> het terug.")

    check_is_not_there(layer_id)
    about = body(f"{SITE}over/").decode()
    assert NAME in about
    assert "De bron &lt;trok&gt; het terug." in about
    (gone,) = json.loads(body(f"{API}/ingetrokken?soort=layer"))["items"]
    assert gone["reden"] == "De bron <trok> het terug."
    with pytest.raises(WrongState):
        take_off(place, layer_id, maker)
    state(place, layer_id, maker, now=LATER)
    confirm(place, layer_id, second_person(place), now=LATER)
    assert body(f"{SITE}kaartlagen/{layer_id}/")


def test_a_statement_that_never_opened_anything_is_told_nowhere(place, maker):
    layer_id = make_layer(maker, name="KANARIE", **OPEN_CARD)
    put_figures(maker, layer_id, whole(1, 2, 3))
    state(place, layer_id, maker)
    take_off(place, layer_id, second_person(place), reason="KANARIE")

    assert way(place, layer_id) is Way.LAPSED
    assert "KANARIE" not in lists()


def test_each_act_leaves_one_line_in_the_log_and_rows_are_kept(laid):
    place, maker, layer_id = laid
    take_off(place, layer_id, maker)

    names = AuditEvent.objects.filter(subject_id=str(layer_id)).order_by("sequence")
    assert [one.name for one in names][-3:] == [
        "layer.stated_public",
        "layer.confirmed_public",
        "layer.taken_off",
    ]
    with pytest.raises(TypeError):
        LayerStatement.objects.filter(layer_id=layer_id).update(publisher="Iemand")


def test_a_shut_site_shows_no_layer(laid):
    place, _maker, layer_id = laid
    shut(place, "site", "site", reason="Wij zijn nog niet zover.")

    for address in (*addresses(layer_id), f"{SITE}kaartlagen/", f"{API}/kaartlagen"):
        assert Client().get(address).status_code == 404


def test_without_layers_the_page_says_so():
    make_municipality(code="GM9905")

    assert "Er zijn nog geen kaartlagen openbaar" in body("/openbaar/gm9905/kaartlagen/").decode()

"""Pages that the product keeps for a moment never outlive the act that shuts what stands on them."""

import pytest
from django.utils import timezone

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.publication import services
from drieluik.apps.publication.models import Openness
from tests.factories.agreements import make_register
from tests.factories.at_once import at_once, database_in_a_file
from tests.factories.organisations import make_municipality
from tests.factories.publication import shut, steward

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PATH = "/openbaar/gm9001/afspraken/"


def test_a_page_that_was_kept_is_gone_at_once_when_it_is_shut(
    client, django_assert_max_num_queries
):
    place = make_municipality()
    make_register(place)
    first = client.get(PATH)
    with django_assert_max_num_queries(5):
        again = client.get(PATH)

    shut(place, "agreements", 1, now=timezone.now())
    after = client.get(PATH, headers={"if-none-match": first["ETag"]})

    assert first.content == again.content
    assert b"vijfhonderd woningen" in first.content
    assert after.status_code == 200
    assert b"vijfhonderd woningen" not in after.content
    assert after["ETag"] != first["ETag"]


def test_a_page_that_was_kept_is_without_an_agreement_at_once_when_that_is_shut(client):
    place = make_municipality()
    make_register(place)
    clause = find_clause(place.id, "2.1")
    own = f"{PATH}{clause.clause_id}/"
    kept = [client.get(path) for path in (PATH, own)]
    shut(place, "agreement", clause.clause_id, now=timezone.now())
    after = [
        client.get(path, headers={"if-none-match": first["ETag"]})
        for path, first in zip((PATH, own), kept, strict=True)
    ]

    assert all(b"vijfhonderd woningen" in first.content for first in kept)
    assert [answer.status_code for answer in after] == [200, 404]
    assert all(b"vijfhonderd woningen" not in answer.content for answer in after)


def test_of_two_who_change_an_item_at_once_one_is_told_to_look_again(tmp_path):
    place = make_municipality()
    make_register(place)
    person = steward(place)

    def change(reason: str) -> None:
        services.set_openness(
            municipality_id=place.id,
            kind="agreements",
            key="1",
            choice=services.Choice("partners", reason, 0, "privacy"),
            actor=person,
            now=timezone.now(),
        )

    with database_in_a_file(tmp_path):
        ended = at_once(lambda: change("Eerste reden."), lambda: change("Tweede reden."))
        n_rows = Openness.objects.count()

    assert ended == {"done": 1, "told": 1}
    assert n_rows == 1

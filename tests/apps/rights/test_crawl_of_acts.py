"""Every address, for every kind of reader: who can change what, and what another place answers.

The rules stand in ``rights.yaml`` and ``pairs.yaml``; how they are tried stands in ``crawling``.
"""

import re

import pytest
from django.utils import timezone

from drieluik.apps.organisations.models import Membership
from tests.apps.rights.crawling import PUBLIC, read_pairs, read_table

pytestmark = pytest.mark.slow
CASES = read_table()
CHANGING = [case for case in CASES if "changes" in case.post.values()]
PAIRS = read_pairs()
FORMS = [
    case
    for case in CASES
    if set(case.get.values()) == {"not this way"} and not case.address.startswith("/api/")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_only_who_may_can_change_something(crawler, case):
    tried = {role: crawler.post(role, case) for role in _who_try(crawler, case)}
    may = {role for role, word in case.post.items() if word == "changes"}

    changed = {role for role, answer in tried.items() if answer.writes or answer.changed}
    assert changed == may, {role: tried[role].writes[:2] for role in changed ^ may}
    for role, word in case.post.items():
        assert tried[role].word == word or word == "changes", (role, tried[role].word)
    assert all(answer.status < 500 for answer in tried.values())


def _who_try(crawler, case):
    """Everybody; where who reads the page hears that nothing can be sent, one of each kind."""
    first_of_each = {word: role for role, word in reversed(case.get.items())}
    reader = first_of_each.get("page")
    if case.post or reader is None or crawler.post(reader, case).word != "not this way":
        return case.post or case.get
    return first_of_each.values()


def test_a_programme_that_reads_and_hands_in_can_hand_in_and_change_nothing_else(crawler):
    name = "programme like corporation reader"
    tried = {
        case.id: crawler.post(name, case)
        for case in CASES
        if case.post and case.address.startswith("/api/v1/")
    }

    changed = {case_id for case_id, answer in tried.items() if answer.changed}
    assert {case_id.split()[0] for case_id in changed} == {"api:hand_in"}
    others = {case_id: answer.word for case_id, answer in tried.items() if case_id not in changed}
    # a question in a body reads, and changes nothing
    answered = {case_id.split()[0] for case_id, word in others.items() if word != "refused"}
    assert answered == {"api:locate_places"}


@pytest.mark.parametrize("pair", PAIRS)
def test_another_pair_of_party_and_role_can_change_exactly_what_is_written(crawler, pair):
    tried = {case.name: crawler.post(pair, case) for case in CHANGING}

    changed = {name for name, answer in tried.items() if answer.writes or answer.changed}
    assert changed == set(PAIRS[pair]["changes"])
    assert all(answer.status < 500 for answer in tried.values())


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case.id)
def test_the_address_of_a_form_leads_who_may_use_it_to_a_page(crawler, case):
    for role in (role for role, word in case.post.items() if word == "changes"):
        answer = crawler.get(role, case.address)
        while answer.word == "not this way":
            (way_back,) = re.findall(r'<a href="([^"]+)">Naar de pagina met de knop', answer.text)
            answer = crawler.get(role, way_back)

        assert answer.word == "page", (role, way_back)


def test_another_municipality_answers_like_one_that_does_not_exist(crawler):
    for case in CASES:
        if "gm9001" not in case.address or case.address.startswith(PUBLIC):
            continue
        other, missing = (
            crawler.get("policy officer", case.address.replace("gm9001", slug))
            for slug in ("gm9002", "gm9999")
        )

        assert other.word in ("hidden", "not this way"), case.address
        assert _bare(other.text).replace("gm9002", "gm9999") == _bare(missing.text), case.address


def _bare(page):
    """Return a page without its tokens and without the address it was asked by."""
    return re.sub(r'(name="(csrfmiddlewaretoken|next)" value=|X-CSRFToken": )"[^"]*"', "", page)


def test_rights_end_at_once_with_the_membership_and_in_the_same_session(crawler, city):
    pages = [case for case in CASES if case.get.get("administrator") == "page"]
    shown = [case for case in pages if case.get["former member"] == "hidden"]
    (membership,) = Membership.objects.filter(user=city.people["administrator"])
    same = Membership.objects.filter(pk=membership.pk)
    assert crawler.get("administrator", shown[0].address).word == "page"

    same.update(until_on=timezone.localdate())
    try:
        found = {crawler.get("administrator", case.address).word for case in shown}
    finally:
        same.update(until_on=membership.until_on)

    assert found == {"hidden"}

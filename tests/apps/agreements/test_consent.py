"""Who must consent to a change and what is missing, in drawn tables."""

import pytest

from drieluik.apps.agreements.proposals.consent import (
    Given,
    Meaning,
    Partner,
    Quorum,
    Rules,
    consent_of,
)

PARTNERS = (
    Partner(1, "Gemeente", "municipality"),
    Partner(2, "Corporatie A", "corporation"),
    Partner(3, "De Veste", "corporation"),
    Partner(4, "Huurders A", "tenants", frozenset({2})),
    Partner(5, "Commissie", "tenants", frozenset({6}), separate=True),
    Partner(6, "SJHT", "corporation"),
)
NUMBERS = {"gem": 1, "a": 2, "veste": 3, "huurders": 4, "commissie": 5, "sjht": 6}
ALL = Rules()


def table(drawing):
    """Read ``party | means | says``; an empty cell says nothing."""
    meanings, given = [], {}
    for line in drawing.strip().splitlines():
        party, means, says = (cell.strip() for cell in line.split("|"))
        number = NUMBERS[party]
        if means:
            meanings.append(Meaning(number, means))
        verdict, *more = says.split()
        if verdict != "-":
            given[number] = Given(verdict, "other" not in more, 1 if "unapproved" in more else 0)
    return meanings, given


def judged(drawing, rules=ALL):
    return consent_of(PARTNERS, *table(drawing), rules)


def names(rows):
    return [one.partner.name for one in rows]


@pytest.mark.parametrize(
    ("drawing", "settled", "missing"),
    [
        (
            """
            gem      | bound   | agree
            a        | bound   | agree
            huurders | consent | agree
            """,
            True,
            [],
        ),
        (
            """
            gem      | bound   | agree
            a        | bound   | agree
            huurders | consent | -
            """,
            False,
            ["Huurders A"],
        ),
        (
            """
            gem      | bound   | -
            a        | bound   | agree
            huurders | consent | agree
            """,
            False,
            ["Gemeente"],
        ),
        (
            """
            gem      | bound   | agree
            a        | bound   | none
            huurders | consent | agree
            """,
            False,
            ["Corporatie A"],
        ),
        (
            """
            gem      | bound   | agree
            a        | bound   | reservation
            huurders | consent | agree unapproved
            """,
            False,
            ["Huurders A"],
        ),
        (
            """
            gem      | bound   | agree other
            a        | bound   | agree
            huurders | consent | agree
            """,
            False,
            ["Gemeente"],
        ),
    ],
    ids=["all three", "no tenants", "no municipality", "no position", "not approved", "old words"],
)
def test_every_one_of_the_three_sides_has_to_consent(drawing, settled, missing):
    found = judged(drawing)

    assert found.settled is settled
    assert names(found.missing) == missing


def test_one_objection_stops_a_change_that_needs_everybody_and_names_who():
    found = judged(
        """
        gem      | bound   | agree
        a        | bound   | object
        huurders | consent | agree
        """
    )

    assert not found.settled
    assert names(found.objecting) == ["Corporatie A"]
    assert names(found.missing) == []


def test_a_side_that_an_agreement_does_not_name_is_asked_all_the_same():
    found = judged("gem | bound | agree")

    assert names(found.missing) == [
        "Corporatie A", "De Veste", "Huurders A", "Commissie", "SJHT"
    ]  # fmt: skip
    assert not found.settled


def test_of_tenants_only_those_of_the_corporations_concerned_are_asked():
    found = judged(
        """
        gem   | bound | agree
        a     | bound | agree
        """
    )

    assert names(found.missing) == ["Huurders A"]


def test_tenants_without_organisation_are_not_waited_for():
    found = judged(
        """
        gem   | bound | agree
        veste | bound | agree
        """
    )

    tenants = next(side for side in found.sides if side.kind == "tenants")
    assert found.settled
    assert (tenants.n_asked, tenants.n_needed) == (0, 0)


def test_whoever_is_no_party_is_not_asked_even_when_no_other_of_that_side_is():
    found = judged(
        """
        gem      | bound     | agree
        a        | bound     | agree
        huurders | not_party | -
        """
    )

    assert found.settled
    assert names(found.asked) == ["Gemeente", "Corporatie A"]


def test_a_separate_track_is_waited_for_like_everybody_else():
    found = judged(
        """
        gem       | bound   | agree
        sjht      | bound   | agree
        commissie | consent | -
        """
    )

    assert names(found.missing) == ["Commissie"]


@pytest.mark.parametrize(
    ("quorum", "settled"),
    [(Quorum.ALL, False), (Quorum.MAJORITY, True), (Quorum.ONE, True)],
)
def test_the_rule_of_the_municipality_says_how_many_of_a_side(quorum, settled):
    quorums = {"municipality": Quorum.ALL, "corporation": quorum, "tenants": Quorum.ALL}
    found = judged(
        """
        gem      | bound   | agree
        a        | bound   | agree
        veste    | bound   | object
        sjht     | bound   | agree
        huurders | consent | agree
        """,
        Rules(quorums),
    )

    assert found.settled is settled


def test_half_is_no_majority():
    quorums = {"municipality": Quorum.ALL, "corporation": Quorum.MAJORITY, "tenants": Quorum.ALL}
    found = judged(
        """
        gem      | bound   | agree
        a        | bound   | agree
        veste    | bound   | -
        huurders | consent | agree
        """,
        Rules(quorums),
    )

    assert not found.settled
    assert names(found.missing) == ["De Veste"]


def test_a_reservation_counts_only_where_the_rule_says_so():
    drawing = """
        gem      | bound   | agree
        a        | bound   | agree
        huurders | consent | reservation
        """

    assert judged(drawing).settled
    assert not judged(drawing, Rules(reservation_counts=False)).settled


def test_nobody_at_all_is_no_consent():
    assert not consent_of((), (), {}, ALL).settled

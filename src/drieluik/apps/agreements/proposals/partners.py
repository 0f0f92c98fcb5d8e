"""The parties that decide in a municipality, and how their consent is counted there."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import zip_longest

from drieluik.apps.agreements.models import ApprovalRule, ConsentRule
from drieluik.apps.agreements.proposals.consent import KINDS, Partner, Quorum, Rules
from drieluik.apps.organisations.mergers import list_mergers
from drieluik.apps.organisations.selectors import list_taking_part, list_tenants_voices


def list_partners(
    municipality_id: int, on: date, known_at: datetime | None = None
) -> dict[str, Partner]:
    """Return the parties of the three sides that take part on a day, by code.

    Args:
        municipality_id: Where.
        on: The day.
        known_at: With the mergers that were known at this moment; of now when None.
    """
    represents: dict[int, set[int]] = defaultdict(set)
    separate: dict[int, bool] = {}
    for voice in list_tenants_voices(municipality_id=municipality_id, on=on, known_at=known_at):
        if voice.tenants is not None:
            represents[voice.tenants.id].add(voice.corporation.id)
            apart = voice.track == "separate"
            separate[voice.tenants.id] = separate.get(voice.tenants.id, True) and apart
    taking_part = list_taking_part(municipality_id=municipality_id, known_at=known_at)
    return {
        party.code: Partner(
            party.party_id,
            party.name,
            party.kind,
            frozenset(represents[party.party_id]),
            separate.get(party.party_id, False),
        )
        for kind in KINDS
        for party in taking_part
        if party.kind == kind and party.takes_part(on)
    }


def list_left(
    municipality_id: int, on: date, known_at: datetime | None = None
) -> dict[str, Partner]:
    """Return the parties of the three sides that took part before a day and no longer do, by code.

    Args:
        municipality_id: Where.
        on: The day.
        known_at: With the mergers that were known at this moment; of now when None.
    """
    merged = {one.party_id: one.heir.name for one in list_mergers(municipality_id, known_at)}
    return {
        one.code: Partner(
            one.party_id,
            one.name,
            one.kind,
            left_on=one.until_on,
            merged_into=merged.get(one.party_id, ""),
        )
        for one in list_taking_part(municipality_id=municipality_id, known_at=known_at)
        if one.kind in KINDS and one.until_on is not None and one.until_on <= on
    }


NOTICE = timedelta(days=14)
"""How long all parties can read a rule that asks less consent before it counts: our own choice."""


def get_rules(municipality_id: int, at: datetime) -> Rules:
    """Return how consent is counted at a moment; everybody asked when nothing was recorded.

    A rule that asks less than the one before counts when it has been readable for two weeks, so
    that nobody sets it to get past an objection; one that was replaced meanwhile never counts.
    """
    rows = ConsentRule.objects.filter(municipality_id=municipality_id, recorded_at__lte=at)
    rules, listed = Rules(), list(rows.order_by("id"))
    for row, following in zip_longest(listed, listed[1:]):
        quorums = {kind: Quorum(getattr(row, f"{kind}_quorum")) for kind in KINDS}
        found = Rules(quorums, row.reservation_counts)
        until = following.recorded_at if following else at
        if row.recorded_at <= until - NOTICE or not found.asks_less_than(rules):
            rules = found
    return rules


def list_rules(municipality_id: int) -> list[tuple[datetime, str, str]]:
    """Return when, by whom and on what grounds each rule was recorded, the newest first."""
    rows = ConsentRule.objects.filter(municipality_id=municipality_id).order_by("-id")
    return [
        (at, by or "", grounds)
        for at, by, grounds in rows.values_list("recorded_at", "recorded_by__name", "grounds")
    ]


def approval_bodies(municipality_id: int, party_id: int) -> tuple[str, ...]:
    """Return the bodies of a party that must approve its positions; empty when none must."""
    row = (
        ApprovalRule.objects.filter(municipality_id=municipality_id, party_id=party_id)
        .order_by("-id")
        .first()
    )
    return tuple(row.bodies) if row else ()

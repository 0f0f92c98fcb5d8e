"""The parties that decide in a municipality, and how their consent is counted there."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from drieluik.apps.agreements.models import ApprovalRule, ConsentRule
from drieluik.apps.agreements.proposals.consent import KINDS, Partner, Quorum, Rules
from drieluik.apps.organisations.mergers import list_mergers
from drieluik.apps.organisations.selectors import (
    list_parties,
    list_taking_part,
    list_tenants_voices,
)


def list_partners(municipality_id: int, on: date) -> dict[str, Partner]:
    """Return the parties of the three sides that take part on a day, by code."""
    represents: dict[int, set[int]] = defaultdict(set)
    separate: dict[int, bool] = {}
    for voice in list_tenants_voices(municipality_id=municipality_id, on=on):
        if voice.tenants is not None:
            represents[voice.tenants.id].add(voice.corporation.id)
            apart = voice.track == "separate"
            separate[voice.tenants.id] = separate.get(voice.tenants.id, True) and apart
    return {
        party.code: Partner(
            party.id,
            party.name,
            party.kind,
            frozenset(represents[party.id]),
            separate.get(party.id, False),
        )
        for kind in KINDS
        for party in list_parties(municipality_id=municipality_id, on=on, kind=kind)
    }


def list_left(municipality_id: int, on: date) -> dict[str, Partner]:
    """Return the parties of the three sides that took part before a day and no longer do, by code."""
    merged = {one.party_id: one.heir.name for one in list_mergers(municipality_id)}
    return {
        one.code: Partner(
            one.party_id,
            one.name,
            one.kind,
            left_on=one.until_on,
            merged_into=merged.get(one.party_id, ""),
        )
        for one in list_taking_part(municipality_id=municipality_id)
        if one.kind in KINDS and one.until_on is not None and one.until_on <= on
    }


NOTICE = timedelta(days=14)
"""How long all parties can read a rule that asks less consent before it counts: our own choice."""


def get_rules(municipality_id: int, at: datetime) -> Rules:
    """Return how consent is counted at a moment; everybody asked when nothing was recorded.

    A rule that asks less than the one before counts when it has been readable for two weeks, so
    that nobody sets it to get past an objection.
    """
    rows = ConsentRule.objects.filter(municipality_id=municipality_id, recorded_at__lte=at)
    rules = Rules()
    for row in rows.order_by("id"):
        quorums = {kind: Quorum(getattr(row, f"{kind}_quorum")) for kind in KINDS}
        found = Rules(quorums, row.reservation_counts)
        if row.recorded_at <= at - NOTICE or not found.asks_less_than(rules):
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

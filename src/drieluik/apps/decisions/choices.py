"""What can be chosen in forms, with words for people."""

from datetime import date

from drieluik.apps.decisions.models import (
    AdviceReply,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    PaperDelivery,
    PartyInput,
)
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import list_parties

Choices = list[tuple[str, str]]


def meeting_kinds() -> Choices:
    """Kinds of meetings."""
    return [(value, str(label)) for value, label in Meeting.Kind.choices]


def asks() -> Choices:
    """What an item can ask."""
    return [(value, str(label)) for value, label in AgendaItem.Asks.choices]


def presences() -> Choices:
    """There or not."""
    return [(value, str(label)) for value, label in Attendance.Presence.choices]


def delivery_ways() -> Choices:
    """By which way a paper comes."""
    return [(value, str(label)) for value, label in PaperDelivery.How.choices]


def input_kinds(*, with_advice: bool) -> Choices:
    """What a party can say; advice only for tenants."""
    return [
        (value, str(label))
        for value, label in PartyInput.Kind.choices
        if with_advice or value != PartyInput.Kind.ADVICE
    ]


def reply_kinds() -> Choices:
    """How far a landlord can follow advice."""
    return [(value, str(label)) for value, label in AdviceReply.Follows.choices]


def answering_parties(actor: Actor, *, municipality_id: int) -> Choices:
    """Corporations for which this person can answer advice."""
    return sorted(
        {
            (str(one.party_id), one.party_name)
            for one in actor.standings
            if one.role in ("editor", "delegate")
            and one.party_kind == "corporation"
            and municipality_id in one.municipality_ids
        }
    )


def answering_others(actor: Actor, *, municipality_id: int, asked_by: int) -> Choices:
    """Parties for which this person can answer a question that another party put."""
    parties = speaking_parties(actor, municipality_id=municipality_id)
    return [(party_id, name) for party_id, name in parties if party_id != str(asked_by)]


def decision_kinds(*, meeting_kind: str, decided: bool) -> Choices:
    """What this meeting can still do with an item; adjourning has a form of its own."""
    adopting = {Decision.Kind.ADOPT, Decision.Kind.ADOPT_IN_PART, Decision.Kind.REJECT}
    return [
        (value, str(label))
        for value, label in Decision.Kind.choices
        if value != Decision.Kind.ADJOURN
        and (value not in adopting or (meeting_kind == Meeting.Kind.BO and not decided))
    ]


def parties(*, municipality_id: int, on: date) -> Choices:
    """Parties that take part on a day, by name."""
    rows = list_parties(municipality_id=municipality_id, on=on).order_by("name")
    return [(str(party.pk), party.name) for party in rows]


def speaking_parties(actor: Actor, *, municipality_id: int) -> Choices:
    """Parties for which this person can write input."""
    return sorted(
        {
            (str(one.party_id), one.party_name)
            for one in actor.standings
            if one.role in ("editor", "delegate")
            and one.party_kind in ("municipality", "corporation", "tenants")
            and municipality_id in one.municipality_ids
        }
    )

"""Who gets the agenda by mail, whether it went, and what has reached each party."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from drieluik.apps.decisions.rows import Agenda, PaperRow
from drieluik.apps.decisions.selectors.expected import WRITTEN_TO, invited
from drieluik.apps.mailing.selectors import MailRow, list_with
from drieluik.apps.organisations.selectors import PersonHere, list_parties


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person who is written to, with the newest mail about this agenda; None before any."""

    name: str
    mail: MailRow | None


@dataclass(frozen=True, slots=True)
class PartySending:
    """How sending stands for one party.

    Attributes:
        party: Its name.
        people: Who is written to for it; nobody when it has no account that speaks for it.
        n_papers: Papers of the meeting, in their newest version.
        n_received: How many of those reached the party.
        last_at: When the last of those did; None when nothing did.
    """

    party: str
    people: tuple[Addressee, ...]
    n_papers: int
    n_received: int
    last_at: datetime | None

    @property
    def has_all(self) -> bool:
        """Whether there are papers and every one of them reached the party."""
        return 0 < self.n_papers == self.n_received


def list_sendings(agenda: Agenda, *, now: datetime) -> list[PartySending]:
    """Return every party that reads papers and has them or is written to, by name."""
    meeting = agenda.meeting
    people = invited(municipality_id=meeting.municipality_id, now=now)
    newest: dict[int, MailRow] = {}
    for mail in reversed(list_with(kind="agenda", facts={"meeting": str(meeting.meeting_id)})):
        newest[mail.person_id] = mail
    papers = [paper for item in agenda.items for paper in item.papers]
    on = timezone.localdate(meeting.starts_at)
    here = list_parties(municipality_id=meeting.municipality_id, on=on).order_by("name")
    rows = [
        (party.kind, _sending(party.id, party.name, people, newest, papers))
        for party in here
        if party.kind in WRITTEN_TO
    ]
    return [row for kind, row in rows if kind != "other" or row.people or row.n_received]


def _sending(
    party_id: int,
    name: str,
    people: Sequence[PersonHere],
    newest: dict[int, MailRow],
    papers: Sequence[PaperRow],
) -> PartySending:
    received = [
        one.delivered_at for paper in papers for one in paper.deliveries if one.party_id == party_id
    ]
    return PartySending(
        party=name,
        people=tuple(
            Addressee(one.name, newest.get(one.user_id))
            for one in people
            if party_id in one.party_ids
        ),
        n_papers=len(papers),
        n_received=len(received),
        last_at=max(received, default=None),
    )

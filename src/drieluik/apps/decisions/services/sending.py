"""Sending agenda and papers by mail; a paper has reached a party once a mail really went.

The mails are put in the outbox with the act. When the mail server has taken one over, a job records
that the papers in it reached the parties of that person. Until then nobody has received anything.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions import policies
from drieluik.apps.decisions.models import Meeting, PaperDelivery, PaperVersion
from drieluik.apps.decisions.rows import Agenda, PaperRow
from drieluik.apps.decisions.selectors.agenda import get_agenda
from drieluik.apps.decisions.selectors.expected import invited
from drieluik.apps.decisions.selectors.files import SUFFIX
from drieluik.apps.decisions.services.letters import write
from drieluik.apps.decisions.services.locking import lock_meeting, record
from drieluik.apps.errors import WrongState
from drieluik.apps.mailing.services import Enclosure
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.selectors import PersonHere

MOST_BYTES = 10 * 1024 * 1024
"""Papers in one mail: many mail servers take no more. What does not fit is read in Drieluik."""


@dataclass(frozen=True, slots=True)
class SentPapers:
    """What went with a mail, as the mail itself tells.

    Attributes:
        meeting_id: The meeting.
        party_ids: The parties of the person it was sent to.
        enclosed: Versions that were in the mail.
        linked: Versions the mail leads to.
    """

    meeting_id: UUID
    party_ids: tuple[int, ...]
    enclosed: tuple[int, ...]
    linked: tuple[int, ...]


@transaction.atomic
def send_agenda(
    *, meeting_id: UUID, actor: Actor, now: datetime, expected_version: int | None = None
) -> int:
    """Mail the agenda, with the papers that did not reach a party yet, to everybody invited.

    Who has this agenda with these papers already, gets no second mail.

    Returns:
        How many mails were put in the outbox.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting has begun, the agenda is a concept, nobody can be written to,
            everybody has it already, or somebody was just ahead.

    Changes:
        One mail per person in the outbox; one event ``agenda.sent``.
    """
    meeting = lock_meeting(meeting_id)
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_can_be_sent(meeting)
    policies.check_is_at_version(expected_version, meeting.version)
    people = invited(municipality_id=meeting.municipality_id, now=now)
    if not people:
        raise WrongState(_("Nobody who speaks for a party has an account to be written to."))
    agenda = get_agenda(meeting.id, on=timezone.localdate(now))
    key = f"agenda:{meeting.id}:{_content(agenda)}"
    n = sum(_write(meeting, agenda, person, (key, actor, now)) for person in people)
    if not n:
        raise WrongState(_("Everybody has this agenda with these papers already."))
    record("agenda.sent", ("meeting", meeting.id), meeting, (actor, now), {"mails": n})
    return n


@transaction.atomic
def record_sent_papers(*, papers: SentPapers, by_id: int, sent_at: datetime, now: datetime) -> int:
    """Record that the papers of a mail that went reached the parties of its reader.

    What was recorded before, by hand or by an earlier mail, stays as it is. After the meeting
    nothing is recorded any more: then the paper was not there in time.

    Args:
        papers: What went.
        by_id: Who had it sent.
        sent_at: When the mail server took it over.
        now: When this is recorded.

    Returns:
        How many receipts were recorded.

    Changes:
        One ``PaperDelivery`` per version and party; one event ``paper.delivered``.
    """
    meeting = lock_meeting(papers.meeting_id)
    if meeting.state not in Meeting.COMING:
        return 0
    new = [
        PaperDelivery(
            version_id=version_id,
            party_id=party_id,
            delivered_at=sent_at,
            how=how,
            recorded_by_id=by_id,
            recorded_at=max(now, sent_at),
        )
        for version_id, party_id, how in _still_unknown(papers)
    ]
    if not new:
        return 0
    PaperDelivery.objects.bulk_create(new)
    facts = {
        "versions": sorted({one.version_id for one in new}),
        "parties": sorted({one.party_id for one in new}),
        "at": sent_at.isoformat(),
        "by_mail": True,
    }
    record("paper.delivered", ("meeting", meeting.id), meeting, (SYSTEM, now), facts)
    return len(new)


def _still_unknown(papers: SentPapers) -> Iterator[tuple[int, int, str]]:
    ways = dict.fromkeys(papers.linked, PaperDelivery.How.HERE)
    ways |= dict.fromkeys(papers.enclosed, PaperDelivery.How.MAIL)
    known = set(
        PaperDelivery.objects.filter(
            version_id__in=ways, party_id__in=papers.party_ids
        ).values_list("version_id", "party_id")
    )
    there = set(PaperVersion.objects.filter(id__in=ways).values_list("id", flat=True))
    for version_id, how in ways.items():
        for party_id in papers.party_ids:
            if version_id in there and (version_id, party_id) not in known:
                yield version_id, party_id, how


def _content(agenda: Agenda) -> str:
    """Return what tells this agenda from an earlier or later one: day, place, items, versions."""
    meeting = agenda.meeting
    words = [meeting.starts_at.isoformat(), meeting.place]
    for item in agenda.items:
        words += [str(item.item_id), item.title, *(str(one.version_id) for one in item.papers)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def _write(
    meeting: Meeting, agenda: Agenda, person: PersonHere, asked: tuple[str, Actor, datetime]
) -> bool:
    key, actor, now = asked
    new = _not_received(agenda, person.party_ids)
    enclosed = _fitting(new)
    linked = [one for one in new if one not in enclosed]
    words = {
        "agenda": agenda,
        "enclosed": [one.version_id for one in enclosed],
        "linked": [one.version_id for one in linked],
        "facts": {
            "parties": sorted(person.party_ids),
            "enclosed": [one.version_id for one in enclosed],
            "linked": [one.version_id for one in linked],
        },
    }
    files = [
        Enclosure(_file_name(n, one), one.content_hash, SUFFIX)
        for n, one in enumerate(enclosed, start=1)
    ]
    return write(meeting, person, ("agenda", "agenda", key), words, (actor, now), files)


def _not_received(agenda: Agenda, party_ids: Collection[int]) -> list[PaperRow]:
    """Return the papers that at least one of these parties did not receive yet."""
    return [
        paper
        for item in agenda.items
        for paper in item.papers
        if set(party_ids) - {one.party_id for one in paper.deliveries}
    ]


def _fitting(papers: Sequence[PaperRow]) -> list[PaperRow]:
    """Return the files that fit in one mail, in the order of the agenda."""
    found, n_bytes = [], 0
    for paper in papers:
        if paper.content_hash and n_bytes + paper.n_bytes <= MOST_BYTES:
            found.append(paper)
            n_bytes += paper.n_bytes
    return found


def _file_name(n: int, paper: PaperRow) -> str:
    """Number the files, so that two papers of one name stay apart and in order."""
    return f"{n:02}-{paper.file_name}"

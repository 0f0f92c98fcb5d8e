"""Records that papers reached a party, once the mail with them really went.

A job of its own, so that the meeting is locked before the log is, as in every other act. The same
job twice does no harm: what is known is not recorded again.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.decisions.services import SentPapers, record_sent_papers


@task()
def record_papers(meeting_id: str, what: dict[str, list[int]], by_id: int, sent_at: str) -> int:
    """Record the papers of one mail; returns how many receipts were new."""
    papers = SentPapers(
        UUID(meeting_id),
        tuple(what["parties"]),
        tuple(what["enclosed"]),
        tuple(what["linked"]),
    )
    return record_sent_papers(
        papers=papers,
        by_id=by_id,
        sent_at=datetime.fromisoformat(sent_at),
        now=timezone.now(),
    )


def enqueue_papers(event: AuditEvent) -> None:
    """Put the recording in the queue in the very transaction in which the mail became sent."""
    facts = event.facts
    if facts["kind"] != "agenda" or not (facts["enclosed"] or facts["linked"]):
        return
    what = {name: facts[name] for name in ("parties", "enclosed", "linked")}
    record_papers.enqueue(facts["meeting"], what, facts["asked_by"], event.at.isoformat())


def listen() -> None:
    """React to every mail that went."""
    subscribe("mail.sent", enqueue_papers)

"""Writing the text of a party in a draft, beside the texts of the others and never over them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.errors import Overtaken, WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.reporting import policies
from drieluik.apps.reporting.kinds import kind
from drieluik.apps.reporting.models import Report, TextBlock
from drieluik.apps.reporting.selectors import chapters_to_write
from drieluik.apps.reporting.services.recording import record


@dataclass(frozen=True, slots=True)
class Words:
    """What a party writes in a chapter; empty takes its text back.

    Attributes:
        chapter: Key of the chapter.
        text: The words.
        seen: Id of the text that the writer saw; 0 when there was none.
    """

    chapter: str
    text: str
    seen: int = 0


@transaction.atomic
def write_text(
    *, report_id: UUID, party_id: int, words: Words, actor: Actor, now: datetime
) -> TextBlock:
    """Write the text of a party, signed by who writes it; the earlier one is kept.

    Raises:
        NotAllowed: The actor does not write for this party here.
        WrongState: The report is no draft, has no such chapter, or the text is as it was.
        Overtaken: Somebody of the same party wrote meanwhile.

    Changes:
        One ``TextBlock``; one event ``report.written``.
    """
    report = Report.objects.select_for_update().get(id=report_id)
    policies.check_may_write(
        actor,
        kind=kind(report.kind),
        municipality_id=report.municipality_id,
        party_id=party_id,
        owner_id=report.party_id,
    )
    policies.check_is_draft(report)
    known = {key for key, _heading, _asks in chapters_to_write(report, now)}
    if words.chapter not in known:
        raise WrongState(_("Nobody writes in this chapter."))
    last = TextBlock.objects.filter(report=report, chapter=words.chapter, party_id=party_id).last()
    if last is not None and last.pk != words.seen:
        raise Overtaken(
            _("%(name)s wrote here for your party meanwhile. Read that text first.")
            % {"name": last.written_by.name}
        )
    text = words.text.strip()
    if text == (last.text if last is not None else ""):
        raise WrongState(_("The text is as it was; nothing has been recorded."))
    block: TextBlock = TextBlock.objects.create(
        report=report,
        chapter=words.chapter,
        party_id=party_id,
        text=text,
        written_by_id=person(actor),
        written_at=now,
    )
    record("report.written", report, actor, now, {"chapter": words.chapter, "party": party_id})
    return block

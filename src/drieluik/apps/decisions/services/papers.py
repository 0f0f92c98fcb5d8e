"""Papers with an item, and the moment each version reached a party."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from drieluik.apps import kept_files
from drieluik.apps.attachments import look_through
from drieluik.apps.decisions import policies
from drieluik.apps.decisions.models import AgendaItem, Meeting, Paper, PaperDelivery, PaperVersion
from drieluik.apps.decisions.selectors.files import SUFFIX
from drieluik.apps.decisions.services.locking import lock_item, lock_meeting, record
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import list_parties


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper as it is handed in: a file, or the address of a page of ours.

    Attributes:
        title: The same title with the same subject makes a next version.
        file_name: Name of the file.
        content: Its bytes.
        link: Path of a page of Drieluik, instead of a file.
    """

    title: str
    file_name: str = ""
    content: bytes = b""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a version of a paper reached one or more parties.

    Attributes:
        party_ids: The parties.
        delivered_at: When it was there.
        how: One of ``PaperDelivery.How``.
        reason: Why an earlier record was wrong; empty for the first record.
    """

    party_ids: tuple[int, ...]
    delivered_at: datetime
    how: str
    reason: str = ""


def add_paper(*, item_id: UUID, paper: NewPaper, actor: Actor, now: datetime) -> PaperVersion:
    """Add a paper to an item, or a next version of one; earlier versions stay.

    The words are counted before anything is locked, so that a long file holds up nobody.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting was held, or the file cannot be taken in.

    Changes:
        One ``PaperVersion``, possibly one ``Paper``, one kept file; one event ``paper.added``.
    """
    place = Meeting.objects.values_list("municipality_id", flat=True).get(items=item_id)
    policies.check_may_plan(actor, municipality_id=place)
    if not paper.title.strip():
        raise WrongState(_("A paper needs a title."))
    kept = _file_of(paper) if paper.content or paper.file_name else _link_of(paper)
    return _take_in(item_id, paper, kept, (actor, now))


@transaction.atomic
def _take_in(
    item_id: UUID, paper: NewPaper, kept: dict[str, object], by: tuple[Actor, datetime]
) -> PaperVersion:
    actor, now = by
    meeting, item = lock_item(item_id)
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_is_not_over(meeting)
    policies.check_is_on_agenda(item)
    if paper.content:
        kept_files.keep_original(paper.content, SUFFIX)
    row = _find_or_make(item, paper.title.strip()[:200])
    newest = row.versions.order_by("-number").first()
    if newest and (newest.content_hash, newest.link) == (kept["content_hash"], kept["link"]):
        raise WrongState(_("This is the same as the newest version of this paper."))
    version: PaperVersion = PaperVersion.objects.create(
        paper=row,
        number=newest.number + 1 if newest else 1,
        added_by_id=person(actor),
        added_at=now,
        **kept,
    )
    facts = {"paper": row.pk, "version": version.number, "hash": version.content_hash}
    record("paper.added", ("agenda_item", item.id), meeting, (actor, now), facts)
    return version


@transaction.atomic
def record_paper_delivery(
    *, version_id: int, arrival: Arrival, actor: Actor, now: datetime
) -> None:
    """Record when a version of a paper reached parties, and by which way.

    A wrong record is put right by a newer one with a reason; both stay, the newest counts.

    Raises:
        NotAllowed: The actor is neither the secretary nor of these parties.
        WrongState: The meeting was held, the moment lies in the future, no party is named or one
            takes no part, or there is a record already and no reason.

    Changes:
        One ``PaperDelivery`` per party; one event ``paper.delivered``.
    """
    version = PaperVersion.objects.select_related("paper__item").get(id=version_id)
    meeting = lock_meeting(_newest_meeting(version))
    for party_id in arrival.party_ids:
        policies.check_may_record_delivery(
            actor, municipality_id=meeting.municipality_id, party_id=party_id
        )
    policies.check_is_not_over(meeting)
    _check_arrival(meeting, version, arrival, now)
    PaperDelivery.objects.bulk_create(
        PaperDelivery(
            version=version,
            party_id=party_id,
            delivered_at=arrival.delivered_at,
            how=arrival.how,
            reason=arrival.reason.strip()[:300],
            recorded_by_id=person(actor),
            recorded_at=now,
        )
        for party_id in arrival.party_ids
    )
    record(
        "paper.delivered",
        ("agenda_item", version.paper.item_id),
        meeting,
        (actor, now),
        {
            "version": version.pk,
            "parties": list(arrival.party_ids),
            "at": arrival.delivered_at.isoformat(),
        },
        party_code=_own_code(actor, arrival.party_ids),
    )


def _newest_meeting(version: PaperVersion) -> UUID:
    """Return the last meeting of the subject: an adjourned item takes its papers along."""
    rows = AgendaItem.objects.filter(thread=version.paper.item.thread, removed_at=None)
    found: UUID | None = (
        rows.order_by("-meeting__starts_at").values_list("meeting_id", flat=True).first()
    )
    return found or version.paper.item.meeting_id


def _own_code(actor: Actor, party_ids: tuple[int, ...]) -> str:
    codes = (one.party_code for one in actor.standings if one.party_id in party_ids)
    return next(codes, "")


def _check_arrival(
    meeting: Meeting, version: PaperVersion, arrival: Arrival, now: datetime
) -> None:
    if arrival.how not in PaperDelivery.How.values:
        raise WrongState(_("Say by which way the paper came."))
    if not arrival.party_ids or len(set(arrival.party_ids)) != len(arrival.party_ids):
        raise WrongState(_("Choose the parties that received it, each once."))
    if arrival.delivered_at > now:
        raise WrongState(_("A paper cannot have been received in the future."))
    if not set(arrival.party_ids) <= _taking_part(meeting, now):
        raise WrongState(_("This party takes no part in this municipality."))
    _check_reason(version, arrival)


def _taking_part(meeting: Meeting, now: datetime) -> set[int]:
    """Return who takes part now or on the day of the meeting: one that joins gets papers before."""
    place, on = meeting.municipality_id, timezone.localdate(meeting.starts_at)
    days = {timezone.localdate(now), on}
    here = (list_parties(municipality_id=place, on=day) for day in days)
    return {party.id for parties in here for party in parties}


def _check_reason(version: PaperVersion, arrival: Arrival) -> None:
    n_known = len(
        set(
            version.deliveries.filter(party_id__in=arrival.party_ids).values_list(
                "party_id", flat=True
            )
        )
    )
    if n_known and not arrival.reason.strip():
        raise WrongState(
            _("It was recorded already when this party received it; say why that was wrong.")
        )
    if arrival.reason.strip() and n_known < len(arrival.party_ids):
        raise WrongState(_("There is no earlier record to put right."))


def _file_of(paper: NewPaper) -> dict[str, object]:
    file = look_through(paper.content, paper.file_name)
    return {
        "file_name": file.file_name,
        "content_hash": file.content_hash,
        "n_bytes": file.n_bytes,
        "n_words": file.n_words or None,
        "link": "",
    }


def _link_of(paper: NewPaper) -> dict[str, object]:
    link = paper.link.strip()
    ours = link.startswith("/") and url_has_allowed_host_and_scheme(link, allowed_hosts=None)
    if not ours:
        raise WrongState(_("Choose a file, or give the address of a page of Drieluik."))
    return {"link": link[:300], "content_hash": "", "file_name": ""}


def _find_or_make(item: AgendaItem, title: str) -> Paper:
    found: Paper | None = Paper.objects.filter(item__thread=item.thread, title=title).first()
    made: Paper = found or Paper.objects.create(item=item, title=title)
    return made

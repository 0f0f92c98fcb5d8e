"""From what was recorded to what the information clock needs: terms, and receipts per item.

A proposal counts as a paper that every party received on the day it was submitted. When it was
carried over to a newer version of the register and got other words, those are a next version of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions.clock import Advice, Judgement, Listener, Receipt, Reply, Term, judge
from drieluik.apps.decisions.models import (
    AdviceReply,
    AgendaItem,
    PaperDelivery,
    PaperTerm,
    PaperVersion,
    PartyInput,
)
from drieluik.apps.decisions.rows import TakenUp
from drieluik.apps.decisions.selectors.taken_up import proposals_of
from drieluik.core.parameters import ParameterUnknown, parameter


def term_of(*, municipality_id: int, meeting_on: date) -> Term:
    """Return what was agreed and what the law gives for a meeting on a day."""
    terms = PaperTerm.objects.filter(municipality_id=municipality_id, from_on__lte=meeting_on)
    days = terms.order_by("-from_on", "-id").values_list("days", flat=True).first()
    law = (_in_law(name, meeting_on) for name in _LAW)
    return Term(meeting_on, days, *law)


@dataclass(frozen=True, slots=True)
class AgreedTerm:
    """A term for papers as it was recorded."""

    days: int
    from_on: date
    grounds: str
    recorded_by: str
    recorded_at: datetime


def list_terms(*, municipality_id: int) -> list[AgreedTerm]:
    """Return every term for papers that was ever agreed, newest first."""
    rows = PaperTerm.objects.filter(municipality_id=municipality_id).select_related("recorded_by")
    return [
        AgreedTerm(row.days, row.from_on, row.grounds, row.recorded_by.name, row.recorded_at)
        for row in rows.order_by("-from_on", "-id")
    ]


_LAW = ("tenants_advice_weeks", "advice_reasons_days", "wait_after_reasons_days")


def _in_law(name: str, on: date) -> int | None:
    """Return a term of the law on a day; None when it is not known."""
    try:
        return int(parameter(f"consultation.{name}").on(on))
    except ParameterUnknown:
        return None


@dataclass(frozen=True, slots=True)
class Thread:
    """A subject through all its agendas: its proposal and papers, and the newest advice of each."""

    proposal: TakenUp | None
    versions: list[PaperVersion]
    advices: dict[str, PartyInput]

    def advice_of(self, code: str) -> Advice | None:
        """Return the advice of an organisation with the newest answer to it."""
        given = self.advices.get(code)
        if given is None:
            return None
        replies = list(given.replies.all())
        reply = replies[-1] if replies else None
        return Advice(
            timezone.localdate(given.recorded_at),
            Reply(reply.follows, timezone.localdate(reply.recorded_at)) if reply else None,
        )


def read_threads(
    items: Sequence[AgendaItem], *, municipality_id: int, until: datetime | None
) -> dict[UUID, Thread]:
    """Return the subjects of items by thread, as known at a moment, with what earlier agendas brought."""
    threads = [item.thread for item in items]
    proposals = proposals_of(items, municipality_id=municipality_id, until=until)
    rows = PaperVersion.objects.filter(paper__item__thread__in=threads)
    known = PaperDelivery.objects.select_related("party", "recorded_by")
    advices = PartyInput.objects.filter(item__thread__in=threads, kind=PartyInput.Kind.ADVICE)
    replies = AdviceReply.objects.order_by("recorded_at", "id")
    if until is not None:
        rows, known = rows.filter(added_at__lte=until), known.filter(recorded_at__lte=until)
        advices = advices.filter(recorded_at__lte=until)
        replies = replies.filter(recorded_at__lte=until)
    rows = rows.select_related("paper__item").prefetch_related(Prefetch("deliveries", known))
    found = {thread: Thread(proposals.get(thread), [], {}) for thread in threads}
    for row in rows.order_by("paper_id", "number"):
        found[row.paper.item.thread].versions.append(row)
    told = advices.select_related("item", "party").prefetch_related(Prefetch("replies", replies))
    for one in told.order_by("id"):
        found[one.item.thread].advices[one.party.code] = one
    return found


def judge_item(
    item: AgendaItem,
    thread: Thread,
    who: Sequence[Listener],
    term: Term,
    on: date,
) -> tuple[Judgement, ...]:
    """Return how each organisation of tenants stands with the papers of one item."""
    if not item.needs_advice:
        term = Term(term.meeting_on, term.days)
    if not thread.versions and thread.proposal is None and not item.needs_advice:
        return ()
    return tuple(
        judge(
            one,
            _receipts(thread, one.code),
            term,
            on,
            thread.advice_of(one.code),
        )
        for one in who
    )


def _receipts(thread: Thread, code: str) -> list[Receipt]:
    by_paper: dict[int, list[PaperVersion]] = {}
    for version in thread.versions:
        by_paper.setdefault(version.paper_id, []).append(version)
    advice = thread.advices.get(code)
    advised_at = advice.recorded_at if advice else None
    proposal = [_of_proposal(thread.proposal, advised_at)] if thread.proposal else []
    papers = [_receipt(of_paper, code, advised_at) for of_paper in by_paper.values()]
    return proposal + papers


def _of_proposal(proposal: TakenUp, advised_at: datetime | None) -> Receipt:
    """Return when any party received a proposal in the words it has now."""
    moments = (proposal.submitted_at, *proposal.changed_at)
    before = [at for at in moments if advised_at is not None and at <= advised_at]
    return Receipt(
        paper=_("Proposal %(number)s") % {"number": proposal.number},
        version=len(moments),
        received_on=timezone.localdate(moments[-1]),
        earlier_on=proposal.submitted_on if proposal.changed_at else None,
        advised_version=len(before) or None,
    )


def _receipt(of_paper: Sequence[PaperVersion], code: str, advised_at: datetime | None) -> Receipt:
    newest = of_paper[-1]
    before = [one.number for one in of_paper if advised_at and one.added_at <= advised_at]
    earlier = [day for one in of_paper[:-1] if (day := _received_on(one, code)) is not None]
    return Receipt(
        paper=newest.paper.title,
        version=newest.number,
        received_on=_received_on(newest, code),
        earlier_on=min(earlier) if earlier else None,
        advised_version=max(before, default=None),
    )


def _received_on(version: PaperVersion, code: str) -> date | None:
    """Return the day a version reached a party; the newest record counts."""
    of_party = [one for one in version.deliveries.all() if one.party.code == code]
    if not of_party:
        return None
    newest = max(of_party, key=lambda one: one.pk)
    return timezone.localdate(newest.delivered_at)

"""One item of an agenda as a row: its papers, what parties said, what was decided."""

from collections.abc import Sequence
from math import ceil
from uuid import UUID

from drieluik.apps.decisions.clock import Judgement
from drieluik.apps.decisions.extensions import has_outcome, origin_of
from drieluik.apps.decisions.models import (
    AdviceReply,
    AgendaItem,
    Decision,
    PaperVersion,
    PartyInput,
)
from drieluik.apps.decisions.policies import ADOPTING
from drieluik.apps.decisions.rows import (
    Adoption,
    AnswerRow,
    DecisionRow,
    DeliveryRow,
    InputRow,
    ItemRow,
    PaperRow,
    ReplyRow,
    TaskRow,
)
from drieluik.apps.decisions.selectors.tasks import task_row
from drieluik.apps.decisions.selectors.timing import Thread

WORDS_PER_MINUTE = 200
"""How fast somebody reads who wants to understand what is asked."""


def item_row(
    item: AgendaItem,
    thread: Thread,
    judgements: tuple[Judgement, ...],
    adjourned_from: str,
    adjourned_to: str,
    adoption: Adoption | None,
) -> ItemRow:
    """Return an item without its database; everything it needs was read before."""
    papers = _papers(thread.versions)
    label, page = origin_of(
        item.source, item.source_id, municipality_id=item.meeting.municipality_id
    )
    n_words = len(f"{item.digest} {item.text}".split()) + sum(one.n_words or 0 for one in papers)
    n_words += thread.proposal.n_words if thread.proposal else 0
    return ItemRow(
        item_id=item.id,
        meeting_id=item.meeting_id,
        position=item.position,
        title=item.title,
        asks=item.asks,
        asks_label=str(item.get_asks_display()),
        digest=item.digest,
        text=item.text,
        needs_advice=item.needs_advice,
        source=item.source,
        source_id=item.source_id,
        source_label=label,
        source_page=page,
        discussion=item.discussion,
        version=item.version,
        adjourned_from=adjourned_from,
        adjourned_to=adjourned_to,
        reading_minutes=ceil(n_words / WORDS_PER_MINUTE),
        n_uncounted=sum(one.n_words is None for one in papers),
        proposal=thread.proposal,
        adoption=adoption,
        papers=papers,
        inputs=_inputs(item),
        decisions=_decisions(item),
        judgements=judgements,
    )


def _papers(versions: Sequence[PaperVersion]) -> tuple[PaperRow, ...]:
    by_paper: dict[int, list[PaperVersion]] = {}
    for version in versions:
        by_paper.setdefault(version.paper_id, []).append(version)
    return tuple(_paper_row(of_paper) for of_paper in by_paper.values())


def _paper_row(of_paper: Sequence[PaperVersion]) -> PaperRow:
    newest = of_paper[-1]
    return PaperRow(
        paper_id=newest.paper_id,
        title=newest.paper.title,
        version_id=newest.pk,
        number=newest.number,
        file_name=newest.file_name,
        content_hash=newest.content_hash,
        n_bytes=newest.n_bytes,
        link=newest.link,
        n_words=newest.n_words,
        added_at=newest.added_at,
        earlier=tuple((one.number, one.pk) for one in of_paper[:-1]),
        deliveries=_deliveries(newest),
    )


def _deliveries(version: PaperVersion) -> tuple[DeliveryRow, ...]:
    newest = {}
    for one in sorted(version.deliveries.all(), key=lambda row: row.pk):
        newest[one.party_id] = one
    return tuple(
        DeliveryRow(
            party_id=one.party_id,
            party=one.party.name,
            delivered_at=one.delivered_at,
            how=str(one.get_how_display()),
            reason=one.reason,
            recorded_by=one.recorded_by.name,
            recorded_at=one.recorded_at,
        )
        for one in sorted(newest.values(), key=lambda row: row.party.name)
    )


def _inputs(item: AgendaItem) -> tuple[InputRow, ...]:
    rows = list(item.inputs.all())
    newest = {(row.party_id, row.kind): row.pk for row in rows}
    return tuple(
        InputRow(
            input_id=row.pk,
            party=row.party.name,
            party_id=row.party_id,
            kind=row.kind,
            kind_label=str(row.get_kind_display()),
            text=row.text,
            by=row.recorded_by.name,
            at=row.recorded_at,
            newest=row.kind == PartyInput.Kind.QUESTION or newest[row.party_id, row.kind] == row.pk,
            replies=tuple(_reply(one) for one in row.replies.all()),
            answers=tuple(
                AnswerRow(one.party.name, one.text, one.recorded_by.name, one.recorded_at)
                for one in row.answers.all()
            ),
        )
        for row in rows
    )


def _reply(row: AdviceReply) -> ReplyRow:
    return ReplyRow(
        party=row.party.name,
        follows=row.follows,
        follows_label=str(row.get_follows_display()),
        reasons=row.reasons,
        by=row.recorded_by.name,
        at=row.recorded_at,
    )


def _decisions(item: AgendaItem) -> tuple[DecisionRow, ...]:
    """Return the decisions in order; what has to be done stands with the words that count."""
    rows = sorted(item.decisions.all(), key=lambda one: one.number)
    tasks: dict[UUID, tuple[TaskRow, ...]] = {}
    for one in rows:
        own = tuple(task_row(task, "", one.meeting_id) for task in one.tasks.all())
        earlier = tasks.pop(one.replaces_id, ()) if one.replaces_id else ()
        tasks[one.id] = earlier + own
    return tuple(_decision_row(one, item.source, tasks.get(one.id, ())) for one in rows)


def _decision_row(decision: Decision, source: str, tasks: tuple[TaskRow, ...]) -> DecisionRow:
    return DecisionRow(
        decision_id=decision.id,
        number=decision.number,
        kind=decision.kind,
        kind_label=str(decision.get_kind_display()),
        text=decision.text,
        in_force_from=decision.in_force_from,
        taken_at=decision.taken_at,
        taken_by=decision.taken_by.name,
        replaced=hasattr(decision, "replaced_by"),
        correction_reason=decision.correction_reason,
        tasks=tasks,
        has_effect=has_outcome(source) and decision.kind in ADOPTING,
    )

"""Minutes and the list of decisions as tagged PDF: the same words as the Word documents."""

from datetime import datetime
from typing import Any

from babel.dates import format_date

from drieluik.reports.minutes_document import (
    FICTITIOUS,
    MinutedDecision,
    MinutedItem,
    Minutes,
    Standing,
    decision_nl,
    edge_nl,
    facts_nl,
    positions_nl,
)
from drieluik.reports.typesetting import typeset


def minutes_pdf(minutes: Minutes, standing: Standing, *, at: datetime) -> bytes:
    """Return the minutes: who was there, every item as it went, decisions and tasks."""
    content = _begun("Verslag", minutes, standing)
    content["items"] = [_item(item) for item in minutes.items]
    content["attendance"] = minutes.attendance
    content["remarks"] = _remarks(minutes)
    return typeset("minutes", content, at=at)


def decision_list_pdf(minutes: Minutes, standing: Standing, *, at: datetime) -> bytes:
    """Return only what was decided, in the order in which it was."""
    content = _begun("Besluitenlijst", minutes, standing)
    content["decisions"] = [
        (str(decision.number), item.title, decision_nl(decision))
        for item, decision in minutes.decisions
    ]
    return typeset("decision_list", content, at=at)


def _begun(kind: str, minutes: Minutes, standing: Standing) -> dict[str, Any]:
    title = f"{kind} {minutes.name}"
    return {
        "title": title,
        "author": minutes.municipality,
        "header": edge_nl(minutes, title, standing),
        "footer": f"Gemaakt op {format_date(standing.printed_on, 'd MMMM y', locale='nl')}",
        "facts": facts_nl(minutes, standing),
        "notice": FICTITIOUS if minutes.fictitious else "",
        "tasks": [
            (task.party, task.text, task.due_on or "–", str(number))
            for number, task in minutes.tasks
        ],
    }


def _remarks(minutes: Minutes) -> list[str]:
    without = ", ".join(minutes.without_voice)
    apart = f"Zonder huurdersorganisatie: {without}." if without else ""
    told = [*minutes.unrepresented, apart, minutes.term]
    return [one for one in told if one]


def _item(item: MinutedItem) -> dict[str, Any]:
    return {
        "title": f"{item.position}. {item.title}",
        "digest": item.digest,
        "warnings": item.warnings,
        "papers": f"Stukken: {'; '.join(item.papers)}." if item.papers else "",
        "input": item.input,
        "discussion": item.discussion,
        "decisions": [_decision(one) for one in item.decisions],
    }


def _decision(decision: MinutedDecision) -> dict[str, Any]:
    return {
        "head": f"{decision.number}. {decision.label}. ",
        "text": decision_nl(decision, with_label=False),
        "replaced": decision.replaced,
        "positions": [(positions_nl(about), said) for about, said in decision.positions],
    }

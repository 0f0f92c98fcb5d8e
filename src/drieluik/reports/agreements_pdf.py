"""The agreements as a tagged PDF, in the order of the house.

Comes in: frozen rows. Goes out: the bytes of a PDF in which every heading, agreement, list and
table is marked as such, so that it can be read aloud and gone through by headings.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from drieluik.reports.agreements_document import (
    BASES_ANNEX,
    BASES_HEAD,
    DECISIONS_ANNEX,
    DECISIONS_HEAD,
    FICTITIOUS,
    PARTIES_ANNEX,
    PARTIES_HEAD,
    PrintedAction,
    PrintedAgreements,
    PrintedProject,
    PrintedSection,
    PrintedTheme,
    basis_cells,
    binding_cells,
    decision_cells,
    standing_nl,
)
from drieluik.reports.typesetting import typeset


def agreements_pdf(document: PrintedAgreements, *, at: datetime) -> bytes:
    """Return the agreements as the bytes of a PDF: the same parts as the Word document."""
    label = " · fictief voorbeeld" if document.fictitious else ""
    content: dict[str, Any] = {
        "title": document.title,
        "author": document.municipality,
        "cover": True,
        "header": f"{document.municipality} · {document.title}{label}",
        "footer": standing_nl(document)[0],
        "standing": standing_nl(document),
        "notice": FICTITIOUS if document.fictitious else "",
        "parties": [(kind, ", ".join(names)) for kind, names in document.parties],
        "introduction": document.introduction,
        "themes": [_theme(theme) for theme in document.themes],
        "projects": [_project(project) for project in document.projects],
        "parties-annex": PARTIES_ANNEX,
        "parties-head": PARTIES_HEAD,
        "bases-annex": BASES_ANNEX,
        "bases-head": BASES_HEAD,
        "bases": [basis_cells(one) for one in document.bases],
        "decisions-annex": DECISIONS_ANNEX,
        "decisions-head": DECISIONS_HEAD,
        "bindings": [binding_cells(one) for one in document.bindings],
        "remarks": document.binding_remarks,
        "decisions": [decision_cells(one) for one in document.decisions],
    }
    return typeset("agreements", content, at=at)


def _theme(theme: PrintedTheme) -> dict[str, Any]:
    return {
        "title": f"{theme.number}. {theme.title}",
        "sections": [_section(section) for section in theme.sections],
        "actions": [_action(action) for action in theme.actions],
    }


def _section(section: PrintedSection) -> dict[str, Any]:
    plain = asdict(section)
    plain["title"] = f"{section.letter}. {section.title}".strip(". ")
    for clause in plain["clauses"]:
        heading = clause["heading"].rstrip(":.")
        clause["heading"] = "" if clause["heading"] == clause["text"] else heading
    return plain


def _project(project: PrintedProject) -> dict[str, Any]:
    return {
        "title": project.title,
        "fields": project.fields,
        "actions": [_action(action) for action in project.actions],
    }


def _action(action: PrintedAction) -> dict[str, str]:
    return {"text": action.text, "when": action.when or "–", "focus": action.focus}

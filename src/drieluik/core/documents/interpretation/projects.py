"""A focus project: a form with fixed fields, its leads, and its actions with their moments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drieluik.core.documents.interpretation.marks import Mark, Role
from drieluik.core.documents.interpretation.notebook import Notebook, slug, span
from drieluik.core.documents.interpretation.structure import Segment
from drieluik.core.documents.interpretation.times import closing_moments, moments
from drieluik.core.documents.interpretation.vocabulary import project_role, words
from drieluik.core.documents.interpretation.wording import continued, joins_over_break
from drieluik.core.documents.model import Action, FocusProject, Lead, Position
from drieluik.core.documents.sources.blocks import Line, joined, written
from drieluik.core.findings import Severity

_PARTICLE = r"(?:van|de|der|den|ter|ten|te|'t|von|el|al|ben)"
_NAME = re.compile(
    rf"(?:[A-Z][\w'’-]+|(?:[A-Z]\.)+)(?:\s+{_PARTICLE}){{0,3}}(?:\s+[A-Z][\w'’-]+){{1,2}}"
)


@dataclass(slots=True)
class _Field:
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    label: str = ""


def project_of(segment: Segment, parties: Sequence[str], notes: Notebook) -> FocusProject:
    """Read one focus project from its marks.

    Args:
        segment: The marks of the form.
        parties: Names of parties, which are not names of persons.
        notes: Where findings and structure words are noted.
    """
    fields, others = _fields(segment.marks, notes)
    focus = _text(fields, "project_focus")
    theme = _text(fields, "project_theme")
    project_id = notes.new_id(f"project-{slug(focus or theme or 'zonder-naam')}")
    titles = [mark.block.text for mark in segment.marks if mark.role is Role.HEADING]
    named = " ".join([*(field.label for field in fields.values()), *titles])
    year = re.search(r"\b20\d\d\b", named)
    for role, one in fields.items():
        if one.marks:
            notes.change(f"{project_id}/{role}", one.lines, span(one.marks))
    return FocusProject(
        id=project_id,
        theme=theme.rstrip(".") if theme else None,
        focus=focus,
        goal=_text(fields, "goal"),
        leads=_leads(fields.get("leads"), parties, notes),
        leads_text=_text(fields, "leads"),
        problem=_text(fields, "problem"),
        results=_text(fields, "results"),
        way_of_working=_text(fields, "way_of_working"),
        actions=_actions(fields, project_id, int(year.group()) if year else None, notes),
        actions_text=_text(fields, "actions"),
        parties=_text(fields, "parties"),
        demarcation=_text(fields, "demarcation"),
        preconditions=_text(fields, "preconditions"),
        communication=_text(fields, "communication"),
        other_fields=tuple((one.label, written(one.lines)) for one in others),
        source=span(segment.marks),
    )


def _fields(marks: Sequence[Mark], notes: Notebook) -> tuple[dict[str, _Field], list[_Field]]:
    fields: dict[str, _Field] = {}
    others: list[_Field] = []
    current = _Field()
    for mark in marks:
        if mark.role is Role.HEADING and not fields:
            notes.label(mark.block.text, mark.block.position)
            continue
        role = project_role(mark.label) if mark.role is Role.LABEL else None
        if role:
            notes.label(mark.label, mark.block.position)
            current = fields.setdefault(role, _Field(label=mark.label or ""))
            _add(current, mark, mark.lines, notes)
        elif mark.role is Role.ROW:
            first, *rest = mark.block.cells
            current = _Field(label=joined(first))
            others.append(current)
            _add(current, mark, [line for cell in rest for line in cell], notes)
        else:
            _add(current, mark, mark.block.lines, notes)
    return fields, others


def _add(current: _Field, mark: Mark, lines: Sequence[Line], notes: Notebook) -> None:
    if mark.role is Role.CONTINUATION and joins_over_break(current.lines, lines):
        notes.find(
            "joined_over_break",
            Severity.REMARK,
            mark.block.position,
            joined(lines)[:60],
            what=current.label.rstrip(":"),
        )
    current.lines = continued(current.lines, lines)
    current.marks.append(mark)


def _text(fields: dict[str, _Field], role: str) -> str | None:
    return written(fields[role].lines) or None if role in fields else None


def _leads(leads: _Field | None, parties: Sequence[str], notes: Notebook) -> tuple[Lead, ...]:
    if leads is None:
        return ()
    found = tuple(_lead(line.text, parties) for line in leads.lines if line.text)
    if any(lead.name for lead in found):
        notes.find("personal_name", Severity.REMARK, span(leads.marks))
    return found


def _lead(text: str, parties: Sequence[str]) -> Lead:
    """Split "role: name" or "name (role)"; without a name of a person the whole is the role."""
    plain = text.strip(" ,;")
    before, _, after = plain.rpartition(":")
    if before and _is_name(after, parties):
        return Lead(before.strip(), after.strip())
    bracketed = re.fullmatch(r"(.+?)\s*(?:\((.+)\)|,\s*(.+))", plain)
    if bracketed and _is_name(bracketed.group(1), parties):
        return Lead((bracketed.group(2) or bracketed.group(3)).strip(), bracketed.group(1).strip())
    if _is_name(plain, parties):
        return Lead("", plain)
    return Lead(plain)


def _is_name(text: str, parties: Sequence[str]) -> bool:
    text = text.strip()
    known = any(text.lower() in party.lower() or party.lower() in text.lower() for party in parties)
    organised = any(
        word.lower() in words()["organisation_words"] for word in re.findall(r"\w+", text)
    )
    return bool(_NAME.fullmatch(text)) and not known and not organised


def _actions(
    fields: dict[str, _Field], project_id: str, year: int | None, notes: Notebook
) -> tuple[Action, ...]:
    actions: list[Action] = []
    for role in ("actions", "results", "way_of_working"):
        found = fields.get(role)
        if found is None or not found.marks:
            continue
        where = span(found.marks)
        steps = _steps(found.lines) if role == "actions" else _dated(found.lines)
        for step in steps:
            # A form that lists its steps and tells them again under its results has them once.
            if step not in (action.text for action in actions):
                actions.append(_action(step, role, (project_id, year), where, notes))
    return tuple(actions)


def _steps(lines: Sequence[Line]) -> list[str]:
    """The steps of the field of actions: the outer items, and deeper ones that have a date."""
    items = [line for line in lines if line.marker is not None]
    if not items:
        return [line.text for line in lines if not line.text.endswith(":")]
    outer = min(line.level for line in items)
    return [line.text for line in items if line.level == outer or moments(line.text)]


def _dated(lines: Sequence[Line]) -> list[str]:
    """Steps among results or way of working: items with a date, and lines that close with one."""
    steps = []
    for line in lines:
        found = moments(line.text)
        closes = found and re.search(r"[–(-]\s*[^–()]*$", line.text[: found[-1].start])
        if found and (line.marker is not None or (closes and len(line.text) - found[-1].end < 4)):
            steps.append(line.text)
    return steps


def _action(
    text: str, role: str, project: tuple[str, int | None], where: Position, notes: Notebook
) -> Action:
    found = closing_moments(text, project[1])
    if not found:
        notes.find("action_without_time", Severity.REMARK, where, text[:80])
    return Action(
        id=notes.new_id(f"{project[0]}/action-{slug(text)[:24]}"),
        text=text,
        quarters=tuple(one.text for one in found),
        periods=tuple(one.period for one in found if one.period),
        found_in=role,
        source=where,
    )

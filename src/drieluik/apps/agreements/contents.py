"""From the outline of a document to what the register records.

Comes in: an outline as plain values, as ``core.documents`` writes it (``to_json``) or as the
example gives it. Goes out: frozen contents, ready to be written as one version, and the objections
that a person has to solve first. Names of persons who lead a focus project are left out here.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.agreements.policies import NUMBER, RESERVED
from drieluik.apps.agreements.quarters import quarters_of
from drieluik.core.documents.texts import MOST_LINES, MOST_SIGNS, is_too_long

Outline = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewClause:
    """One agreement to record; ``bound`` and ``consent`` are codes of parties."""

    number: str
    heading: str
    text: str
    bound: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()

    @property
    def content_hash(self) -> str:
        """Fingerprint of the words."""
        return _fingerprint((self.number, self.heading, self.text))


@dataclass(frozen=True, slots=True)
class NewSection:
    """A part of a theme to record."""

    theme_number: str
    theme_title: str
    letter: str
    title: str
    introduction: str
    goal: str
    how: str
    clauses: tuple[NewClause, ...]


@dataclass(frozen=True, slots=True)
class NewAction:
    """A step to record: text, quarters such as ``2020-Q1``, and the moment as written."""

    text: str
    quarters: tuple[str, ...]
    when: str


@dataclass(frozen=True, slots=True)
class NewFocusProject:
    """A focus project to record; ``fields`` by name; ``year`` None when the outline is silent."""

    year: int | None
    fields: Mapping[str, str]
    actions: tuple[NewAction, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that one version of the register holds."""

    title: str
    introduction: str
    sections: tuple[NewSection, ...]
    focus_projects: tuple[NewFocusProject, ...]

    @property
    def clauses(self) -> tuple[NewClause, ...]:
        """All agreements in order."""
        return tuple(clause for section in self.sections for clause in section.clauses)

    @property
    def content_hash(self) -> str:
        """Fingerprint of all sections and agreements together, in order."""
        return _fingerprint(
            part
            for section in self.sections
            for part in (
                section.theme_number,
                section.theme_title,
                section.letter,
                section.title,
                section.goal,
                section.how,
                *(clause.content_hash for clause in section.clauses),
            )
        )


def register_contents(outline: Outline) -> Contents:
    """Return what the register would record of an outline."""
    with translation.override("nl"):
        return Contents(
            title=_text(outline.get("title")),
            introduction=_introduction(outline),
            sections=tuple(
                _section(theme, place, section)
                for place, theme in enumerate(outline.get("themes", ()), start=1)
                for section in theme.get("sections", ())
            ),
            focus_projects=tuple(
                _focus_project(project, outline) for project in outline.get("focus_projects", ())
            ),
        )


def objections_to(contents: Contents) -> list[str]:
    """Say what must be solved before the contents can be recorded; empty when nothing."""
    clauses = contents.clauses
    if not clauses:
        return [_("There is no agreement in this document yet.")]
    found = []
    without = sum(not clause.number for clause in clauses)
    if without:
        found.append(
            ngettext(
                "%(count)s agreement has no number.",
                "%(count)s agreements have no number.",
                without,
            )
            % {"count": without}
        )
    times = Counter(clause.number for clause in clauses if clause.number)
    double = ", ".join(number for number, count in times.items() if count > 1)
    if double:
        found.append(_("These numbers occur more than once: %(numbers)s.") % {"numbers": double})
    odd = ", ".join(number for number in times if not is_usable_number(number))
    if odd:
        found.append(_("These cannot be used as a number: %(numbers)s.") % {"numbers": odd})
    empty = ", ".join(clause.number for clause in clauses if not clause.text)
    if empty:
        found.append(_("These agreements have no text: %(numbers)s.") % {"numbers": empty})
    long = ", ".join(dict.fromkeys(_too_long(contents)))
    if long:
        found.append(
            _(
                "Too long for one text (at most %(most)s signs and %(lines)s lines): "
                "%(names)s. Divide it."
            )
            % {"most": MOST_SIGNS, "lines": MOST_LINES, "names": long}
        )
    return found


def _too_long(contents: Contents) -> Iterator[str]:
    """Yield what holds a text that is too long, by the name people know it under."""
    if is_too_long(contents.introduction):
        yield _("Introduction")
    for section in contents.sections:
        if any(map(is_too_long, (section.introduction, section.goal, section.how))):
            yield f"{section.theme_number} {section.theme_title[:60]}".strip()
        yield from (one.number for one in section.clauses if is_too_long(one.text))
    for project in contents.focus_projects:
        actions = (action.text for action in project.actions)
        if any(map(is_too_long, (*project.fields.values(), *actions))):
            yield project.fields["focus"][:60]


def objections_to_outline(outline: Outline) -> list[str]:
    """Say what must be solved in an outline, also what the reader found that blocks."""
    blocking = [
        f"{finding['message']} {finding['action']}"
        for finding in outline.get("findings", ())
        if finding["severity"] == "blocks"
    ]
    return [*objections_to(register_contents(outline)), *blocking]


def is_usable_number(number: str) -> bool:
    """Tell whether a number can be the address of an agreement."""
    short = len(number) <= 20 and number.lower() not in RESERVED
    return short and NUMBER.fullmatch(number) is not None


def _section(theme: Outline, place: int, section: Outline) -> NewSection:
    return NewSection(
        theme_number=_text(theme.get("number")) or str(place),
        theme_title=_text(theme.get("title")),
        letter=_text(section.get("letter")),
        title=_text(section.get("title")),
        introduction=_text(section.get("introduction")),
        goal=_text(section.get("goal")),
        how=_text(section.get("how")),
        clauses=tuple(_clause(agreement) for agreement in section.get("agreements", ())),
    )


def _clause(agreement: Outline) -> NewClause:
    columns = [
        (_("Responsible"), agreement.get("responsible")),
        (_("Deadline"), agreement.get("deadline")),
        *agreement.get("details", ()),
    ]
    lines = [f"{label}: {_text(value)}" for label, value in columns if value]
    heading, text = _text(agreement.get("heading")), _text(agreement.get("text"))
    return NewClause(
        number=_text(agreement.get("number")),
        heading=heading,
        text="\n".join([text or heading, *lines]).strip(),
        bound=tuple(agreement.get("bound", ())),
        consent=tuple(agreement.get("consent", ())),
    )


def _introduction(outline: Outline) -> str:
    given = "\n\n".join(
        " ".join(part.split()) for part in _text(outline.get("introduction")).split("\n\n")
    )
    left = outline.get("unplaced", ())
    parts = [given, *(_text(part["text"]) for part in left if part.get("kind") == "introduction")]
    notes = (f"{note['number']} {_text(note['text'])}" for note in outline.get("footnotes", ()))
    return "\n\n".join(part for part in (*parts, *notes) if part)


_SAME_NAME = ("theme", "focus", "goal", "problem", "results", "way_of_working")
_ALSO_SAME_NAME = ("demarcation", "preconditions", "communication")


def _focus_project(project: Outline, outline: Outline) -> NewFocusProject:
    fields = {name: _text(project.get(name)) for name in (*_SAME_NAME, *_ALSO_SAME_NAME)}
    fields["focus"] = fields["focus"] or fields["theme"] or _("Focus project")
    fields["theme_number"] = _text(project.get("theme_number")) or _theme_number(
        fields["theme"], outline
    )
    fields["parties"] = _text(project.get("parties_text") or project.get("parties"))
    fields["leads"] = _leads(project)
    fields["further"] = _further(project, outline)
    return NewFocusProject(
        year=project.get("year"),
        fields=fields,
        actions=tuple(_action(action) for action in project.get("actions", ())),
    )


def _leads(project: Outline) -> str:
    """Return roles and organisations; a lead of whom only a name is known stays unnamed."""
    leads = project.get("leads", ())
    if leads and isinstance(leads[0], str):
        return _text(project.get("leads_text") or leads)
    return "\n".join(_text(lead.get("role")) or _("A person") for lead in leads)


def _further(project: Outline, outline: Outline) -> str:
    parts = [
        # our own printed form calls this field so: what is under it has its labels already
        _text(value) if label.strip(" :") == _("Further") else f"{label}: {_text(value)}"
        for label, value in project.get("other_fields", ())
    ]
    for quote in outline.get("quotes", ()):
        if project.get("id") and quote.get("focus_project") == project["id"]:
            source = _text(quote.get("quoted_from"))
            parts.append(f"{source}:\n{_text(quote['text'])}" if source else _text(quote["text"]))
    return "\n\n".join(parts)


def _theme_number(title: str, outline: Outline) -> str:
    """Find the theme a project names by its title; empty when no theme is called so."""
    plain = title.casefold().strip()
    for theme in outline.get("themes", ()):
        if plain and _text(theme.get("title")).casefold().strip() == plain:
            return _text(theme.get("number"))
    return ""


def _action(action: Outline) -> NewAction:
    written = [_text(moment) for moment in action.get("quarters", ())]
    quarters = quarters_of(written, action.get("periods", ()))
    return NewAction(_text(action["text"]), quarters, ", ".join(written))


def _text(value: object) -> str:
    """Return a value as text; several values stand on lines of their own."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(_text(part) for part in value)
    return str(value).strip()


def _fingerprint(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

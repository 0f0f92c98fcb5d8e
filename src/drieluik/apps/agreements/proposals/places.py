"""Where something new can stand: the document with what the proposal itself adds."""

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.desk import Choices, Desk, clause_label, section_label
from drieluik.apps.agreements.proposals.rebuilding_forms import IN_THEME, NEW_THEME
from drieluik.core.amendments.edits.consolidation import consolidated
from drieluik.core.amendments.edits.edit import AddClause, AddSection, Edit
from drieluik.core.amendments.sets.rows import AgreementSet


def with_what_is_added(desk: Desk) -> AgreementSet:
    """Return the agreements with the new ones of the proposal, without the one that is written.

    What cannot be put in, such as an agreement whose new section was taken out, is left out.
    """
    found = desk.current
    for one in desk.edits:
        if isinstance(one.edit, AddClause | AddSection) and not _is_subject(one.edit, desk):
            found = consolidated(found, [one.edit]).after or found
    return found


def _is_subject(edit: Edit, desk: Desk) -> bool:
    own = edit.clause.id if isinstance(edit, AddClause) else getattr(edit, "section").id  # noqa: B009
    return own == desk.subject


def place_choices(desk: Desk) -> Choices:
    """Return every place where an agreement can stand: ``section/after`` with a sentence."""
    found = []
    for section in with_what_is_added(desk).sections:
        name = section_label(section)
        found.append((f"{section.id}/", _("First in %(section)s") % {"section": name}))
        found += [
            (f"{section.id}/{clause.id}", _("After %(clause)s") % {"clause": clause_label(clause)})
            for clause in section.clauses
            if clause.id != desk.subject
        ]
    return found


def section_places(desk: Desk) -> Choices:
    """Return every place where a section can stand: in a theme after another, or a new theme."""
    found = [(f"{NEW_THEME}/", _("A new theme, before all others"))]
    sections = with_what_is_added(desk).sections
    for at, section in enumerate(sections):
        names = {"theme": f"{section.theme_number}. {section.theme_title}"}
        names["section"] = f"{section.letter}. {section.title}" if section.letter else ""
        told = (
            _("In theme %(theme)s, after %(section)s")
            if section.letter
            else _("In theme %(theme)s, at the end")
        )
        found.append((f"{IN_THEME}/{section.id}", told % names))
        if at + 1 == len(sections) or sections[at + 1].theme != section.theme:
            found.append((f"{NEW_THEME}/{section.id}", _("A new theme, after %(theme)s") % names))
    return found


def free_number(desk: Desk, like: str) -> str:
    """Return the next number that nothing has yet, such as 2.7 beside 2.3; empty when unclear."""
    theme, point, _last = like.rpartition(".")
    taken = {clause.number for clause in with_what_is_added(desk).clauses}
    tails = [one.removeprefix(f"{theme}.") for one in taken if one.startswith(f"{theme}.")]
    numbers = [int(tail) for tail in tails if tail.isdecimal()]
    return f"{theme}.{max(numbers) + 1}" if point and numbers else ""

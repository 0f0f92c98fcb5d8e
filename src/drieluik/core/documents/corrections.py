"""Corrections a person makes in the outline: of an agreement, or of what the reader did not find.

An agreement is moved, merged, split, edited or taken out; a title, a goal or the moment of an
action is filled in.

Each takes a document and gives a new one with a record of what was done. Nothing is lost: words
that leave an agreement go to another one, to the structure words or to what is unplaced; words
that a person rewrites stay in the record.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from drieluik.core.documents.interpretation.times import moments
from drieluik.core.documents.model import (
    Action,
    Agreement,
    AgreementsDocument,
    Label,
    Section,
    Unplaced,
)
from drieluik.core.documents.refused import refusal
from drieluik.core.documents.texts import agreement_texts


@dataclass(frozen=True, slots=True)
class Correction:
    """What one correction did.

    Attributes:
        act: moved, merged, split, edited, not_an_agreement, placed, entitled, aimed or dated.
        elements: Ids of the elements it touched.
        before: The words before, one text per line.
        after: The words after, one text per line.
    """

    act: str
    elements: tuple[str, ...]
    before: str
    after: str


Corrected = tuple[AgreementsDocument, Correction]


def move_agreement(
    document: AgreementsDocument, agreement_id: str, section_id: str, index: int | None = None
) -> Corrected:
    """Put an agreement in another section (or elsewhere in its own).

    Args:
        document: The document to correct.
        agreement_id: The agreement.
        section_id: The section it belongs to.
        index: Place among the agreements there, from 0; None puts it last.

    Raises:
        RefusedError: The agreement or the section does not exist.
    """
    agreement = _agreement(document, agreement_id)
    _section(document, section_id)
    taken = _with_sections(document, lambda one: _replaced(one, agreement_id, ()))
    moved = _with_sections(taken, lambda one: _inserted(one, section_id, agreement, index))
    record = Correction("moved", (agreement_id, section_id), _words(agreement), _words(agreement))
    return moved, record


def merge_agreements(document: AgreementsDocument, first_id: str, second_id: str) -> Corrected:
    """Make two agreements one: the text of the second comes under that of the first.

    Raises:
        RefusedError: One of the agreements does not exist, or they are the same.
    """
    if first_id == second_id:
        raise refusal("merge_with_itself")
    first, second = _agreement(document, first_id), _agreement(document, second_id)
    head = f"{second.heading}: " if second.heading else ""
    spare = tuple(
        (name, value)
        for name, value in (("verantwoordelijke", second.responsible), ("termijn", second.deadline))
        if value
    )
    merged = replace(
        first,
        text=f"{first.text}\n{head}{second.text}",
        details=(*first.details, *spare, *second.details),
        text_before=_both_before(first, second),
    )
    without = _with_sections(document, lambda one: _replaced(one, second_id, ()))
    result = _with_sections(without, lambda one: _replaced(one, first_id, (merged,)))
    if second.number:
        label = Label(_free_id(result, f"label-{second_id}"), second.number, second.source)
        result = replace(result, labels=(*result.labels, label))
    before = f"{_words(first)}\n{_words(second)}"
    return result, Correction("merged", (first_id, second_id), before, _words(merged))


def split_agreement(document: AgreementsDocument, agreement_id: str, offset: int) -> Corrected:
    """Make two agreements of one, at an offset in its text; the second has no number yet.

    Raises:
        RefusedError: The agreement does not exist, or one of the parts would be empty.
    """
    agreement = _agreement(document, agreement_id)
    head, tail = agreement.text[:offset].strip(), agreement.text[offset:].strip()
    if not 0 < offset < len(agreement.text) or not head or not tail:
        raise refusal("split_outside_text", length=len(agreement.text))
    second_id = _free_id(document, f"{agreement_id}-part")
    first = replace(agreement, text=head)
    second = Agreement(second_id, None, None, tail, agreement.source)
    result = _with_sections(document, lambda one: _replaced(one, agreement_id, (first, second)))
    after = f"{_words(first)}\n{_words(second)}"
    return result, Correction("split", (agreement_id, second_id), _words(agreement), after)


def mark_not_an_agreement(document: AgreementsDocument, agreement_id: str) -> Corrected:
    """Take an agreement out of the outline; its words go to what is unplaced.

    Raises:
        RefusedError: The agreement does not exist.
    """
    agreement = _agreement(document, agreement_id)
    words = _words(agreement)
    left_id = _free_id(document, f"unplaced-{agreement_id}")
    left = Unplaced(left_id, "not_an_agreement", words, agreement.source)
    without = _with_sections(document, lambda one: _replaced(one, agreement_id, ()))
    unplaced = sorted((*without.unplaced, left), key=lambda one: one.source.start)
    result = replace(without, unplaced=tuple(unplaced))
    return result, Correction("not_an_agreement", (agreement_id, left_id), words, "")


def place_as_agreement(
    document: AgreementsDocument, unplaced_id: str, section_id: str
) -> Corrected:
    """Make an agreement of words that had no place, at the end of a section.

    Raises:
        RefusedError: The words or the section do not exist.
    """
    left = next((one for one in document.unplaced if one.id == unplaced_id), None)
    if left is None:
        raise refusal("unknown_element", element=unplaced_id)
    _section(document, section_id)
    agreement_id = _free_id(document, f"agreement-{unplaced_id.removeprefix('unplaced-')}")
    agreement = Agreement(agreement_id, None, None, left.text, left.source)
    rest = tuple(one for one in document.unplaced if one.id != unplaced_id)
    placed = _with_sections(
        replace(document, unplaced=rest), lambda one: _inserted(one, section_id, agreement, None)
    )
    return placed, Correction("placed", (unplaced_id, agreement_id), left.text, left.text)


def edit_agreement(
    document: AgreementsDocument,
    agreement_id: str,
    *,
    number: str | None,
    heading: str | None,
    text: str,
) -> Corrected:
    """Write number, heading and text of an agreement anew; the record keeps the old words.

    Raises:
        RefusedError: The agreement does not exist, or no text is left.
    """
    agreement = _agreement(document, agreement_id)
    if not text.strip():
        raise refusal("text_missing")
    edited = replace(
        agreement, number=number or None, heading=(heading or "").strip() or None, text=text.strip()
    )
    result = _with_sections(document, lambda one: _replaced(one, agreement_id, (edited,)))
    return result, Correction("edited", (agreement_id,), _words(agreement), _words(edited))


def name_document(document: AgreementsDocument, title: str) -> Corrected:
    """Give the document its title.

    Raises:
        RefusedError: The title is empty.
    """
    named = replace(document, title=_filled(title))
    return named, Correction("entitled", (), document.title or "", _filled(title))


def name_theme(document: AgreementsDocument, theme_id: str, title: str) -> Corrected:
    """Give a theme its title.

    Raises:
        RefusedError: The theme does not exist, or the title is empty.
    """
    theme = next((one for one in document.themes if one.id == theme_id), None)
    if theme is None:
        raise refusal("unknown_element", element=theme_id)
    named = replace(theme, title=_filled(title))
    themes = tuple(named if one.id == theme_id else one for one in document.themes)
    record = Correction("entitled", (theme_id,), theme.title, named.title)
    return replace(document, themes=themes), record


def write_goal(document: AgreementsDocument, section_id: str, goal: str) -> Corrected:
    """Write what a section is for.

    Raises:
        RefusedError: The section does not exist, or the goal is empty.
    """
    before = _section(document, section_id).goal or ""
    words = _filled(goal)
    written = _with_sections(
        document, lambda one: replace(one, goal=words) if one.id == section_id else one
    )
    return written, Correction("aimed", (section_id,), before, words)


def date_action(document: AgreementsDocument, action_id: str, moment: str) -> Corrected:
    """Say when an action of a focus project is to be done, in the words of the parties.

    A moment that is understood (``Q2 2020``, ``eerste helft 2020``) also gets its period.

    Raises:
        RefusedError: The action does not exist, or the moment is empty.
    """
    words = _filled(moment)
    found = moments(words)
    periods = tuple(one.period for one in found if one.period)
    before: list[str] = []

    def dated(action: Action) -> Action:
        if action.id != action_id:
            return action
        before.append("\n".join(action.quarters))
        return replace(action, quarters=(words,), periods=periods)

    projects = tuple(
        replace(project, actions=tuple(dated(action) for action in project.actions))
        for project in document.focus_projects
    )
    if not before:
        raise refusal("unknown_element", element=action_id)
    return replace(document, focus_projects=projects), Correction(
        "dated", (action_id,), before[0], words
    )


def _filled(words: str) -> str:
    if not words.strip():
        raise refusal("words_missing")
    return words.strip()


def _words(agreement: Agreement) -> str:
    return "\n".join(text for text in agreement_texts(agreement) if text)


def _both_before(first: Agreement, second: Agreement) -> str | None:
    if first.text_before is None and second.text_before is None:
        return None
    parts = ((one.text if one.text_before is None else one.text_before) for one in (first, second))
    return "\n".join(parts)


def _agreement(document: AgreementsDocument, agreement_id: str) -> Agreement:
    for theme in document.themes:
        for section in theme.sections:
            for agreement in section.agreements:
                if agreement.id == agreement_id:
                    return agreement
    raise refusal("unknown_element", element=agreement_id)


def _section(document: AgreementsDocument, section_id: str) -> Section:
    for theme in document.themes:
        for section in theme.sections:
            if section.id == section_id:
                return section
    raise refusal("unknown_element", element=section_id)


def _with_sections(
    document: AgreementsDocument, change: Callable[[Section], Section]
) -> AgreementsDocument:
    themes = tuple(
        replace(theme, sections=tuple(change(section) for section in theme.sections))
        for theme in document.themes
    )
    return replace(document, themes=themes)


def _replaced(section: Section, agreement_id: str, others: tuple[Agreement, ...]) -> Section:
    kept: list[Agreement] = []
    for one in section.agreements:
        kept.extend(others if one.id == agreement_id else (one,))
    return replace(section, agreements=tuple(kept))


def _inserted(
    section: Section, section_id: str, agreement: Agreement, index: int | None
) -> Section:
    if section.id != section_id:
        return section
    place = len(section.agreements) if index is None else max(0, index)
    before, after = section.agreements[:place], section.agreements[place:]
    return replace(section, agreements=(*before, agreement, *after))


def _free_id(document: AgreementsDocument, wanted: str) -> str:
    taken = {
        agreement.id
        for theme in document.themes
        for section in theme.sections
        for agreement in section.agreements
    }
    taken |= {one.id for one in document.unplaced} | {one.id for one in document.labels}
    count, free = 1, wanted
    while free in taken:
        count += 1
        free = f"{wanted}-{count}"
    return free

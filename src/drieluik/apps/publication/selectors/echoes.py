"""Where an agreement or decision is told besides its own place: in decisions, and in reports."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.minuting import ids_named_in
from drieluik.apps.agreements.selectors import list_all_clauses, words_of_clauses
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.decisions.minutes import list_adopted
from drieluik.apps.decisions.subjects import ids_by_number, proposals_of_decisions
from drieluik.apps.monitor.selectors.norms import list_norms
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.phrases import phrases_of, tells, texts_in, titles_of
from drieluik.apps.publication.rows import Item
from drieluik.apps.publication.selectors.fixed_words import fixed_words
from drieluik.apps.publication.selectors.items import (
    PARTS,
    list_items,
    list_parts,
    open_keys,
    shut_parts,
)
from drieluik.apps.reporting.selectors import list_public_reports, snapshot_of
from drieluik.core.indicators import VERSIONS
from drieluik.reports.minutes_document import MinutedDecision, MinutedItem

Kind = Openness.Kind
_SENTENCE = 5
"""Fewer words than these can be in any agreement."""


@remembered
def words_instead(*, municipality_id: int, on: date) -> Mapping[str, str]:
    """Return by phrase what stands in its place wherever it tells what is shut by itself on a day.

    A phrase that an agreement or decision has too that everybody may read betrays nothing, and stays.
    So does the title of a theme or part, and the name of a figure, and so do the words that the
    product itself prints in cells and as headings; those beside a number or behind "afspraak" do not.
    """
    found: dict[str, str] = {}
    public: set[str] = set()
    numbers: dict[UUID, str] = {}
    shut = shut_parts(municipality_id=municipality_id, on=on)
    clauses, decisions = shut.agreements, shut.decisions
    for _id, _version, words in words_of_clauses(municipality_id, clauses) if clauses else ():
        told = _("[agreement %(number)s is not public]") % {"number": words.number}
        found |= dict.fromkeys(phrases_of(words.number, words.heading, words.text), told)
        numbers[_id] = told
    for clause_id, quoted in _quotations(municipality_id, clauses):
        found |= dict.fromkeys(phrases_of("", "", quoted), numbers[clause_id])
    public |= borne_by_others(municipality_id, clauses) if clauses or decisions else frozenset()
    told_instead, borne = _of_decisions(municipality_id, decisions, phrases_of)
    found |= told_instead
    public |= borne
    public |= fixed_words(municipality_id) if found else frozenset()
    return _but(found, public)


@remembered
def titles_instead(*, municipality_id: int, on: date) -> Mapping[str, str]:
    """Return what stands in the place of what is shut in the words of the other agreements.

    Those are what parties agreed, so fewer words go out than elsewhere: the heading of an agreement
    or the title of a decision where it is evidently one, and the words of either. A heading that
    happens to be in a sentence stays.
    """
    shut = shut_parts(municipality_id=municipality_id, on=on)
    clauses = shut.agreements
    found, public = _of_decisions(municipality_id, shut.decisions, _titles)
    for _id, _version, words in words_of_clauses(municipality_id, clauses) if clauses else ():
        told = _("[agreement %(number)s is not public]") % {"number": words.number}
        found |= dict.fromkeys(_titles(words.number, words.heading, words.text), told)
    for words in list_all_clauses(municipality_id) if found else ():
        if words.clause_id not in clauses:
            public |= _titles(words.number, words.heading, words.text)
    return _but(found, public)


def _titles(number: str, title: str, text: str) -> frozenset[str]:
    """Return how a title is evidently told, and the words themselves when they are a sentence."""
    return titles_of(number, title) | ({text} if len(text.split()) >= _SENTENCE else frozenset())


def _of_decisions(
    municipality_id: int,
    shut: Collection[UUID],
    phrases: Callable[[str, str, str], frozenset[str]],
) -> tuple[dict[str, str], set[str]]:
    """Return what stands in the place of phrases of shut decisions, and those of public ones."""
    found: dict[str, str] = {}
    public: set[str] = set()
    for told, title, text in _told_decisions(municipality_id, shut):
        if told:
            found |= dict.fromkeys(phrases("", title, text), told)
        else:
            public |= phrases("", title, text)
    return found, public


def _told_decisions(municipality_id: int, shut: Collection[UUID]) -> Iterator[tuple[str, str, str]]:
    """Yield of all decisions, when some are shut, what stands in its place, title and words.

    Nothing stands in the place of one that is public.
    """
    ids = ids_by_number(municipality_id) if shut else {}
    for meeting_id, item, decision in _decided(municipality_id) if shut else ():
        number = decision.number
        told = _("[decision %(number)s is not public]") % {"number": number}
        yield told if ids[meeting_id, number] in shut else "", item.title, decision.text


def _but(found: Mapping[str, str], public: Iterable[str]) -> dict[str, str]:
    """Return what is found without the phrases that something public bears, in whatever capitals."""
    kept = {phrase.casefold() for phrase in public}
    return {phrase: told for phrase, told in found.items() if phrase.casefold() not in kept}


def borne_by_others(municipality_id: int, shut: Collection[UUID]) -> frozenset[str]:
    """Return the phrases of other agreements, of themes and their parts, and of names of figures."""
    found: set[str] = set()
    for words in list_all_clauses(municipality_id):
        found |= phrases_of("", words.theme_title, "") | phrases_of("", words.section_title, "")
        if words.clause_id not in shut:
            found |= phrases_of(words.number, words.heading, words.text)
    for card in VERSIONS:
        found |= phrases_of("", card.name_nl, "")
    return frozenset(found)


def decisions_changing(
    municipality_id: int, clause_ids: Iterable[UUID]
) -> frozenset[tuple[UUID, int]]:
    """Return meeting and number of the decisions on proposals that name one of the agreements."""
    wanted = frozenset(clause_ids)
    if not wanted:
        return frozenset()
    proposals = proposals_of_decisions(municipality_id)
    named = ids_named_in(proposals.values())
    nothing: frozenset[UUID] = frozenset()
    return frozenset(key for key, one in proposals.items() if named.get(one, nothing) & wanted)


def also_told_in(one: Item, *, municipality_id: int, on: date) -> list[Item]:
    """Return the public reports and decisions that tell an agreement or decision too.

    They stay as they are when it is shut, so whoever shuts it looks at them as well.
    """
    if one.kind not in PARTS:
        return []
    phrases = _phrases(municipality_id, [one])[one.kind, one.key]
    reports = _report_texts(municipality_id)
    wholes = list_items(municipality_id=municipality_id, on=on)
    telling = [
        item
        for item in wholes
        if item.kind == Kind.REPORT and item.standing.is_open and tells(reports[item.key], phrases)
    ]
    if one.kind == Kind.AGREEMENT:
        telling += _decisions_telling(municipality_id, one, phrases, on)
    return telling


def shut_and_told_in(report: Item, *, municipality_id: int, on: date) -> list[Item]:
    """Return the agreements and decisions that are shut by themselves and that a report tells."""
    if report.kind != Kind.REPORT:
        return []
    parts = list_parts(municipality_id=municipality_id, on=on)
    shut = [one for one in parts if not one.standing.is_open]
    phrases = _phrases(municipality_id, shut)
    text = _report_texts(municipality_id)[report.key] if shut else ""
    return [one for one in shut if tells(text, phrases[one.kind, one.key])]


def _decisions_telling(
    municipality_id: int, one: Item, phrases: Iterable[str], on: date
) -> list[Item]:
    """Return the decisions that changed an agreement, or that hold its words, and are public."""
    telling = {
        (meeting_id, decision.number)
        for meeting_id, item, decision in _decided(municipality_id)
        if tells("\n".join(texts_in(_told(item, decision))), phrases)
    } | decisions_changing(municipality_id, [UUID(one.key)])
    by_number = ids_by_number(municipality_id)
    ids = {str(by_number[at]) for at in telling}
    lists = open_keys(municipality_id=municipality_id, kind=Kind.DECISIONS, on=on)
    return [
        part
        for part in list_parts(municipality_id=municipality_id, on=on)
        if part.key in ids and part.within in lists and part.standing.is_open
    ]


def _phrases(municipality_id: int, items: Iterable[Item]) -> dict[tuple[str, str], frozenset[str]]:
    """Return by kind and key the phrases that tell agreements and decisions."""
    keys = [(one.kind, one.key) for one in items]
    found: dict[tuple[str, str], frozenset[str]] = dict.fromkeys(keys, frozenset())
    clauses = [UUID(key) for kind, key in keys if kind == Kind.AGREEMENT]
    for clause_id, _version, words in words_of_clauses(municipality_id, clauses):
        told = phrases_of(words.number, words.heading, words.text)
        found[Kind.AGREEMENT, str(clause_id)] |= told
    for clause_id, quoted in _quotations(municipality_id, clauses):
        found[Kind.AGREEMENT, str(clause_id)] |= phrases_of("", "", quoted)
    ids = ids_by_number(municipality_id)
    for meeting_id, item, decision in _decided(municipality_id):
        key = Kind.DECISION, str(ids[meeting_id, decision.number])
        if key in found:
            found[key] |= phrases_of("", item.title, decision.text)
    return found


def _quotations(municipality_id: int, clause_ids: Iterable[UUID]) -> Iterator[tuple[UUID, str]]:
    """Yield the words of agreements on which norms lean: reports print them beside the norm."""
    wanted = list(clause_ids)
    norms = list_norms(municipality_id=municipality_id, clause_ids=wanted) if wanted else []
    for norm in norms:
        yield from ((norm.clause_id, one.quotation) for one in norm.wordings)


def _decided(municipality_id: int) -> Iterator[tuple[UUID, MinutedItem, MinutedDecision]]:
    for meeting_id, _held_on, minutes in list_adopted(municipality_id):
        for item, decision in minutes.decisions:
            yield meeting_id, item, decision


def _told(item: MinutedItem, decision: MinutedDecision) -> tuple[object, ...]:
    """Return what everybody reads of a decision."""
    tasks = tuple(one.text for one in decision.tasks)
    return item.title, item.digest, decision.text, decision.changes, tasks


def _report_texts(municipality_id: int) -> dict[str, str]:
    """Return all words of each frozen report that is meant for everybody, by its id."""
    return {
        str(one.row.id): "\n".join(texts_in(snapshot_of(one.row)["printed"]))
        for one in list_public_reports(municipality_id=municipality_id)
    }

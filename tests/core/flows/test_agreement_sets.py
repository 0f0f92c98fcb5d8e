"""A document that was read becomes a set, with every text in it."""

from drieluik.core.amendments.sets.pairing import paired_by_likeness
from drieluik.core.amendments.sets.redline import redline
from drieluik.core.documents import read_document
from drieluik.core.documents.texts import texts_of
from drieluik.core.flows.agreement_sets import set_of_document


def _set_of(text):
    return set_of_document(read_document(text.encode(), "afspraken.txt"))


def _all_texts(agreements):
    yield from (agreements.title, agreements.introduction)
    for section in agreements.sections:
        yield from (section.introduction, section.goal, section.how, section.title)
        yield from (section.theme_title, section.theme_number, section.letter)
        for clause in section.clauses:
            yield from (clause.number, clause.heading, clause.text)


def test_every_text_of_the_published_agreements_is_in_the_set(shared):
    content = (shared / "seed" / "prestatieafspraken-enschede-2020.txt").read_bytes()
    document = read_document(content, "afspraken.txt")

    held = "\n".join(_all_texts(set_of_document(document)))

    structure = {one.text for one in document.labels}
    furniture = {"table_of_contents", "page_number", "header_or_footer", "table_header", "deleted"}
    structure |= {one.text for one in document.unplaced if one.kind in furniture}
    assert [text for text in texts_of(document) if text not in held and text not in structure] == []


def test_ids_are_given_once(shared):
    content = (shared / "seed" / "prestatieafspraken-enschede-2020.txt").read_bytes()

    agreements = set_of_document(read_document(content, "afspraken.txt"))

    clause_ids = [clause.id for clause in agreements.clauses]
    section_ids = [section.id for section in agreements.sections]
    assert len(set(clause_ids)) == len(clause_ids) > 50
    assert len(set(section_ids)) == len(section_ids)


def test_two_files_are_paired_though_their_numbers_shift():
    old = "1. Wonen\n\n1.1 De corporatie bouwt tien woningen.\n\n1.2 De gemeente geeft grond uit.\n"
    new = (
        "1. Wonen\n\n1.1 Huurders beslissen mee over onderhoud.\n\n"
        "1.2 De corporatie bouwt twintig woningen.\n\n1.3 De gemeente geeft grond uit.\n"
    )
    before, after = _set_of(old), _set_of(new)

    found = redline(before, after, paired_by_likeness(before, after))

    assert [(one.clause.number, [s.value for s in one.states]) for one in found.clauses] == [
        ("1.1", ["added"]),
        ("1.2", ["changed", "renumbered"]),
        ("1.3", ["renumbered"]),
    ]

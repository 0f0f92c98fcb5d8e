"""What is wrong with a set as a whole after edits, whichever edit did it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from drieluik.core.amendments.edits.edit import Edit
from drieluik.core.amendments.sets.rows import AgreementSet
from drieluik.core.findings import Finding, Severity


def double_edits(edits: Sequence[Edit]) -> Iterator[Finding]:
    """Edits that stand in a row more than once."""
    for edit_id, times in Counter(edit.id for edit in edits).items():
        if times > 1:
            yield Finding("amendments.double_edit", Severity.BLOCKS, facts={"edit": edit_id})


def faults_of(after: AgreementSet) -> Iterator[Finding]:
    """Double or missing numbers, clauses without words, and replacements that lead nowhere."""
    times = Counter(clause.number for clause in after.clauses if clause.number)
    for number, count in times.items():
        if count > 1:
            yield Finding(
                "amendments.double_number",
                Severity.BLOCKS,
                facts={"number": number, "count": count},
            )
    for clause in after.clauses:
        if not clause.number.strip():
            heading = clause.heading or clause.text[:40]
            yield Finding("amendments.no_number", Severity.BLOCKS, value=heading)
        if not clause.text.strip():
            yield Finding("amendments.empty_text", Severity.BLOCKS, facts={"number": clause.number})
    yield from _faults_of_links(after)


def _faults_of_links(after: AgreementSet) -> Iterator[Finding]:
    known = {clause.id for clause in after.clauses} | {one.clause.id for one in after.departed}
    next_of = {one.clause.id: one.successors for one in after.departed}
    for one in after.departed:
        facts = {"edit": one.edit_id, "number": one.clause.number}
        if set(one.successors) - known:
            yield Finding("amendments.unknown_successor", Severity.BLOCKS, facts=facts)
        if _leads_back(one.clause.id, next_of):
            yield Finding("amendments.circular_replacement", Severity.BLOCKS, facts=facts)


def _leads_back(clause_id: str, next_of: dict[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    ahead = list(next_of[clause_id])
    while ahead:
        one = ahead.pop()
        if one == clause_id:
            return True
        if one not in seen:
            seen.add(one)
            ahead += next_of.get(one, ())
    return False

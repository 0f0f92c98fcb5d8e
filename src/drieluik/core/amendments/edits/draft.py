"""A set while edits are applied to it: sections and clauses by id, in an order that can change.

Only ``consolidation`` uses it; what goes in and out are frozen sets.
"""

from dataclasses import replace

from drieluik.core.amendments.sets.rows import (
    AgreementSet,
    DepartedClause,
    Departure,
    SetClause,
    SetSection,
)


class Draft:
    """The set as far as the edits have come."""

    def __init__(self, start: AgreementSet) -> None:
        """Begin with the set as it is."""
        self._start = start
        self.sections: dict[str, SetSection] = {one.id: one for one in start.sections}
        self.order: dict[str, list[str]] = {
            section.id: [clause.id for clause in section.clauses] for section in start.sections
        }
        self.clauses: dict[str, SetClause] = {clause.id: clause for clause in start.clauses}
        self.departed: list[DepartedClause] = list(start.departed)
        self._section_order = [section.id for section in start.sections]

    def knows(self, clause_id: str) -> bool:
        """Whether an id was ever given to a clause."""
        return clause_id in self.clauses or any(one.clause.id == clause_id for one in self.departed)

    def home_of(self, clause_id: str) -> str:
        """The section a clause stands in."""
        return next(name for name, order in self.order.items() if clause_id in order)

    def put(self, clause: SetClause, section_id: str, after_id: str | None) -> None:
        """Put a new clause, or one that was taken out, in its place."""
        order = self.order[section_id]
        order.insert(order.index(after_id) + 1 if after_id is not None else 0, clause.id)
        self.clauses[clause.id] = clause

    def take_out(self, clause_id: str) -> SetClause:
        """Take a clause out of its place."""
        self.order[self.home_of(clause_id)].remove(clause_id)
        return self.clauses.pop(clause_id)

    def depart(
        self, clause_id: str, how: Departure, successors: tuple[str, ...], edit_id: str
    ) -> None:
        """Take a clause out of force, and keep it with its last words and its successors."""
        clause, home = self.clauses.pop(clause_id), self.home_of(clause_id)
        # Its place stays known, so that what replaces it can still be put after it.
        self.departed.append(DepartedClause(clause, home, how, successors, edit_id))

    def change(self, clause: SetClause) -> None:
        """Give a clause its new words, heading or number."""
        self.clauses[clause.id] = clause

    def add_section(self, section: SetSection, after_id: str | None) -> None:
        """Put a new section in its place."""
        at = self._section_order.index(after_id) + 1 if after_id is not None else 0
        self._section_order.insert(at, section.id)
        self.sections[section.id], self.order[section.id] = section, []

    def finished(self) -> AgreementSet:
        """The set as it has become."""
        sections = (
            replace(
                self.sections[name],
                clauses=tuple(self.clauses[one] for one in self.order[name] if one in self.clauses),
            )
            for name in self._section_order
        )
        return replace(self._start, sections=tuple(sections), departed=tuple(self.departed))

"""Which norms use a figure: those that test by it, and those that hold only when it meets a bound."""

from dataclasses import dataclass

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.monitor.proposing import in_use
from drieluik.apps.monitor.selectors.norms import list_norms


@dataclass(frozen=True, slots=True)
class NormUse:
    """A norm that counts and uses a figure.

    Attributes:
        norm_text_id: Its newest confirmed wording.
        clause_name: Number and heading of its agreement.
        is_condition: Whether it only holds when the figure meets a bound, and tests by another.
    """

    norm_text_id: int
    clause_name: str
    is_condition: bool


def norms_using(*, municipality_id: int, indicator_id: str) -> tuple[NormUse, ...]:
    """Return the norms of agreements in force that use a figure, in order of writing."""
    names = {one.clause_id: one.name for one in list_clauses(municipality_id)}
    return tuple(
        NormUse(wording.id, names[norm.clause_id], wording.indicator_id != indicator_id)
        for norm in list_norms(municipality_id=municipality_id)
        if (wording := in_use(norm)) and norm.clause_id in names
        if indicator_id in wording.rests_on
    )

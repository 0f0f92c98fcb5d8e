"""What the focus projects hand to pages: frozen rows that know no database."""

from dataclasses import dataclass
from datetime import date, datetime

from drieluik.apps.agreements.rows import ActionRow, FocusProjectRow
from drieluik.apps.projects.documents import Document
from drieluik.apps.projects.quarters import spoken

KIND_OF_STATE = {
    "not_begun": "",
    "under_way": "step",
    "done": "done",
    "delayed": "refused",
    "dropped": "replaced",
}
"""How each state looks as a component ``c-state``; its word is always beside it."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report on an action, with who told it for which party."""

    quarter: str
    number: int
    state: str
    label: str
    reason: str
    party_name: str
    recorded_by: str
    recorded_at: datetime

    @property
    def kind(self) -> str:
        """How it looks as a component."""
        return KIND_OF_STATE[self.state]

    @property
    def quarter_name(self) -> str:
        """The quarter as people say it."""
        return spoken(self.quarter)


@dataclass(frozen=True, slots=True)
class Cell:
    """An action in a quarter.

    Attributes:
        quarter: Such as ``2020-Q1``.
        planned: Whether the action is planned in this quarter.
        report: The newest report about this quarter; None when there is none.
        waits: Whether a report is due: the quarter has begun and nothing was said.
        is_late: Whether it is due and the quarter has gone by.
    """

    quarter: str
    planned: bool
    report: ReportRow | None
    waits: bool
    is_late: bool

    @property
    def name(self) -> str:
        """The quarter as people say it."""
        return spoken(self.quarter)


@dataclass(frozen=True, slots=True)
class BoardAction:
    """An action with its quarters, and the newest report on it."""

    action: ActionRow
    cells: tuple[Cell, ...]
    newest: ReportRow | None

    @property
    def is_closed(self) -> bool:
        """Tell whether it is done or dropped."""
        return self.newest is not None and self.newest.state in ("done", "dropped")


@dataclass(frozen=True, slots=True)
class LeadRow:
    """An organisation that leads a project; ``person`` is empty for whoever may not see it."""

    lead_id: int
    party_id: int
    party_name: str
    person: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """Something that a project delivered; ``document`` only for who may read it."""

    result_id: int
    title: str
    paper: str
    link: str
    document: Document | None
    delivered_on: date
    party_name: str


@dataclass(frozen=True, slots=True)
class BoardProject:
    """A focus project as it stands: its quarters, its actions and who leads it."""

    project: FocusProjectRow
    quarters: tuple[tuple[str, str], ...]
    actions: tuple[BoardAction, ...]
    leads: tuple[LeadRow, ...]

    @property
    def n_waiting(self) -> int:
        """How many actions wait for a report."""
        return sum(any(cell.waits for cell in one.cells) for one in self.actions)

    @property
    def is_late(self) -> bool:
        """Tell whether a quarter went by without the report that was due."""
        return any(cell.is_late for one in self.actions for cell in one.cells)

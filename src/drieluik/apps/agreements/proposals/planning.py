"""Edits that change the planning of focus projects: an action to a later year, a project to the next.

Pure: what is proposed, its names in words as it was written, and what is wrong with it now.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.utils.translation import gettext as _


def action_key(project_id: UUID, number: int) -> str:
    """Return the lasting id of an action as a subject of proposals; ``number`` from 1."""
    return str(uuid5(project_id, f"action {number}"))


@dataclass(frozen=True, slots=True)
class MoveAction:
    """Do an action in a later year, such as because it has no cover.

    Attributes:
        subject: Lasting id of the action.
        project: Name of the focus project.
        number: Number of the action in it, from 1.
        text: The action, in full.
        from_year: The year in which it stands.
        to_year: The year in which it comes.
        quarters: Quarters of that year, such as ``2021-Q3``; none when not said.
        reason: Why.
    """

    id: str
    subject: str
    project: str
    number: int
    text: str
    from_year: int
    to_year: int
    quarters: tuple[str, ...]
    reason: str

    @property
    def label(self) -> str:
        """The action as people speak of it."""
        names = {"project": self.project, "number": self.number}
        return _("%(project)s, action %(number)s") % names

    @property
    def told(self) -> str:
        """What it does, in one sentence."""
        when = ", ".join(quarter.partition("-")[2] for quarter in self.quarters)
        years = {"before": self.from_year, "after": f"{self.to_year} {when}".strip()}
        return _("From %(before)s to %(after)s.") % years


@dataclass(frozen=True, slots=True)
class CarryProject:
    """Go on with a focus project in the next year, with some of its actions.

    Attributes:
        subject: Id of the project.
        project: Its name.
        from_year: The year it is of.
        to_year: The year in which it goes on.
        actions: Numbers of the actions that come along, from 1.
        reason: Why.
    """

    id: str
    subject: str
    project: str
    from_year: int
    to_year: int
    actions: tuple[int, ...]
    reason: str

    @property
    def label(self) -> str:
        """The project as people speak of it."""
        return f"{self.project} ({self.from_year})"

    @property
    def told(self) -> str:
        """What it does, in one sentence."""
        names = ", ".join(str(number) for number in self.actions)
        return _("Goes on in %(year)s with actions %(names)s.") % {
            "year": self.to_year,
            "names": names or "–",
        }


PlanningEdit = MoveAction | CarryProject
PLANNING: dict[str, type[MoveAction] | type[CarryProject]] = {
    "move_action": MoveAction,
    "carry_project": CarryProject,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """How the focus projects stand now.

    Attributes:
        years: The year in which each action stands, by its lasting id.
        projects: The year of each focus project, by its id.
        carried: Pairs of a project and a year in which it goes on already.
    """

    years: Mapping[str, int] = field(default_factory=dict)
    projects: Mapping[str, int] = field(default_factory=dict)
    carried: frozenset[tuple[str, int]] = frozenset()


def planning_faults(edits: Sequence[PlanningEdit], now: Planned) -> Iterator[tuple[str, str, str]]:
    """Yield the id of every edit that cannot be done, with what is wrong and what to do."""
    seen: set[str] = set()
    for edit in edits:
        if edit.subject in seen:
            said = _("%(name)s stands in this proposal twice.") % {"name": edit.label}
            yield edit.id, said, _("Take one of the two out.")
        seen.add(edit.subject)
        wrong = _move_fault(edit, now) if isinstance(edit, MoveAction) else _carry_fault(edit, now)
        if wrong:
            yield edit.id, wrong, _("Take this change out, or write it anew.")


def _move_fault(edit: MoveAction, now: Planned) -> str:
    year = now.years.get(edit.subject)
    if year is None:
        return _("%(name)s is no longer there.") % {"name": edit.label}
    if year != edit.from_year:
        return _("%(name)s stands in %(year)s by now.") % {"name": edit.label, "year": year}
    if edit.to_year <= edit.from_year:
        return _("An action can only move to a later year.")
    return ""


def _carry_fault(edit: CarryProject, now: Planned) -> str:
    if now.projects.get(edit.subject) != edit.from_year or edit.to_year != edit.from_year + 1:
        return _("%(name)s is no longer there.") % {"name": edit.label}
    if (edit.subject, edit.to_year) in now.carried:
        names = {"name": edit.label, "year": edit.to_year}
        return _("%(name)s goes on in %(year)s already.") % names
    return ""

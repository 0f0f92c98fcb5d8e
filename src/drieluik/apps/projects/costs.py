"""Reading costs and cover: per project, and the actions without cover of a year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from drieluik.apps.agreements.focus import list_focus_projects
from drieluik.apps.agreements.rows import ActionRow, MoveRow
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.projects.cost_rows import CostRow, Costs, Total, Uncovered, total_of
from drieluik.apps.projects.models import CostLine
from drieluik.apps.projects.policies import is_partner
from drieluik.apps.projects.rows import BoardProject
from drieluik.apps.projects.selectors import boards_of


def costs_of(
    actions: Iterable[ActionRow], *, municipality_id: int, actor: Actor, year: int | None = None
) -> Costs:
    """Return of every action, party and year the line that counts, if the reader may see it.

    With ``year`` only what counts in that year.

    When a decision moves an action to a later year, what was told before for the year it leaves
    counts in the year it goes to, so that a budget of that year finds it there.
    """
    moves = {action.action_id: action.moves for action in actions}
    newest: dict[tuple[int, int, int], CostRow] = {}
    lines = CostLine.objects.filter(action_id__in=list(moves))
    for line in lines.select_related("party", "recorded_by").order_by("action", "number"):
        counts_in = _counts_in(line, moves[line.action_id])
        if year in (None, counts_in):
            newest[line.action_id, line.party_id, counts_in] = _row(line, counts_in)
    partner = is_partner(actor, municipality_id)
    shown = [row for row in newest.values() if partner or row.audience == "public"]
    shown.sort(key=lambda row: (row.year, row.action_id, row.party_name))
    return Costs(tuple(shown), len(newest) - len(shown))


def last_number(action_id: int) -> int:
    """Return the number of the newest line of an action; 0 when there is none."""
    numbers = CostLine.objects.filter(action_id=action_id).order_by("-number")
    return numbers.values_list("number", flat=True).first() or 0


def list_uncovered(
    *, municipality_id: int, year: int, actor: Actor, on: date
) -> tuple[list[Uncovered], Costs]:
    """Return the actions whose costs in a year are not fully covered, in order of the documents.

    An action that was dropped is left out: it costs nothing any more. The second part holds all
    lines of the year that the reader may see.
    """
    projects = list_focus_projects(municipality_id)
    boards = boards_of(projects, municipality_id=municipality_id, actor=actor, on=on)
    found = costs_of(_actions(boards), municipality_id=municipality_id, actor=actor, year=year)
    by_action: dict[int, list[CostRow]] = defaultdict(list)
    for row in found.rows:
        by_action[row.action_id].append(row)
    return list(_uncovered(boards, by_action)), found


def list_cost_years(*, municipality_id: int) -> list[int]:
    """Return the years in which anything costs something or focus projects are, oldest first."""
    projects = list_focus_projects(municipality_id)
    ids = [action.action_id for project in projects for action in project.actions]
    told = CostLine.objects.filter(action_id__in=ids).values_list("year", flat=True)
    went = {project.year_of(action) for project in projects for action in project.actions}
    return sorted({project.year for project in projects} | went | set(told))


def _actions(boards: Sequence[BoardProject]) -> list[ActionRow]:
    return [one.action for board in boards for one in board.actions]


def _counts_in(line: CostLine, moves: Sequence[MoveRow]) -> int:
    year = line.year
    for move in moves:
        if move.from_year == year and line.recorded_at < move.recorded_at:
            year = move.to_year
    return year


def _uncovered(
    boards: Sequence[BoardProject], by_action: dict[int, list[CostRow]]
) -> Iterable[Uncovered]:
    for board in boards:
        for one in board.actions:
            rows = tuple(by_action.get(one.action.action_id, ()))
            total = total_of(rows)
            if total.missing and not (one.newest and one.newest.state == "dropped"):
                yield Uncovered(board.project, one, rows, total)


def _row(line: CostLine, year: int) -> CostRow:
    return CostRow(
        action_id=line.action_id,
        party_id=line.party_id,
        party_name=line.party.name,
        year=year,
        told_year=line.year,
        total=Total(line.cost, line.cover),
        explanation=line.explanation,
        audience=line.audience,
        audience_label=str(CostLine.Audience(line.audience).label),
        recorded_by=line.recorded_by.name,
        recorded_at=line.recorded_at,
    )

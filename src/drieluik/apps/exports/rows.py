"""What a recipient gets and where each half-year of it stands, as plain rows for pages, mails and API."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from drieluik.apps.exports.consent import Approver
from drieluik.apps.exports.models import ExportEdition, ExportPlan


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A half-year of a recipient.

    Attributes:
        period: Half-year.
        due_on: The day on which its file is made.
        state: ``to_come``, ``lacking`` (its day came and there was nothing to give), ``partly``,
            ``given``, ``empty`` (the newest file says that nothing of the one before it counts) or
            ``gone`` (given, and something in it no longer stands).
        lacking: Name and reason of every chosen table that there is not, now.
        told: The same in words for the recipient.
        gone: What in the newest file no longer stands: the recipient cannot fetch that file.
        editions: The files, newest first.
        goes_on: Whether a next file over it can come.
    """

    period: str
    due_on: date
    state: str
    lacking: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    editions: tuple[ExportEdition, ...]
    goes_on: bool = True

    @property
    def grouped(self) -> list[tuple[str, list[str]]]:
        """Every reason with the names of the tables that lack for it."""
        found: dict[str, list[str]] = {}
        for name, reason in self.lacking:
            found.setdefault(reason, []).append(name)
        return list(found.items())


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a recipient gets, with its half-years, the newest first.

    Attributes:
        goes_on: Whether next files come.
        seen: Fingerprint of what is given by agreement; see ``consent.agreement_of``.
        approvers: The corporations that approve that, for the three sides; none when it is stopped.
        approves_for: Those of them for which the reader can approve now.
    """

    plan: ExportPlan
    public: tuple[str, ...]
    agreed: tuple[str, ...]
    periods: tuple[PeriodRow, ...]
    goes_on: bool
    seen: str = ""
    approvers: tuple[Approver, ...] = ()
    approves_for: tuple[Approver, ...] = ()

    @property
    def stretches(self) -> list[tuple[PeriodRow, PeriodRow]]:
        """The newest and oldest half-year of every row of the list.

        Half-years after each other that have no file for the same reasons share a row: most have
        none, and on a telephone each is a screen long.
        """
        found = [list(rows) for _key, rows in groupby(self.periods, _without_file)]
        return [(rows[0], rows[-1]) for rows in found]


def _without_file(row: PeriodRow) -> object:
    return (row.state, row.lacking) if row.state == "lacking" else row.period

"""Which lights everybody sees now: of every half-year the last opening, unless it was withdrawn.

When the last one was withdrawn there is nothing over that half-year, and not the one before it: that
one was replaced. An agreement that not everybody may read is not there, whatever was opened of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, pairwise
from uuid import UUID

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.publication.lights.rows import Frozen, FrozenClause, FrozenNorm
from drieluik.apps.publication.models import LightOpening
from drieluik.apps.publication.selectors.agreements import agreements_on, find_clause
from drieluik.apps.publication.selectors.names import left_out
from drieluik.core.norms import quotes
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class ShownNorm:
    """One norm as everybody sees it; ``since`` is the first open half-year with this same light."""

    norm: FrozenNorm
    since: str = ""


@dataclass(frozen=True, slots=True)
class ShownClause:
    """One agreement in its public words, with its light; ``light`` is empty when it is not told."""

    words: ClauseRow
    light: str
    norms: tuple[ShownNorm, ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One opening over a half-year; ``replaced_at`` is None for the last one."""

    number: int
    opened_at: datetime
    note: str
    replaced_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """One opening as the parties see it: also by whom, and whether and why it was withdrawn."""

    number: int
    opened_at: datetime
    opened_by: str
    note: str
    shown_hash: str
    withdrawn_at: datetime | None
    withdrawn_because: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The lights over a half-year as everybody sees them.

    Attributes:
        period: The half-year.
        edition: Which opening.
        editions: All openings over the half-year, the last one first.
        clauses: The agreements in the order of the document.
    """

    period: str
    edition: Edition
    editions: tuple[Edition, ...]
    clauses: tuple[ShownClause, ...]

    def of_clause(self, clause_id: UUID) -> ShownClause | None:
        """Return how one agreement stands; None when nothing was opened of it."""
        return next((one for one in self.clauses if one.words.clause_id == clause_id), None)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Lights that everybody saw and sees no more, with the reason that everybody reads."""

    period: str
    number: int
    opened_at: datetime
    withdrawn_at: datetime
    reason: str


@remembered
def list_opened(*, municipality_id: int, on: date) -> tuple[Opened, ...]:
    """Return the lights that everybody sees on a day, the last half-year first."""
    counting = _open_by_period(municipality_id)
    if not counting:
        return ()
    words = _Words(municipality_id, on)
    found = [_opened(rows[-1], rows, words) for rows in counting]
    oldest_first = sorted(found, key=lambda one: one.period)
    return tuple(reversed(list(_with_since(oldest_first))))


def find_opened(
    *, municipality_id: int, period: str, on: date, number: int | None = None
) -> Opened | None:
    """Return the lights over one half-year; those of an earlier opening when a number is asked."""
    last = next(
        (
            one
            for one in list_opened(municipality_id=municipality_id, on=on)
            if one.period == period
        ),
        None,
    )
    if last is None or number in (None, last.edition.number):
        return last
    rows = next(rows for rows in _open_by_period(municipality_id) if rows[0].period == period)
    asked = next((row for row in rows if row.number == number), None)
    return _opened(asked, rows, _Words(municipality_id, on)) if asked else None


def list_withdrawn_lights(*, municipality_id: int) -> list[Withdrawn]:
    """Return the lights that were taken off the site, the last one first."""
    clean = left_out(municipality_id)
    found = []
    for rows in _by_period(municipality_id):
        first = None
        for row in rows:
            first = first or row.opened_at
            if hasattr(row, "withdrawal"):
                taken = row.withdrawal
                said = clean(taken.reason)
                found.append(Withdrawn(row.period, row.number, first, taken.withdrawn_at, said))
                first = None
    return sorted(found, key=lambda one: one.withdrawn_at, reverse=True)


def list_editions(*, municipality_id: int) -> dict[str, tuple[KeptEdition, ...]]:
    """Return by half-year every opening, the last one first."""
    return {
        rows[0].period: tuple(map(_kept, reversed(rows))) for rows in _by_period(municipality_id)
    }


def as_seen(*, municipality_id: int, frozen: Frozen, on: date) -> tuple[ShownClause, ...]:
    """Return what everybody would see of something frozen."""
    return tuple(_clauses(frozen.clauses, _Words(municipality_id, on)))


class _Words:
    """The public words of agreements: those of today, or the last ones that everybody may read."""

    def __init__(self, municipality_id: int, on: date) -> None:
        self._place, self._on = municipality_id, on
        shown = agreements_on(municipality_id=municipality_id, day=on, on=on).register
        self._now = {one.clause_id: one for one in shown.clauses} if shown else {}
        self.clean = left_out(municipality_id)

    def of(self, clause_id: UUID) -> ClauseRow | None:
        """Return the words of an agreement; None when not everybody may read them."""
        if clause_id in self._now:
            return self._now[clause_id]
        found = find_clause(
            municipality_id=self._place, clause_id=clause_id, day=self._on, on=self._on
        )
        return found.words if found else None


def _by_period(municipality_id: int) -> list[list[LightOpening]]:
    rows = LightOpening.objects.filter(municipality_id=municipality_id)
    rows = rows.select_related("withdrawal", "opened_by").order_by("period", "number")
    return [list(found) for _period, found in groupby(rows, key=lambda row: row.period)]


def _open_by_period(municipality_id: int) -> list[list[LightOpening]]:
    """Return the openings that everybody may read: what was withdrawn takes all before it along."""
    found = [_since_withdrawal(rows) for rows in _by_period(municipality_id)]
    return [rows for rows in found if rows]


def _since_withdrawal(rows: Sequence[LightOpening]) -> list[LightOpening]:
    gone = [at for at, row in enumerate(rows) if hasattr(row, "withdrawal")]
    return list(rows[gone[-1] + 1 :]) if gone else list(rows)


def _kept(row: LightOpening) -> KeptEdition:
    withdrawal = getattr(row, "withdrawal", None)
    return KeptEdition(
        number=row.number,
        opened_at=row.opened_at,
        opened_by=row.opened_by.name,
        note=row.note,
        shown_hash=row.shown_hash,
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
        withdrawn_because=withdrawal.reason if withdrawal else "",
    )


def _opened(row: LightOpening, rows: Sequence[LightOpening], words: _Words) -> Opened:
    follows = {old.number: new.opened_at for old, new in pairwise(rows)}
    editions = [
        Edition(one.number, one.opened_at, words.clean(one.note), follows.get(one.number))
        for one in rows
    ]
    return Opened(
        period=row.period,
        edition=next(one for one in editions if one.number == row.number),
        editions=tuple(reversed(editions)),
        clauses=tuple(_clauses(Frozen.from_json(row.shown).clauses, words)),
    )


def _clauses(rows: Sequence[FrozenClause], words: _Words) -> Iterator[ShownClause]:
    found = [
        ShownClause(
            public,
            one.light,
            tuple(ShownNorm(_in_public_words(each, public)) for each in one.norms),
        )
        for one in rows
        if (public := words.of(one.clause_id)) is not None
    ]
    yield from sorted(found, key=lambda one: one.words.position)


def _in_public_words(norm: FrozenNorm, words: ClauseRow) -> FrozenNorm:
    """Leave out a quotation of words that no longer stand there: perhaps they were taken off."""
    return norm if quotes(norm.quotation, words.text) else replace(norm, quotation="")


def _with_since(oldest_first: Sequence[Opened]) -> Iterator[Opened]:
    """Add since which half-year each light is as it is, by what is open and nothing else."""
    before: dict[tuple[object, ...], tuple[str, str]] = {}
    last = ""
    for opened in oldest_first:
        if last and str(Period.parse(last).next()) != opened.period:
            # what is not open between says nothing, so nothing goes on over it
            before = {}
        last, now = opened.period, {}
        for key, light in _lights(opened):
            was, first = before.get(key, ("", ""))
            now[key] = (light, first if was == light else opened.period)
        since = {key: first for key, (light, first) in now.items() if light}
        clauses = tuple(
            replace(
                one,
                since=since.get(_of_clause(one), ""),
                norms=tuple(
                    replace(each, since=since.get(_of_norm(each), "")) for each in one.norms
                ),
            )
            for one in opened.clauses
        )
        before = now
        yield replace(opened, clauses=clauses)


def _lights(opened: Opened) -> Iterator[tuple[tuple[object, ...], str]]:
    for one in opened.clauses:
        yield _of_clause(one), one.light
        yield from ((_of_norm(each), each.norm.light) for each in one.norms)


def _of_norm(one: ShownNorm) -> tuple[object, ...]:
    """Return whose light it is: of the norm in these words, for other words are another norm."""
    return one.norm.norm_id, one.norm.wording


def _of_clause(one: ShownClause) -> tuple[object, ...]:
    return one.words.clause_id, *sorted(_of_norm(each) for each in one.norms)

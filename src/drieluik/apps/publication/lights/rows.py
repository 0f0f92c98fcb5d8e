"""Opened lights as frozen rows, and as the JSON that is kept of them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from drieluik.core.flows import FigureBehind, NotShown

MEASURED, CASES, JUDGED, BY_HAND, NOTHING = "measured", "cases", "judged", "by_hand", "nothing"
"""On what a light rests, and so how certain it is; the words are in ``wording``."""


@dataclass(frozen=True, slots=True)
class FrozenNorm:
    """How one norm stood when it was opened.

    Attributes:
        norm_id: The norm.
        wording: Id of its wording.
        light: How it stood; empty when it is not shown.
        not_shown: One of ``NotShown``; empty when it is shown.
        rests_on: One of the words above; empty when it is not shown.
        figure_id: The figure; empty when people judge.
        figure_nl: What people called it.
        quotation: The words of the agreement that it leans on.
        period: Of the figure; empty without one.
    """

    norm_id: UUID
    wording: int
    light: str
    not_shown: str
    rests_on: str
    figure_id: str
    figure_nl: str
    quotation: str
    period: str


@dataclass(frozen=True, slots=True)
class FrozenClause:
    """How an agreement stood: by all its norms together when all of those are shown."""

    clause_id: UUID
    light: str
    norms: tuple[FrozenNorm, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    """All that an opening shows."""

    clauses: tuple[FrozenClause, ...]

    def to_json(self) -> str:
        """Return it as JSON, the same for the same rows."""
        rows = [asdict(one) for one in self.clauses]
        return json.dumps(rows, ensure_ascii=False, sort_keys=True, default=str)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read it back."""
        return cls(
            tuple(
                FrozenClause(
                    UUID(one["clause_id"]),
                    one["light"],
                    tuple(
                        FrozenNorm(**each | {"norm_id": UUID(each["norm_id"])})
                        for each in one["norms"]
                    ),
                )
                for one in json.loads(text)
            )
        )

    @property
    def fingerprint(self) -> str:
        """Changes when anything of it does."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @property
    def norms(self) -> dict[UUID, FrozenNorm]:
        """Every norm by its id."""
        return {each.norm_id: each for one in self.clauses for each in one.norms}


Weighed = Mapping[UUID, tuple[FigureBehind, ...]]
"""By norm the figures that decided whether its light is shown; never told."""


def weighed_json(weighed: Weighed) -> str:
    """Return what lights were weighed by as JSON."""
    rows = {str(norm_id): [asdict(one) for one in found] for norm_id, found in weighed.items()}
    return json.dumps(rows, sort_keys=True)


def weighed_from_json(text: str) -> Weighed:
    """Read it back."""
    return {UUID(norm_id): _behind(rows) for norm_id, rows in json.loads(text).items()}


def _behind(rows: Iterable[Mapping[str, Any]]) -> tuple[FigureBehind, ...]:
    return tuple(FigureBehind(**one) for one in rows)


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be shown when the lights of a half-year are opened, with what was weighed."""

    period: str
    frozen: Frozen
    weighed: Weighed

    @property
    def n_shown(self) -> int:
        """How many norms have a light that is shown."""
        return sum(not one.not_shown for one in self.frozen.norms.values())

    @property
    def not_shown(self) -> dict[str, int]:
        """How many norms are not shown, by reason."""
        reasons = [one.not_shown for one in self.frozen.norms.values()]
        return {one.value: n for one in NotShown if (n := reasons.count(one.value))}

"""Norms with all their wordings, and which wording counted in which period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import QuerySet

from drieluik.apps.monitor.models import Norm, NormText
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.definitions import get_definitions
from drieluik.core.indicators import Indicator, indicator
from drieluik.core.tables import Period

_YEARS = 3


class Looked(Protocol):
    """The half-years that lights are told of, in order, and the last one of them."""

    @property
    def periods(self) -> list[str]: ...

    @property
    def last_period(self) -> str: ...


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One wording of a norm with its history.

    ``agreed`` are the definitions with which it was agreed: indicator, version and moment.
    """

    id: int
    norm_id: UUID
    clause_id: UUID
    number: int
    text: str
    kind: str
    indicator_id: str
    quotation: str
    explanation: str
    from_period: str
    state: str
    state_label: str
    written_by: str
    written_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    retired_at: datetime | None
    retired_from_period: str
    retired_because: str
    agreed: tuple[tuple[str, int, datetime], ...] = ()

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The indicators whose figures make its light; see ``core.norms``."""
        return stored(self.text).rests_on

    def agreed_versions(self, indicator_id: str) -> tuple[int, ...]:
        """Return with which versions it was agreed; the first, of before they were kept."""
        kept = (version for one, version, _at in self.agreed if one == indicator_id)
        return tuple(kept) or (1,)

    @property
    def agreed_definitions(self) -> list[tuple[Indicator, tuple[int, ...]]]:
        """The card of each figure it rests on, with the versions it was agreed with."""
        return [(indicator(one), self.agreed_versions(one)) for one in self.rests_on]

    @property
    def is_judged(self) -> bool:
        """Whether people judge, because no figure tells it."""
        return self.indicator_id == ""


@dataclass(frozen=True, slots=True)
class NormRow:
    """A norm with its wordings, oldest first."""

    norm_id: UUID
    clause_id: UUID
    wordings: tuple[WordingRow, ...]

    @property
    def latest(self) -> WordingRow:
        """The wording written last, whatever its state."""
        return self.wordings[-1]

    @property
    def draft(self) -> WordingRow | None:
        """The draft that waits for confirmation."""
        return self.latest if self.latest.state == NormText.State.DRAFT else None

    def counting_in(self, period: str) -> WordingRow | None:
        """Return the wording by which a period is tested; None when the norm does not count."""
        confirmed = [
            wording
            for wording in self.wordings
            if wording.confirmed_at is not None and wording.from_period <= period
        ]
        if not confirmed:
            return None
        chosen = confirmed[-1]
        ended = chosen.retired_from_period
        return None if ended and ended <= period else chosen


def list_norms(
    *,
    municipality_id: int,
    clause_ids: Sequence[UUID] | None = None,
    known_at: datetime | None = None,
) -> list[NormRow]:
    """Return the norms of a municipality, or of some of its agreements, in order of writing.

    As known at a moment: what was confirmed or retired later is not yet so.
    """
    texts = NormText.objects.filter(norm__municipality_id=municipality_id)
    if clause_ids is not None:
        texts = texts.filter(norm__clause_id__in=clause_ids)
    if known_at is not None:
        texts = texts.filter(written_at__lte=known_at)
    rows = _grouped(_with_names(texts).order_by("id"))
    if known_at is None:
        return rows
    return [
        replace(row, wordings=tuple(_as_known(one, known_at) for one in row.wordings))
        for row in rows
    ]


def _as_known(wording: WordingRow, known_at: datetime) -> WordingRow:
    if wording.retired_at is not None and wording.retired_at > known_at:
        wording = replace(wording, retired_at=None, retired_from_period="", retired_because="")
    if wording.confirmed_at is not None and wording.confirmed_at > known_at:
        wording = replace(wording, confirmed_at=None, confirmed_by="")
    return replace(wording, agreed=tuple(one for one in wording.agreed if one[2] <= known_at))


def find_norm(*, municipality_id: int, norm_id: UUID) -> NormRow | None:
    """Return one norm, or None."""
    texts = NormText.objects.filter(norm__municipality_id=municipality_id, norm_id=norm_id)
    rows = _grouped(_with_names(texts).order_by("id"))
    return rows[0] if rows else None


def municipality_of_norm(norm_id: str) -> int:
    """Return in which municipality a norm counts."""
    return int(Norm.objects.values_list("municipality_id", flat=True).get(id=norm_id))


def find_wording(*, municipality_id: int, norm_text_id: int) -> WordingRow | None:
    """Return one wording, or None."""
    texts = NormText.objects.filter(norm__municipality_id=municipality_id, id=norm_text_id)
    text = _with_names(texts).first()
    return _wording(text) if text else None


def versions_to_agree(wording: WordingRow, municipality_id: int) -> tuple[Indicator, ...]:
    """Return the cards by which its figures count or will count, and it was not agreed with."""
    definitions = get_definitions(municipality_id=municipality_id)
    return tuple(
        indicator(one, version)
        for one in wording.rests_on
        for version in definitions.versions_since(one, wording.from_period)
        if version not in wording.agreed_versions(one)
    )


def periods_to_count_from(lights: Looked) -> list[str]:
    """Return the half-years from which a norm can count: all with figures, and the next years."""
    first = Period.parse((lights.periods or [lights.last_period])[0])
    each, found = first, []
    while each.year < first.year + _YEARS + len(lights.periods) // 2:
        found.append(str(each))
        each = each.next()
    return found


def _with_names(texts: QuerySet[NormText]) -> QuerySet[NormText]:
    return texts.select_related("norm", "written_by", "confirmed_by").prefetch_related("versions")


def _grouped(texts: Iterable[NormText]) -> list[NormRow]:
    by_norm: dict[UUID, list[WordingRow]] = {}
    for text in texts:
        by_norm.setdefault(text.norm_id, []).append(_wording(text))
    return [
        NormRow(norm_id, wordings[0].clause_id, tuple(wordings))
        for norm_id, wordings in by_norm.items()
    ]


def _wording(text: NormText) -> WordingRow:
    return WordingRow(
        id=text.id,
        norm_id=text.norm_id,
        clause_id=text.norm.clause_id,
        number=text.number,
        text=text.text,
        kind=text.kind,
        indicator_id=text.indicator_id,
        quotation=text.quotation,
        explanation=text.explanation,
        from_period=text.from_period,
        state=text.state,
        state_label=str(text.get_state_display()),
        written_by=text.written_by.name if text.written_by else "",
        written_at=text.written_at,
        confirmed_by=text.confirmed_by.name if text.confirmed_by else "",
        confirmed_at=text.confirmed_at,
        retired_at=text.retired_at,
        retired_from_period=text.retired_from_period,
        retired_because=text.retired_because,
        agreed=tuple((row.indicator_id, row.version, row.agreed_at) for row in text.versions.all()),
    )

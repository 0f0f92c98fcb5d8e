"""What is public now: of every table over every half-year the last that went out.

When the last one was withdrawn, or could not be protected, there is nothing, and not the one before
it: that one was corrected.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.releases.extensions import list_given
from drieluik.apps.releases.models import PreparedTable, Publication
from drieluik.core.disclosure import read_release
from drieluik.core.flows import PublicTable, public_table


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """A table that is public.

    Attributes:
        table: What is counted.
        period: Half-year.
        place: Which of the tables of the figure.
        release: What the public sees, as JSON.
        release_hash: Fingerprint of it.
        publication_id: The publication it went out in.
        published_at: When.
        note: What it corrects; empty when it corrects nothing.
        calculation_id: The calculation that it was made from.
    """

    table: PublicTable
    period: str
    place: int
    release: str
    release_hash: str
    publication_id: UUID
    published_at: datetime
    note: str
    calculation_id: UUID | None


@dataclass(frozen=True, slots=True)
class WithdrawnFigures:
    """Figures that were public and are no more.

    Attributes:
        period: Half-year.
        number: Which publication over it.
        names: What they counted.
        published_at: Since when they were public.
        withdrawn_at: Until when.
        told: Why, in words for everybody; empty when nobody wrote them.
    """

    period: str
    number: int
    names: tuple[str, ...]
    published_at: datetime
    withdrawn_at: datetime
    told: str


def list_withdrawn(*, municipality_id: int) -> list[WithdrawnFigures]:
    """Return the publications that were withdrawn, the last one first."""
    rows = Publication.objects.filter(
        municipality_id=municipality_id,
        state=Publication.State.WITHDRAWN,
        published_at__isnull=False,
        ended_at__isnull=False,
    )
    return [
        WithdrawnFigures(
            period=row.period,
            number=row.number,
            names=_names_out(row),
            published_at=row.published_at,
            withdrawn_at=row.ended_at,
            told=row.told_public,
        )
        for row in rows.order_by("-ended_at")
        if row.published_at is not None and row.ended_at is not None
    ]


def _names_out(row: Publication) -> tuple[str, ...]:
    """Return what the tables counted that really went out, each once."""
    out = row.tables.exclude(release="").order_by("id").values_list("table_id", flat=True)
    return tuple(public_table(each).name_nl for each in dict.fromkeys(out))


@remembered
def list_public(*, municipality_id: int) -> tuple[PublicFigures, ...]:
    """Return all tables that are public, the latest half-year first."""
    rows = (
        PreparedTable.objects.filter(
            publication__municipality_id=municipality_id,
            publication__published_at__isnull=False,
        )
        .select_related("publication")
        .defer("kept")
        .order_by("-publication__number", "id")
    )
    asked: dict[tuple[str, str], list[UUID]] = {}
    for row in rows:
        known = asked.setdefault((row.publication.period, row.table_id), [])
        if row.publication_id not in known:
            known.append(row.publication_id)
    found = []
    for row in rows:
        last, *before = asked[row.publication.period, row.table_id]
        is_out = row.publication.state == Publication.State.PUBLISHED and bool(row.release)
        if last == row.publication_id and is_out:
            found.append(_public(row, corrects=bool(before)))
    return tuple(sorted(found, key=lambda one: one.period, reverse=True))


def find_public(*, municipality_id: int, table_id: str, period: str) -> tuple[PublicFigures, ...]:
    """Return the tables of a figure over a half-year that are public; empty when there are none."""
    return tuple(
        one
        for one in list_public(municipality_id=municipality_id)
        if one.table.id == table_id and one.period == period
    )


def hidden_totals(*, municipality_id: int) -> frozenset[tuple[str, str]]:
    """Return indicator and half-year of figures of which a total ever went out as hidden.

    In a publication, or in a table that a recipient outside was given: it can read a light as well.
    """
    rows = PreparedTable.objects.filter(
        publication__municipality_id=municipality_id, publication__published_at__isnull=False
    ).exclude(release="")
    out = [
        (row.table_id, row.publication.period, row.release)
        for row in rows.select_related("publication").defer("kept")
    ]
    out += [(one.table_id, one.period, one.release) for one in list_given(municipality_id)]
    return frozenset(
        (indicator_id, period)
        for table_id, period, release in out
        if hides_a_total(release)
        for indicator_id in public_table(table_id).indicator_ids
    )


def hides_a_total(release: str) -> bool:
    """Tell whether a release does not tell a figure of all areas or corporations together exactly."""
    content = read_release(release)
    total = content.dimensions[0].total
    return any(
        not isinstance(value, float | int)
        for place, value in zip(content.places, content.shown, strict=True)
        if place[0] == total
    )


def _public(row: PreparedTable, *, corrects: bool) -> PublicFigures:
    published_at = row.publication.published_at
    if published_at is None:
        raise ValueError("a public table has a moment")
    return PublicFigures(
        table=public_table(row.table_id),
        period=row.publication.period,
        place=row.place,
        release=row.release,
        release_hash=row.release_hash,
        publication_id=row.publication_id,
        published_at=published_at,
        note=row.publication.note if corrects else "",
        calculation_id=row.calculation_id,
    )

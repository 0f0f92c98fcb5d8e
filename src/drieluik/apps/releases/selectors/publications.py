"""Publications as the parties see them: where each stands, its tables, and who has approved."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from drieluik.apps.organisations.mergers import heirs
from drieluik.apps.organisations.selectors import list_parties, list_parties_by_id
from drieluik.apps.releases.models import PreparedTable, Publication
from drieluik.core.flows import Shape

_LARGE = ("release", "kept")


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One publication."""

    row: Publication

    @property
    def progress(self) -> tuple[int, int]:
        """How many figures were done, and of how many."""
        done = self.row.tables.values_list("table_id", flat=True).distinct().count()
        return done, len(self.row.table_ids)


@dataclass(frozen=True, slots=True)
class ToApprove:
    """A party that approves; ``approved_at`` is None as long as it has not."""

    party_id: int
    name: str
    approved_by: str
    approved_at: datetime | None


def list_publications(*, municipality_id: int) -> list[Publication]:
    """Return all publications, the latest half-year first; ``later`` is the number of the last."""
    later = Publication.objects.filter(
        municipality_id=municipality_id,
        period=OuterRef("period"),
        number__gt=OuterRef("number"),
        published_at__isnull=False,
    )
    rows = Publication.objects.filter(municipality_id=municipality_id)
    rows = rows.annotate(later=Subquery(later.order_by("-number").values("number")[:1]))
    return list(rows.select_related("published_by", "ended_by"))


def list_prepared(*, municipality_id: int) -> list[Publication]:
    """Return what waits for approval or for being made public: there is something in it."""
    rows = Publication.objects.filter(municipality_id=municipality_id)
    prepared = rows.filter(state=Publication.State.PREPARED)
    return [row for row in prepared if not row.came_to_nothing]


def find_publication(*, municipality_id: int, publication_id: UUID) -> PublicationRow | None:
    """Return one publication of a municipality, or None."""
    rows = Publication.objects.filter(municipality_id=municipality_id, id=publication_id)
    row = rows.select_related("begun_by", "published_by", "ended_by").first()
    return None if row is None else PublicationRow(row)


def tables_of(row: Publication) -> list[PreparedTable]:
    """Return the tables of a publication in the order of the catalogue, without what is kept."""
    return list(row.tables.defer("kept").order_by("id"))


@dataclass(frozen=True, slots=True)
class Try:
    """What came of the same figures in another publication over the half-year, to compare shapes.

    Attributes:
        table_id: Which table.
        number: Of the publication.
        shape: In which shape it was asked.
        n_hidden: How many figures were not shown; None when it could not be protected.
    """

    table_id: str
    number: int
    shape: Shape
    n_hidden: int | None


def tries_of(row: Publication) -> list[Try]:
    """Return the other publications of the same, uncorrected figures, the first one first."""
    now = {one.table_id: one.input_hash for one in tables_of(row)}
    others = (
        PreparedTable.objects.filter(
            publication__municipality_id=row.municipality_id, publication__period=row.period
        )
        .exclude(publication_id=row.id)
        .exclude(input_hash="")
        .select_related("publication")
        .defer("kept", "release")
        .order_by("publication__number", "id")
    )
    found: dict[tuple[int, str], Try] = {}
    for one in others:
        if now.get(one.table_id) != one.input_hash:
            continue
        key = one.publication.number, one.table_id
        before = found.get(key)
        protected = one.outcome == PreparedTable.Outcome.PROTECTED
        n_hidden = one.n_hidden if protected else None
        if before is not None:
            both = before.n_hidden is not None and n_hidden is not None
            n_hidden = (before.n_hidden or 0) + (n_hidden or 0) if both else None
        found[key] = Try(one.table_id, key[0], one.publication.shape_of(one.table_id), n_hidden)
    return list(found.values())


def fingerprint(row: Publication) -> str:
    """Return the fingerprint of all tables of a publication: what somebody saw and approved."""
    hashes = row.tables.order_by("id").values_list("release_hash", flat=True)
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def parties_to_approve(row: Publication) -> list[ToApprove]:
    """Return the municipality and every corporation with figures in it, with its approval."""
    on = timezone.localdate(row.begun_at)
    heir_of = heirs(row.municipality_id, on)
    # for who merged into another, that other approves
    owners = [heir_of.get(one.id, one) for one in list_parties_by_id(party_ids=row.owner_ids)]
    here = list_parties(municipality_id=row.municipality_id, on=on, kind="municipality")
    wanted = {one.id: one for one in (*here, *owners)}
    given = {one.party_id: one for one in row.approvals.select_related("approved_by")}
    return [
        ToApprove(
            one.id,
            one.name,
            given[one.id].approved_by.name if one.id in given else "",
            given[one.id].approved_at if one.id in given else None,
        )
        for one in sorted(
            wanted.values(), key=lambda one: (one.kind != one.Kind.MUNICIPALITY, one.name)
        )
    ]


def tables_being_made(*, municipality_id: int, period: str = "") -> frozenset[str]:
    """Return the tables over a half-year, or any, in a publication that is not public yet."""
    rows = Publication.objects.filter(
        municipality_id=municipality_id,
        state__in=[Publication.State.PREPARING, Publication.State.PREPARED],
    )
    if period:
        rows = rows.filter(period=period)
    return frozenset(each for row in rows for each in row.table_ids)

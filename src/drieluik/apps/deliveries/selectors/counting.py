"""Which tables count once a part is accepted: its own, and of the rest what was accepted before.

One rule for the acceptance itself, for what is foreseen of it and for what may not be split.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.db.models import Exists, OuterRef

from drieluik.apps.deliveries import kept_files
from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.deliveries.selectors.applying import reasons_not_applicable
from drieluik.core.plausibility import Misfit, misfits
from drieluik.core.tables import TABLES, Period

Verdict = Acceptance.Verdict


@dataclass(frozen=True, slots=True)
class Counting:
    """What would count of a corporation for a half-year in a municipality.

    Attributes:
        part: The part that is decided on.
        now: The part that counts until then; None when none does.
        own: Where each table of this part is kept, by table id.
        paths: Where each table that would count is kept, by table id.
        kept_from: Of the tables that are not of this part: the delivery in which each came.
        still_back: Tables sent back before that are not in this file, with the reason given then.
    """

    part: Acceptance
    now: Acceptance | None
    own: Mapping[str, Path]
    paths: Mapping[str, Path]
    kept_from: Mapping[str, str]
    still_back: Mapping[str, str]

    @property
    def is_mixed(self) -> bool:
        """Whether something else counts than this part as it was delivered."""
        return self.paths != self.own

    def keep(self) -> str:
        """Keep the tables that would count as a set of their own; returns its name."""
        return kept_files.keep_chosen(self.paths) if self.is_mixed else self.part.tables_hash


def tables_named(names: Collection[str]) -> tuple[str, ...]:
    """Return the tables among some names, in the order of the workbook; what is no table is left out."""
    return tuple(table.id for table in TABLES if table.id in names)


def what_would_count(part: Acceptance, sent_back: Collection[str] = ()) -> Counting:
    """Return what counts once a part is accepted without some of its tables.

    A table that is sent back, or that is not in the file at all, counts as it was accepted before
    for the same half-year; without that it is unknown. One that does not apply is never kept.
    """
    period = Period(part.year, part.half)
    own = kept_files.table_paths(part.tables_hash)
    paths = {table_id: path for table_id, path in own.items() if table_id not in sent_back}
    now = find_counting(part)
    kept: dict[str, str] = {}
    still_back: dict[str, str] = {}
    if now is not None and (len(paths) < len(TABLES)):
        left_out = reasons_not_applicable(party_id=part.party_id, period=period)
        wanted = {table.id for table in TABLES} - paths.keys() - left_out.keys()
        earlier = kept_files.table_paths(now.counting_hash)
        kept = {one: now.source_of(one) for one in sorted(wanted & earlier.keys())}
        paths |= {one: earlier[one] for one in kept}
        still_back = {
            row.table_id: row.reason
            for row in now.sent_back.all()
            if row.table_id in wanted - own.keys()
        }
    return Counting(part, now, own, paths, kept, still_back)


def find_counting(part: Acceptance) -> Acceptance | None:
    """Return the part of another file that counts for the same corporation, half-year and place."""
    rows = Acceptance.objects.filter(
        party_id=part.party_id,
        year=part.year,
        half=part.half,
        municipality_id=part.municipality_id,
        verdict=Verdict.ACCEPTED,
    )
    return rows.exclude(pk=part.pk).select_related("delivery").first()


def counting_tables(
    *, municipality_id: int, delivery_ids: Collection[str]
) -> dict[str, frozenset[str]]:
    """Return of some deliveries which of their tables count now in a municipality, by delivery."""
    own = Acceptance.objects.filter(delivery_id__in=delivery_ids, municipality_id=municipality_id)
    same = own.filter(party_id=OuterRef("party_id"), year=OuterRef("year"), half=OuterRef("half"))
    accepted = Acceptance.objects.filter(
        Exists(same), municipality_id=municipality_id, verdict=Verdict.ACCEPTED
    )
    found: dict[str, set[str]] = defaultdict(set)
    for part in accepted:
        for table_id in kept_files.table_paths(part.counting_hash):
            found[part.source_of(table_id)].add(table_id)
    return {delivery_id: frozenset(tables) for delivery_id, tables in found.items()}


def tables_kept(
    *, party_id: int, period: Period, municipality_ids: Collection[int]
) -> frozenset[str]:
    """Return the tables of a half-year that count in every one of some municipalities."""
    parts = Acceptance.objects.filter(
        party_id=party_id,
        year=period.year,
        half=period.half,
        municipality_id__in=municipality_ids,
        verdict=Verdict.ACCEPTED,
    )
    found = {
        part.municipality_id: frozenset(kept_files.table_paths(part.counting_hash))
        for part in parts
    }
    if not municipality_ids or found.keys() != set(municipality_ids):
        return frozenset()
    return frozenset.intersection(*found.values())


def sheets_counting_still(part: Acceptance) -> list[str]:
    """Return the sheets of a part that count now."""
    own = str(part.delivery_id)
    found = counting_tables(municipality_id=part.municipality_id, delivery_ids=[own])
    return [table.sheet_nl for table in TABLES if table.id in found.get(own, ())]


def what_does_not_fit(counting: Counting) -> list[Misfit]:
    """Return the rules between tables that hold in each file and not in what would count."""
    if not counting.is_mixed:
        return []
    own = _frames(counting.own)
    earlier = _frames(kept_files.table_paths(counting.now.counting_hash)) if counting.now else {}
    mixed = {
        table_id: (earlier if table_id in counting.kept_from else own)[table_id]
        for table_id in counting.paths
    }
    return misfits(mixed, [own, earlier], _before(counting.part))


def does_not_fit_what_counts(delivery: Delivery) -> list[Misfit]:
    """Return the rules between tables that a file breaks beside what counts on where it lacks tables."""
    found: list[Misfit] = []
    for part in delivery.parts.all():
        found += what_does_not_fit(what_would_count(part))
    return found


def _before(part: Acceptance) -> dict[str, pl.DataFrame]:
    period = Period(part.year, part.half).previous()
    found = Acceptance.objects.filter(
        party_id=part.party_id,
        year=period.year,
        half=period.half,
        municipality_id=part.municipality_id,
        verdict=Verdict.ACCEPTED,
    ).first()
    return _frames(kept_files.table_paths(found.counting_hash)) if found is not None else {}


def _frames(paths: Mapping[str, Path]) -> dict[str, pl.DataFrame]:
    return {table_id: pl.read_parquet(path) for table_id, path in paths.items()}

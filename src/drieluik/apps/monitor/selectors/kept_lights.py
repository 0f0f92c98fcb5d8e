"""Reads what lights are told from: kept standings, what parties said, and whom agreements bind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from drieluik.apps.agreements import selectors as agreements
from drieluik.apps.monitor.judged import Said
from drieluik.apps.monitor.models import Judgement, Standing
from drieluik.apps.monitor.selectors.coverage import Coverage


def standings_of(wording_ids: Iterable[int]) -> dict[tuple[UUID, int, str], Standing]:
    """Return the kept lights of wordings by calculation, wording and party."""
    rows = Standing.objects.filter(norm_text_id__in=list(wording_ids))
    return {(row.calculation_id, row.norm_text_id, row.party_code): row for row in rows}


def coverages_of(
    standings: Mapping[tuple[UUID, int, str], Standing], names: Mapping[str, str]
) -> dict[tuple[UUID, int], Coverage]:
    """Return per calculation and wording whose figures are in the figure of all together."""
    asked: dict[tuple[UUID, int], list[Standing]] = defaultdict(list)
    for (calculation_id, wording_id, code), row in standings.items():
        if code:
            asked[calculation_id, wording_id].append(row)
    return {
        key: Coverage(
            len(rows),
            tuple(
                (row.party_code, names.get(row.party_code, row.party_code))
                for row in sorted(rows, key=lambda row: row.id)
                # who lacks only the figure of last year does have one now
                if row.reason_code == "party_missing" and row.low is None
            ),
        )
        for key, rows in asked.items()
    }


def said_of(norm_ids: Iterable[UUID]) -> dict[UUID, list[Said]]:
    """Return what parties said about their own effort for norms, oldest first."""
    rows = Judgement.objects.filter(norm_id__in=list(norm_ids)).select_related("party", "judged_by")
    found: dict[UUID, list[Said]] = defaultdict(list)
    for row in rows.order_by("judged_at", "id"):
        found[row.norm_id].append(
            Said(
                party_code=row.party.code,
                period=row.period,
                verdict=row.verdict,
                verdict_label=str(row.get_verdict_display()),
                reason=row.reason,
                by=row.judged_by.name if row.judged_by else "",
                at=row.judged_at,
            )
        )
    return found


def bound_of(clause_ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """Return code and name of the parties that agreements bind."""
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for row in agreements.list_bound(clause_ids):
        found[row.clause_id].append((row.party_code, row.party_name))
    return found

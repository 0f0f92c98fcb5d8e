"""The norms as proposals see them: what counts now, by which an older proposal is known as stale."""

from collections import Counter

from drieluik.apps.agreements.proposals.norming import NormNow, NormsNow
from drieluik.apps.monitor.models import NormText
from drieluik.apps.monitor.selectors.norms import NormRow, WordingRow, list_norms


def norms_now(municipality_id: int) -> NormsNow:
    """Return the norms that count, each in its newest confirmed wording.

    A draft that waits for confirmation counts for nothing, and neither does a norm that ends.
    """
    norms = list_norms(municipality_id=municipality_id)
    counting = {str(norm.norm_id): _now(norm, found) for norm in norms if (found := in_use(norm))}
    return NormsNow(counting, Counter(str(norm.clause_id) for norm in norms))


def in_use(norm: NormRow) -> WordingRow | None:
    """Return the newest confirmed wording; None when it was retired or there never was one."""
    confirmed = [one for one in norm.wordings if one.confirmed_at is not None]
    newest = confirmed[-1] if confirmed else None
    return newest if newest and newest.state == NormText.State.CONFIRMED else None


def _now(norm: NormRow, wording: WordingRow) -> NormNow:
    return NormNow(
        str(norm.norm_id), str(norm.clause_id), wording.number, wording.text, wording.explanation
    )

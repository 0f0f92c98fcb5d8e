"""Norms and definitions as proposals see them: what counts now, so that an older one is known as stale."""

from collections import Counter, defaultdict

from drieluik.apps.agreements.proposals.defining import DefinitionNow, DefinitionsNow
from drieluik.apps.agreements.proposals.norming import NormNow, NormsNow, norm_name
from drieluik.apps.monitor.models import NormText
from drieluik.apps.monitor.selectors.definitions import get_definitions
from drieluik.apps.monitor.selectors.norms import NormRow, WordingRow, list_norms
from drieluik.core.indicators import INDICATORS


def norms_now(municipality_id: int) -> NormsNow:
    """Return the norms that count, each in its newest confirmed wording.

    A draft that waits for confirmation counts for nothing, and neither does a norm that ends.
    """
    norms = list_norms(municipality_id=municipality_id)
    counting = {str(norm.norm_id): _now(norm, found) for norm in norms if (found := in_use(norm))}
    return NormsNow(counting, Counter(str(norm.clause_id) for norm in norms))


def definitions_now(municipality_id: int) -> DefinitionsNow:
    """Return how every indicator of the product counts, as it was decided last."""
    definitions = get_definitions(municipality_id=municipality_id)
    norms: dict[str, dict[str, str]] = defaultdict(dict)
    for norm in list_norms(municipality_id=municipality_id):
        wording = in_use(norm)
        if wording is None:
            continue
        for indicator_id in wording.rests_on:
            norms[indicator_id][str(norm.norm_id)] = norm_name(wording.text)
    found = {}
    for first in INDICATORS:
        number = len(definitions.about(first.id))
        counts = definitions.newest(first.id) is not None
        card = definitions.last_card(first.id)
        found[first.id] = DefinitionNow(card, number, counts, norms[first.id])
    return found


def in_use(norm: NormRow) -> WordingRow | None:
    """Return the newest confirmed wording; None when it was retired or there never was one."""
    confirmed = [one for one in norm.wordings if one.confirmed_at is not None]
    newest = confirmed[-1] if confirmed else None
    return newest if newest and newest.state == NormText.State.CONFIRMED else None


def _now(norm: NormRow, wording: WordingRow) -> NormNow:
    return NormNow(
        str(norm.norm_id), str(norm.clause_id), wording.number, wording.text, wording.explanation
    )

"""Norms that give no light until people confirm them again: their words or definitions changed."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from drieluik.apps.monitor.selectors.light_rows import NormLight
from drieluik.apps.monitor.selectors.norms import WordingRow
from drieluik.core.indicators import indicator
from drieluik.core.norms import Light


def words_changed(wording: WordingRow) -> NormLight:
    """Return the light of a norm whose quotation no longer stands in the agreement."""
    reason = _("The words of the agreement have changed; the norm must be confirmed again.")
    return _to_confirm(wording, reason)


def without_consent(
    wording: WordingRow, counts_by: Iterable[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Return the figures that count by a version with which a norm was never agreed."""
    return [
        (one, version) for one, version in counts_by if version not in wording.agreed_versions(one)
    ]


def agreed_with_another(wording: WordingRow, not_agreed: Iterable[tuple[str, int]]) -> NormLight:
    """Return the light of a norm that was agreed with another definition, and say which."""
    said = _(
        "By a decision version %(now)s of the definition of %(name)s counts; the norm was agreed "
        "with version %(then)s and must be confirmed again."
    )
    return _to_confirm(
        wording,
        " ".join(
            said
            % {
                "now": version,
                "name": indicator(one).name_nl,
                "then": wording.agreed_versions(one)[-1],
            }
            for one, version in not_agreed
        ),
    )


def _to_confirm(wording: WordingRow, reason: str) -> NormLight:
    return NormLight(wording, Light.UNKNOWN.value, reason, "", (), None, None, None, None, True)

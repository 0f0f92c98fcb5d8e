"""Who is bound by an agreement, whose consent it needs, and why somebody's is not needed.

A corporation without tenants' organisation, or with one that takes its own track, is explained in
a sentence instead of being left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from drieluik.apps.agreements.rows import BindingRow
from drieluik.apps.organisations.selectors import TenantsVoice


@dataclass(frozen=True, slots=True)
class PartyRoles:
    """What an agreement asks of whom.

    Attributes:
        bound: Names of the parties that must act.
        consent: Names of the parties that must agree before it can change.
        not_party: Names with the reason why they are no party.
        explanations: Sentences about parties that merged, and about tenants who are not heard in
            the usual way.
    """

    bound: tuple[str, ...]
    consent: tuple[str, ...]
    not_party: tuple[tuple[str, str], ...]
    explanations: tuple[str, ...]

    @property
    def recorded(self) -> bool:
        """Tell whether anybody recorded who takes part."""
        return bool(self.bound or self.consent or self.not_party)


def party_roles(bindings: Sequence[BindingRow], voices: Sequence[TenantsVoice]) -> PartyRoles:
    """Return the parties of an agreement in words."""
    by_kind = {
        kind: tuple(row.party_name for row in bindings if row.kind == kind)
        for kind in ("bound", "consent")
    }
    concerned = {row.party_id for row in bindings if row.kind != "not_party"}
    return PartyRoles(
        bound=by_kind["bound"],
        consent=by_kind["consent"],
        not_party=tuple(
            (row.party_name, row.reason) for row in bindings if row.kind == "not_party"
        ),
        explanations=(
            *_mergers(bindings),
            *(
                sentence
                for voice in voices
                if voice.corporation.id in concerned and (sentence := _explanation(voice))
            ),
        ),
    )


def _mergers(bindings: Sequence[BindingRow]) -> tuple[str, ...]:
    told = (
        _("%(party)s merged into %(heir)s, which takes its place here.")
        % {"party": row.took_over_from, "heir": row.party_name}
        for row in bindings
        if row.took_over_from
    )
    return tuple(dict.fromkeys(told))


def _explanation(voice: TenantsVoice) -> str:
    if voice.tenants is None:
        return _(
            "The tenants of %(corporation)s have no organisation, so their consent is not needed."
        ) % {"corporation": voice.corporation.name}
    if voice.track == "separate":
        return _(
            "%(tenants)s speaks for the tenants of %(corporation)s and follows a separate track:"
            " its position is asked for in writing."
        ) % {"tenants": voice.tenants.name, "corporation": voice.corporation.name}
    return ""

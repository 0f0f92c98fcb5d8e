"""With which definitions of its figures a norm was agreed, and agreeing again when one changed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from drieluik.apps.audit import services as audit
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import NormText, NormVersion
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.definitions import get_definitions
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality


def agree_with_versions(wording: NormText, user_id: int | None, now: datetime) -> None:
    """Record with which versions a wording is agreed: all that hold from its half-year on.

    Runs inside the transaction of whoever confirms the wording.

    Changes:
        ``NormVersion`` rows; none for a norm that people judge.
    """
    _keep(wording, _holding(wording) - _kept(wording), user_id, now)


@transaction.atomic
def confirm_norm_again(*, norm_text_id: int, actor: Actor, now: datetime) -> list[tuple[str, int]]:
    """Record that a norm also holds for figures by another version of their definition.

    Returns:
        The indicators and versions that came with it.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: The norm does not count, or was agreed with every version that holds.

    Changes:
        ``NormVersion`` rows; one event ``norm.confirmed_again``.
    """
    places = NormText.objects.values_list("norm__municipality_id", flat=True)
    lock_municipality(places.get(id=norm_text_id))
    wording = NormText.objects.select_for_update().select_related("norm").get(id=norm_text_id)
    municipality_id = wording.norm.municipality_id
    policies.check_may_confirm_norms(actor, municipality_id=municipality_id)
    policies.check_counts(wording)
    kept = _kept(wording)
    named = {indicator_id for indicator_id, _version in kept}
    # of before versions were kept: it was agreed with the first one
    first = {(one, 1) for one in stored(wording.text).rests_on if one not in named}
    new = sorted(_holding(wording) - kept - first)
    policies.check_has_new_version(versions=new)
    _keep(wording, [*first, *new], actor.user_id, now)
    audit.record(
        name="norm.confirmed_again",
        subject=("norm", wording.norm_id),
        actor=actor,
        now=now,
        facts={"number": wording.number, "versions": new},
    )
    return new


def _keep(
    wording: NormText, agreed: Iterable[tuple[str, int]], user_id: int | None, now: datetime
) -> None:
    NormVersion.objects.bulk_create(
        NormVersion(
            norm_text=wording,
            indicator_id=indicator_id,
            version=version,
            agreed_by_id=user_id,
            agreed_at=now,
        )
        for indicator_id, version in sorted(agreed)
    )


def _kept(wording: NormText) -> set[tuple[str, int]]:
    return set(wording.versions.values_list("indicator_id", "version"))


def _holding(wording: NormText) -> set[tuple[str, int]]:
    definitions = get_definitions(municipality_id=wording.norm.municipality_id)
    return {
        (one, version)
        for one in stored(wording.text).rests_on
        for version in definitions.versions_since(one, wording.from_period)
    }

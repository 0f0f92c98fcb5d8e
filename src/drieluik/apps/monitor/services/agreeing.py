"""With which version of a definition a norm was agreed, and agreeing again when it changed."""

from datetime import datetime

from django.db import transaction

from drieluik.apps.audit import services as audit
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import NormText, NormVersion
from drieluik.apps.monitor.selectors.definitions import get_definitions
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality


def agree_with_versions(wording: NormText, user_id: int | None, now: datetime) -> None:
    """Record with which versions a wording is agreed: all that hold from its half-year on.

    Runs inside the transaction of whoever confirms the wording.

    Changes:
        ``NormVersion`` rows; none for a norm that people judge.
    """
    if not wording.indicator_id:
        return
    versions = _holding(wording) - set(wording.versions.values_list("version", flat=True))
    NormVersion.objects.bulk_create(
        NormVersion(norm_text=wording, version=one, agreed_by_id=user_id, agreed_at=now)
        for one in sorted(versions)
    )


@transaction.atomic
def confirm_norm_again(*, norm_text_id: int, actor: Actor, now: datetime) -> list[int]:
    """Record that a norm also holds for figures by another version of their definition.

    Returns:
        The versions that came with it.

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
    agreed = set(wording.versions.values_list("version", flat=True)) or {1}
    versions = sorted(_holding(wording) - agreed)
    policies.check_has_new_version(versions=versions)
    if not wording.versions.exists():
        # of before versions were kept: it was agreed with the first one
        versions = [1, *versions]
    NormVersion.objects.bulk_create(
        NormVersion(norm_text=wording, version=one, agreed_by_id=actor.user_id, agreed_at=now)
        for one in versions
    )
    audit.record(
        name="norm.confirmed_again",
        subject=("norm", wording.norm_id),
        actor=actor,
        now=now,
        facts={"number": wording.number, "versions": versions},
    )
    return versions


def _holding(wording: NormText) -> set[int]:
    definitions = get_definitions(municipality_id=wording.norm.municipality_id)
    return set(definitions.versions_since(wording.indicator_id, wording.from_period))

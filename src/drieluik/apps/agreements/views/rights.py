"""What the pages of the register offer to this person."""

from drieluik.apps.agreements import policies
from drieluik.apps.organisations.access import ActorRequest


def rights(request: ActorRequest) -> dict[str, object]:
    """Return why the person may not record (empty when it is allowed), and the way to reading in."""
    place = request.municipality.id
    return {
        "objection": policies.check_may_record.objection(request.actor, municipality_id=place),
        "may_open_imports": policies.check_may_open_import.allows(
            request.actor, municipality_id=place
        ),
    }

"""The corporation: put cells with findings right; the result is the next file."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Form, Router, Schema, Status
from ninja.errors import ValidationError

from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.api.finding import delivery_or_404
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.sent_words import PlainWords

router = Router()


class NextFileOut(Schema):
    """The next file, which is being checked."""

    id: UUID


@router.post("/aanleveringen/{aanlevering}/verbeteringen", response={201: NextFileOut})
def correct(
    request: HttpRequest,
    aanlevering: UUID,
    nummers: Form[list[int]],
    teksten: Form[list[Annotated[str, PlainWords(300)]]],
    versie: Form[int],
) -> Status[dict[str, Any]]:
    """Hand in the workbook once more, with other texts in cells that have findings.

    ``nummers`` are findings, ``teksten`` what has to stand in the cell of each, in the same order;
    an empty text clears the cell. ``versie`` is that of the delivery as last seen.
    """
    found = delivery_or_404(request, aanlevering)
    if len(nummers) != len(teksten) or len(set(nummers)) != len(nummers):
        said = _("Give one text for each number, and each number once.")
        raise ValidationError([{"loc": ("form", "teksten"), "msg": said}])
    next_id = services.correct_cells(
        delivery_id=found.id,
        texts=dict(zip(nummers, teksten, strict=True)),
        actor=actor_of(request),
        now=timezone.now(),
        expected_version=versie,
    )
    return Status(201, {"id": next_id})

"""What the questions about a year share: the router, where, and the year as the reader sees it."""

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router

from drieluik.apps.evaluation import policies
from drieluik.apps.evaluation.rows import Evaluation
from drieluik.apps.evaluation.selectors import get_evaluation
from drieluik.apps.organisations.access import actor_of, municipality_or_404

router = Router(tags=["evaluatie"])
YEAR = "/gemeenten/{gemeente}/evaluatie/{int:jaar}"


def readable_place(request: HttpRequest, slug: str, year: int) -> int:
    """Return the municipality, of which the reader may look back on this year.

    Raises:
        NotAllowed: The reader is of no party at the table.
        Http404: The reader takes no part here, or the year cannot be looked back on.
    """
    found = municipality_or_404(request, slug)
    policies.check_may_read(actor_of(request), municipality_id=found.id)
    if not policies.can_look_back(year, timezone.localdate().year):
        raise Http404
    return found.id


def evaluation_of(request: HttpRequest, place: int, year: int) -> Evaluation:
    """Return the evaluation of a year as it is today."""
    return get_evaluation(
        municipality_id=place, year=year, actor=actor_of(request), today=timezone.localdate()
    )

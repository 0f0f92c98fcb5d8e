"""What the monitor said about a half-year on a day, beside what is known now."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from drieluik.apps.agreements.moments import day_in, end_of
from drieluik.apps.deliveries.selectors import list_restatements
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.restated import get_restated
from drieluik.apps.monitor.selectors.restated_page import get_beside
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import chosen_period
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def reported(request: ActorRequest) -> HttpResponse:
    """Show figures, lights and completeness as known on the chosen day and as known now."""
    place = request.municipality
    sight = Sight(request.actor, place.id)
    lights = Lights(sight)
    known = lights.periods or [lights.last_period]
    period = chosen_period(request, known, lights.last_period)
    day, today = day_in(request.GET.get("bekend", "")), timezone.localdate()
    wanted = day if day is not None and day < today else None
    restated = get_restated(period=period, sight=sight, known_at=end_of(wanted)) if wanted else None
    context = {
        "periods": known,
        "period": period,
        "known": day,
        "not_past": day is not None and wanted is None,
        "restated": restated,
        "beside": get_beside(restated, place.id) if restated else None,
        "corrections": [
            (part, cause, timezone.localdate(part.accepted_at) - timedelta(days=1))
            for part, cause in list_restatements(municipality_id=place.id)
        ],
    }
    return render(request, "monitor/reported.html", context)

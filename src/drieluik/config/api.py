"""The API: its version, how one signs in, and how errors look (problem+json).

Each app brings its own router; here they get their address. Paths are Dutch and have no trailing
slash. The description is at ``/api/v1/openapi.json``.
"""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.security import django_auth

from drieluik.apps.agreements.api import router as agreements
from drieluik.apps.areas.api import router as areas
from drieluik.apps.calendar.api import router as calendar
from drieluik.apps.connections.access import BearerRefused, challenge, reading
from drieluik.apps.decisions.api import router as decisions
from drieluik.apps.deliveries.api import router as deliveries
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.evaluation.api import router as evaluation
from drieluik.apps.exports.api import router as exports
from drieluik.apps.layers.api import router as layers
from drieluik.apps.library.api import router as library
from drieluik.apps.monitor.api import router as monitor
from drieluik.apps.projects.api import router as projects
from drieluik.apps.publication.api import router as publication
from drieluik.apps.reporting.api import router as reporting
from drieluik.apps.search.api import router as search
from drieluik.config.answers import API_VERSION, not_found, problem
from drieluik.config.describing import described
from drieluik.config.faults import reason_of


class DrieluikAPI(NinjaAPI):
    """Describes itself once, by names that tell nothing of how the program is built."""

    _description: dict[str, Any] | None = None

    def get_openapi_schema(self, **_asked: Any) -> OpenAPISchema:
        """Return the description, which stays the same as long as the program runs."""
        if self._description is None:
            self._description = described(self)
        return cast(OpenAPISchema, self._description)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation after its function, without the place of that in the program."""
        first, *rest = str(operation.view_func.__name__).split("_")
        return first + "".join(word.capitalize() for word in rest)


api = DrieluikAPI(
    title="Drieluik",
    version=API_VERSION,
    auth=[reading, django_auth],
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("", agreements)
api.add_router("", decisions)
api.add_router("", monitor)
api.add_router("", deliveries)
api.add_router("", calendar)
api.add_router("", search)
api.add_router("", projects)
api.add_router("", library)
api.add_router("", areas)
api.add_router("", layers)
api.add_router("", evaluation)
api.add_router("", reporting)
api.add_router("", publication)
api.add_router("", exports)


@api.exception_handler(AuthenticationError)
def _not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = problem(401, _("Not signed in"), _("Sign in first."))
    answer["WWW-Authenticate"] = challenge()
    return answer


@api.exception_handler(BearerRefused)
def _refused_programme(request: HttpRequest, error: BearerRefused) -> HttpResponse:
    title = _("Not signed in") if error.status == 401 else _("Not allowed")
    answer = problem(error.status, title, str(error))
    answer["WWW-Authenticate"] = error.challenge
    return answer


@api.exception_handler(NotAllowed)
def _not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    return problem(403, _("Not allowed"), str(error))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return not_found()


@api.exception_handler(WrongState)
def _wrong_state(request: HttpRequest, error: WrongState) -> HttpResponse:
    return problem(409, _("This is not possible"), str(error))


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = [{"name": str(one["loc"][-1]), "reason": reason_of(one)} for one in error.errors]
    detail = _("Part of the question is not right.")
    return problem(400, _("Not valid"), detail, {"invalidParams": places})


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, _("Not valid"), str(error))

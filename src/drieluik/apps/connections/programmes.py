"""Where programmes get a token, give it back, and read how that goes (RFC 6749, 7009, 8414).

No page: answers are JSON, without cookies, and errors as the standard names them. Wrong secrets are
counted by the address they come from, apart from the sign-in of people. A right one always gets its
answer: nobody can shut a programme out, also not who seems to come from the same address, as all do
behind a proxy.
"""

import json
import re
from collections.abc import Callable

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from oauthlib.oauth2 import OAuth2Error

from drieluik.apps.connections.access import REVOCATION_ADDRESS, TOKEN_ADDRESS
from drieluik.apps.connections.oauth import server
from drieluik.apps.connections.scopes import Scope

_WRONG = {
    "app": "drieluik.connections",
    "action": "wrong_secret",
    "config": {"wrong_secret": "10/m/ip"},
}
"""After so many wrong secrets the answer is to wait; a secret of 256 bits is not guessed either way."""
_WAIT_SECONDS = 60
_LONGEST_BODY = 10_000
_FORM = "application/x-www-form-urlencoded"
_Answer = tuple[dict[str, str], str, int]
_Answering = Callable[..., _Answer]


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    """Give a token to a programme that shows its id and secret."""
    return _answered(request, server(timezone.now()).create_token_response)


@csrf_exempt
def revoke(request: HttpRequest) -> HttpResponse:
    """Take back a token of the programme that shows its id and secret."""
    return _answered(request, server(timezone.now()).create_revocation_response)


def metadata(request: HttpRequest) -> HttpResponse:
    """Tell programmes where and how a token is got."""
    site = settings.SITE_ADDRESS
    ways = ["client_secret_basic", "client_secret_post"]
    return JsonResponse(
        {
            "issuer": site,
            "token_endpoint": f"{site}{TOKEN_ADDRESS}",
            "revocation_endpoint": f"{site}{REVOCATION_ADDRESS}",
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": [],
            "scopes_supported": Scope.values,
            "token_endpoint_auth_methods_supported": ways,
            "revocation_endpoint_auth_methods_supported": ways,
        }
    )


def _answered(request: HttpRequest, answering: _Answering) -> HttpResponse:
    if request.method != "POST":
        return _error(405, "invalid_request", "Use POST.", {"Allow": "POST"})
    fault = _fault(request)
    if fault:
        return _error(400, "invalid_request", fault)
    headers, told, status = _told(request, answering)
    if status == 401:
        if ratelimit.consume(request, **_WRONG) is None:
            return _error(
                429,
                "temporarily_unavailable",
                "Too many wrong secrets came from this address. Wait a minute.",
                {"Retry-After": str(_WAIT_SECONDS)},
            )
        headers["WWW-Authenticate"] = 'Basic realm="Drieluik"'
    return _headed(HttpResponse(told, status=status, headers=headers))


def _fault(request: HttpRequest) -> str:
    """Return why a request is not read at all: the library reads what is a form without a query."""
    if request.META.get("QUERY_STRING"):
        return "Send everything in the body, nothing in a query."
    if request.content_type != _FORM:
        return f"Send a body of type {_FORM}."
    told = request.META.get("CONTENT_LENGTH") or "0"
    if re.fullmatch("[0-9]{1,9}", told) is None:
        return "Send how long the body is, in bytes."
    if int(told) > _LONGEST_BODY:
        return f"Send at most {_LONGEST_BODY} bytes."
    return ""


def _told(request: HttpRequest, answering: _Answering) -> _Answer:
    try:
        return answering(
            request.path,
            http_method="POST",
            body=request.body.decode("utf-8", "replace"),
            headers=dict(request.headers),
        )
    except OAuth2Error as error:
        return {"Content-Type": "application/json"}, error.json, error.status_code


def _error(
    status: int, code: str, description: str, headers: dict[str, str] | None = None
) -> HttpResponse:
    body = json.dumps({"error": code, "error_description": description})
    answer = HttpResponse(body, status=status, content_type="application/json")
    for name, value in (headers or {}).items():
        answer[name] = value
    return _headed(answer)


def _headed(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    answer["Pragma"] = "no-cache"
    return answer

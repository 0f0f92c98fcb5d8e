"""Where programmes get a token, give it back, and read how that goes (RFC 6749, 7009, 8414).

No page: answers are JSON, without cookies, and errors as the standard names them. Guessing is limited
as it is at the sign-in of people, by the same settings.
"""

import json
from collections.abc import Callable
from urllib.parse import parse_qs

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from oauthlib.oauth2 import OAuth2Error

from drieluik.apps.connections.access import REVOCATION_ADDRESS, TOKEN_ADDRESS
from drieluik.apps.connections.oauth import credentials, server
from drieluik.apps.connections.scopes import Scope

_WAIT_SECONDS = 300
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
    if request.content_type != _FORM:
        return _error(400, "invalid_request", f"Send a body of type {_FORM}.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > _LONGEST_BODY:
        return _error(400, "invalid_request", f"Send at most {_LONGEST_BODY} bytes.")
    body = request.body.decode("utf-8", "replace")
    attempt = _attempt(request, body)
    if attempt is None:
        return _error(
            429,
            "temporarily_unavailable",
            "Too many attempts. Wait a few minutes.",
            {"Retry-After": str(_WAIT_SECONDS)},
        )
    headers, told, status = _told(request, body, answering)
    if status == 401:
        headers["WWW-Authenticate"] = 'Basic realm="Drieluik"'
    else:
        attempt.rollback()  # only wrong secrets count, as wrong passwords do
    return _headed(HttpResponse(told, status=status, headers=headers))


def _told(request: HttpRequest, body: str, answering: _Answering) -> _Answer:
    try:
        return answering(
            request.get_full_path(),
            http_method="POST",
            body=body,
            headers=dict(request.headers),
        )
    except OAuth2Error as error:
        return {"Content-Type": "application/json"}, error.json, error.status_code


def _attempt(request: HttpRequest, body: str) -> ratelimit.RateLimitUsage | None:
    """Count an attempt by place and by client id; None when there were too many."""
    shown = credentials(request.headers.get("Authorization"))
    client_id = shown[0] if shown else parse_qs(body).get("client_id", [""])[0]
    counted = {"app": "allauth.account", "key": f"connection:{client_id}"}
    if not ratelimit.consume(request, action="login", **counted):
        return None
    found: ratelimit.RateLimitUsage | None = ratelimit.consume(
        request, action="login_failed", **counted
    )
    return found


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

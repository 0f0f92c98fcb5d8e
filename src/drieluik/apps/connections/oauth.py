"""The protocol of OAuth 2 (RFC 6749, section 4.4, and RFC 7009): a library speaks it, we answer.

The library (oauthlib) reads requests and writes answers and errors; what it has to know of
connections, secrets and tokens it asks ``Programmes``.
"""

import base64
import binascii
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

from oauthlib.common import Request
from oauthlib.oauth2 import BackendApplicationServer, RequestValidator
from oauthlib.oauth2.rfc6749.errors import InvalidRequestError

from drieluik.apps.connections.selectors import find_programme
from drieluik.apps.connections.services import TOKEN_LASTS, give_token, revoke_token


def server(now: datetime) -> BackendApplicationServer:
    """Return what answers programmes that ask for a token, or give one back, at a moment."""
    return BackendApplicationServer(
        Programmes(now),
        token_generator=lambda _request: secrets.token_urlsafe(32),
        token_expires_in=int(TOKEN_LASTS.total_seconds()),
    )


class Programmes(RequestValidator):  # type: ignore[misc] # oauthlib ships no types
    """Answers the questions of the library about programmes and their tokens."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._now = now

    def client_authentication_required(self, request: Request, *_more: Any, **_named: Any) -> bool:
        return True

    def authenticate_client(self, request: Request, *_more: Any, **_named: Any) -> bool:
        """Tell whether id and secret belong together; both ways to send them are understood."""
        shown = credentials(request.headers.get("Authorization"))
        if shown is None:
            shown = (request.client_id or "", request.client_secret or "")
        elif request.client_secret is not None:
            raise InvalidRequestError("Send the secret in one way only.", request=request)
        elif request.client_id not in (None, shown[0]):
            raise InvalidRequestError("Two client ids were sent.", request=request)
        client_id, secret = shown
        request.client = find_programme(client_id=client_id, secret=secret, now=self._now)
        return request.client is not None

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Request, *_m: Any, **_n: Any
    ) -> bool:
        return grant_type == "client_credentials"

    def get_default_scopes(
        self, client_id: str, request: Request, *_m: Any, **_n: Any
    ) -> list[str]:
        return list(request.client.scopes)

    def validate_scopes(
        self,
        client_id: str,
        scopes: Collection[str],
        client: Any,
        request: Request,
        *_more: Any,
        **_named: Any,
    ) -> bool:
        return set(scopes) <= set(request.client.scopes)

    def save_bearer_token(
        self, token: dict[str, Any], request: Request, *_more: Any, **_named: Any
    ) -> None:
        give_token(
            secret_id=request.client.secret_id,
            token=token["access_token"],
            scopes=request.scopes,
            now=self._now,
        )

    def revoke_token(
        self, token: str, token_type_hint: str, request: Request, *_more: Any, **_named: Any
    ) -> None:
        revoke_token(connection_id=request.client.connection_id, token=token, now=self._now)


def credentials(header: str | None) -> tuple[str, str] | None:
    """Read id and secret from a header (client_secret_basic); None when there is no such header.

    Both were encoded as in a form before (RFC 6749, section 2.3.1); what cannot be read belongs to
    nobody.

    Examples:
        >>> credentials("Basic b25zLWh1aXM6Z2VoZWlt")
        ('ons-huis', 'geheim')
        >>> credentials("Basic ???")
        ('', '')
        >>> credentials(None)
    """
    if header is None:
        return None
    kind, _space, word = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        text = base64.b64decode(word.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    client_id, _colon, secret = text.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)

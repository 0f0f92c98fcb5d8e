"""How a programme signs in to the API: with a token in the header (RFC 6750).

``reading`` goes with every operation, ``handing_in`` with the one that takes in a workbook, ``asking``
with those that only read but take their question in the body, where no log keeps it. A token that does not count is refused, also when somebody is signed in beside it.
"""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security.base import AuthBase

from drieluik.apps.connections import selectors, services
from drieluik.apps.connections.scopes import Scope
from drieluik.apps.organisations.actors import Actor

TOKEN_ADDRESS = "/oauth/token"
REVOCATION_ADDRESS = "/oauth/revoke"
_MEANINGS = {
    Scope.READ.value: "Read what a reader of the party may read, in the municipalities named",
    Scope.HAND_IN.value: "Hand in the workbook of the corporation; people confirm and sign it",
}


class BearerRefused(Exception):  # noqa: N818 - named for what it tells the reader
    """A token that does not count, or not for this; the code is one of RFC 6750."""

    def __init__(self, status: int, code: str, sentence: str, scope: str = "") -> None:
        super().__init__(sentence)
        self.status = status
        self.challenge = challenge(code, scope)


def challenge(code: str = "", scope: str = "") -> str:
    """Return the header that says how to sign in, and what was wrong."""
    parts = ['Bearer realm="Drieluik"']
    if code:
        parts.append(f'error="{code}"')
    if scope:
        parts.append(f'scope="{scope}"')
    return ", ".join(parts)


_READING = frozenset({"GET", "HEAD"})


class OAuth2(AuthBase):
    """Signs in a programme for one scope; without a token in the header it leaves it to others.

    Only the methods it is for are let through: all else is for people who signed in.
    """

    openapi_type = "oauth2"
    openapi_description = (
        "For programmes: a connection that an administrator of the party made. "
        "Send id and secret to the token address, and the token with every question."
    )
    openapi_flows = {
        "clientCredentials": {
            "tokenUrl": f"{settings.SITE_ADDRESS}{TOKEN_ADDRESS}",
            "scopes": _MEANINGS,
        }
    }

    def __init__(self, scope: Scope, methods: frozenset[str] = _READING) -> None:
        self.scope = scope
        self.methods = methods
        super().__init__()

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Return whom the programme is, and let the operation know it."""
        kind, _space, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        actor = self._actor(request, token.strip())
        request.actor = actor  # type: ignore[attr-defined]
        return actor

    def _actor(self, request: HttpRequest, token: str) -> Actor:
        now = timezone.now()
        known = selectors.find_token(token=token, now=now)
        if known is None:
            raise BearerRefused(
                401,
                "invalid_token",
                _("This token does not count, or no longer. Ask for a new one."),
            )
        if request.method not in self.methods:
            raise BearerRefused(
                403, "insufficient_scope", _("Only a person who signed in can do this.")
            )
        if self.scope not in known.scopes:
            raise BearerRefused(
                403, "insufficient_scope", _("This connection may not do this."), self.scope.value
            )
        actor = known.acts_as(self.scope, now)
        if actor is None:
            raise BearerRefused(
                403,
                "insufficient_scope",
                _(
                    "Nobody stands for what this connection asks any more. Its page tells an "
                    "administrator of the party what to do."
                ),
            )
        services.note_use(token_id=known.token_id, now=now)
        return actor


reading = OAuth2(Scope.READ)
asking = OAuth2(Scope.READ, frozenset({"POST"}))
handing_in = OAuth2(Scope.HAND_IN, frozenset({"POST"}))

"""Addresses of connections: the page of a party, and where programmes get their token."""

from django.urls import path

from drieluik.apps.connections import programmes, views

app_name = "connections"
_PARTY = "partijen/<slug:code>/aansluitingen/"
urlpatterns = [
    path(_PARTY, views.connections, name="list"),
    path(f"{_PARTY}<int:connection_id>/geheim/", views.renew, name="renew"),
    path(f"{_PARTY}<int:connection_id>/intrekken/", views.withdraw, name="withdraw"),
    path("oauth/token", programmes.token, name="token"),
    path("oauth/revoke", programmes.revoke, name="revoke"),
    path(".well-known/oauth-authorization-server", programmes.metadata, name="metadata"),
]

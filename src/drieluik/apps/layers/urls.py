"""Addresses of layers."""

from django.urls import path

from drieluik.apps.layers.views import files, layers, versions

app_name = "layers"
_BASE = "<slug:municipality>/kaartlagen/"
_LAYER = f"{_BASE}<uuid:layer_id>/"
_VERSION = f"{_LAYER}versies/<uuid:version_id>/"
urlpatterns = [
    path(_BASE, layers.overview, name="overview"),
    path(f"{_BASE}toevoegen/", layers.add, name="add"),
    path(f"{_BASE}verversen/", layers.due, name="due"),
    path(_LAYER, layers.layer, name="layer"),
    path(f"{_LAYER}wijzigen/", layers.change, name="change"),
    path(f"{_LAYER}intrekken/", layers.withdraw, name="withdraw"),
    path(f"{_LAYER}cijfers.csv", files.figures, name="csv"),
    path(f"{_LAYER}kaart.svg", files.picture, {"form": "svg"}, name="svg"),
    path(f"{_LAYER}kaart.png", files.picture, {"form": "png"}, name="png"),
    path(f"{_LAYER}kaart.geojson", files.degrees, name="geojson"),
    path(f"{_LAYER}inlezen/", versions.upload, name="upload"),
    path(_VERSION, versions.version, name="version"),
    path(f"{_VERSION}voortgang/", versions.progress, name="progress"),
    path(f"{_VERSION}kolom/", versions.choose, name="choose"),
    path(f"{_VERSION}overnemen/", versions.accept, name="accept"),
    path(f"{_VERSION}terugnemen/", versions.withdraw, name="withdraw_version"),
]

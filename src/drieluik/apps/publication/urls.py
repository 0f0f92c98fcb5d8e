"""Addresses of the openness of items, and of the public site."""

from django.urls import path

from drieluik.apps.publication.open_layers.files import FORMS as LAYER_FORMS
from drieluik.apps.publication.serving import public, public_file
from drieluik.apps.publication.views import (
    agreements,
    figures,
    layers,
    lights,
    machines,
    opening,
    openness,
    outcomes,
    site,
    stating,
)
from drieluik.apps.releases.files import FORMS

app_name = "publication"
_BASE = "<slug:municipality>/openbaarheid/"
_ITEM = f"{_BASE}<slug:kind>/<slug:key>/"
_LIGHTS = f"{_BASE}lichten/"
_LAYERS = f"{_BASE}kaartlagen/"
_LAYER = f"{_LAYERS}<uuid:layer_id>/"
_SITE = "openbaar/<slug:municipality>/"
_STAND = f"{_SITE}stand/<str:period>/"
_FIGURE = f"{_SITE}cijfers/<slug:table_id>/<str:period>/"
_SHOWN_LAYER = f"{_SITE}kaartlagen/<uuid:layer_id>/"
_REPORT = f"{_SITE}rapporten/<uuid:report_id>/"
_PICTURES = ("svg", "png")
urlpatterns = [
    path("robots.txt", public_file(machines.robots), name="robots"),
    path("openbaar/", public_file(machines.index), name="index"),
    path(_SITE, public(site.home), name="home"),
    path(f"{_SITE}english/", public(site.english, language="en"), name="english"),
    path(f"{_SITE}over/", public(site.about), name="about"),
    path(f"{_SITE}zoeken/", public(site.search), name="search"),
    path(f"{_SITE}sitemap.xml", public(machines.sitemap), name="sitemap"),
    path(f"{_SITE}afspraken/", public(agreements.agreements), name="agreements"),
    path(f"{_SITE}afspraken/verschil/", public(agreements.difference), name="difference"),
    path(f"{_SITE}afspraken/<uuid:clause_id>/", public(agreements.clause), name="clause"),
    path(f"{_SITE}besluiten/", public(outcomes.all_decisions), name="all_decisions"),
    path(f"{_SITE}besluiten/<uuid:meeting_id>/", public(outcomes.decisions), name="decisions"),
    path(f"{_SITE}stand/", public(lights.lights), name="lights"),
    path(_STAND, public(lights.lights_of), name="lights_of"),
    path(f"{_STAND}stand.csv", public(lights.lights_file), name="lights_csv"),
    path(f"{_STAND}<int:number>/", public(lights.lights_of), name="lights_edition"),
    path(f"{_SITE}cijfers/", public(figures.figures), name="figures"),
    path(f"{_SITE}gebieden/<slug:code>/", public(figures.area), name="area"),
    path(f"{_SITE}catalogus.jsonld", public(figures.catalogue_file), name="catalogue"),
    path(_FIGURE, public(figures.figure), name="figure"),
    *(
        path(
            f"{_FIGURE}kaart.{form}",
            public(figures.figure_map),
            {"form": form},
            name=f"figure_map_{form}",
        )
        for form in _PICTURES
    ),
    *(
        path(
            f"{_FIGURE}cijfers.{form}",
            public(figures.figure_file),
            {"form": form},
            name=f"figure_{form}",
        )
        for form in FORMS
    ),
    path(f"{_SITE}kaartlagen/", public(layers.layers), name="layers"),
    path(_SHOWN_LAYER, public(layers.layer), name="layer"),
    *(
        path(
            f"{_SHOWN_LAYER}kaart.{form}",
            public(layers.layer_map),
            {"form": form},
            name=f"layer_map_{form}",
        )
        for form in _PICTURES
    ),
    *(
        path(
            f"{_SHOWN_LAYER}laag.{form}",
            public(layers.layer_file),
            {"form": form},
            name=f"layer_{form}",
        )
        for form in LAYER_FORMS
    ),
    path(f"{_SITE}rapporten/", public(outcomes.reports), name="reports"),
    path(_REPORT, public(outcomes.report), name="report"),
    path(f"{_REPORT}rapport.pdf", public(outcomes.report_file), {"form": "pdf"}, name="pdf"),
    path(f"{_REPORT}rapport.docx", public(outcomes.report_file), {"form": "docx"}, name="word"),
    path(f"{_SITE}agenda/", public(outcomes.calendar), name="calendar"),
    path(f"{_SITE}agenda/<int:year>/", public(outcomes.calendar), name="calendar_of"),
    path(f"{_SITE}agenda.ics", public(outcomes.calendar_file), name="calendar_file"),
    path(_BASE, openness.items, name="items"),
    path(_LIGHTS, opening.lights, name="to_open"),
    path(f"{_LIGHTS}<str:period>/", opening.open_lights, name="open_lights"),
    path(f"{_LIGHTS}<str:period>/intrekken/", opening.withdraw_lights, name="withdraw_lights"),
    path(_LAYERS, stating.layers, name="layers_to_open"),
    path(_LAYER, stating.layer, name="open_layer"),
    path(f"{_LAYER}bevestigen/", stating.confirm, name="confirm_layer"),
    path(f"{_LAYER}afhalen/", stating.take_off, name="take_off_layer"),
    path(_ITEM, openness.item, name="item"),
    path(f"{_ITEM}terugnemen/", openness.take_back, name="take_back"),
    path(f"{_ITEM}bekijken/", openness.look, name="look"),
]

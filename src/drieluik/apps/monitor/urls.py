"""Addresses of the monitor."""

from django.urls import path

from drieluik.apps.monitor.views import (
    buurten,
    by_hand,
    foreseen,
    indicators,
    maps,
    norm_charts,
    norms,
    origin,
    overview,
    own_areas,
    remarks,
    reported,
    signals,
    talks,
)

app_name = "monitor"
_BASE = "<slug:municipality>/monitor/"
_INDICATOR = f"{_BASE}indicatoren/<slug:indicator_id>/"
_MAP = f"{_BASE}kaart/"
_NORMS = f"{_BASE}normen/"
_TALK = f"{_BASE}gesprekken/<uuid:talk_id>/"
_SIGNAL = f"{_BASE}signalen/<uuid:signal_id>/"
urlpatterns = [
    path(_BASE, overview.overview, name="overview"),
    path(f"{_BASE}overzicht.csv", overview.download, {"form": "csv"}, name="overview_csv"),
    path(f"{_BASE}overzicht.xlsx", overview.download, {"form": "xlsx"}, name="overview_xlsx"),
    path(f"{_BASE}overzicht.json", overview.download, {"form": "json"}, name="overview_json"),
    path(f"{_BASE}indicatoren/", indicators.catalogue, name="catalogue"),
    path(f"{_BASE}indicatoren/controle/", indicators.catalogue_check, name="catalogue_check"),
    path(_INDICATOR, indicators.indicator, name="indicator"),
    path(f"{_INDICATOR}vastleggen/", indicators.record, name="record"),
    path(f"{_INDICATOR}herkomst/", origin.origin, name="origin"),
    path(f"{_INDICATOR}cijfers.csv", indicators.download, {"form": "csv"}, name="csv"),
    path(f"{_INDICATOR}cijfers.xlsx", indicators.download, {"form": "xlsx"}, name="xlsx"),
    path(f"{_INDICATOR}buurten/", buurten.buurten, name="buurten"),
    path(f"{_INDICATOR}buurten/cijfers.csv", buurten.download, {"form": "csv"}, name="buurten_csv"),
    path(
        f"{_INDICATOR}buurten/cijfers.xlsx", buurten.download, {"form": "xlsx"}, name="buurten_xlsx"
    ),
    path(f"{_INDICATOR}eigen-gebieden/", own_areas.own_areas, name="own_areas"),
    path(
        f"{_INDICATOR}eigen-gebieden/cijfers.csv",
        own_areas.download,
        {"form": "csv"},
        name="own_areas_csv",
    ),
    path(
        f"{_INDICATOR}eigen-gebieden/cijfers.xlsx",
        own_areas.download,
        {"form": "xlsx"},
        name="own_areas_xlsx",
    ),
    path(f"{_INDICATOR}opmerkingen/", remarks.write, name="write_remark"),
    path(
        f"{_INDICATOR}opmerkingen/<uuid:remark_id>/terug/",
        remarks.take_back,
        name="take_back_remark",
    ),
    path(f"{_INDICATOR}<slug:kind>.svg", indicators.chart, name="chart"),
    path(_MAP, maps.map_of_figures, name="map"),
    path(f"{_MAP}kaart.svg", maps.map_file, {"form": "svg"}, name="map_svg"),
    path(f"{_MAP}kaart.geojson", maps.map_of_degrees, name="map_geojson"),
    path(f"{_MAP}kaart.png", maps.map_file, {"form": "png"}, name="map_png"),
    path(_NORMS, norms.norms, name="norms"),
    path(f"{_NORMS}<int:norm_text_id>/", norms.norm, name="norm"),
    path(f"{_NORMS}<int:norm_text_id>/bevestigen/", norms.confirm, name="confirm"),
    path(f"{_NORMS}<int:norm_text_id>/opnieuw/", norms.confirm_again, name="confirm_again"),
    path(f"{_NORMS}<int:norm_text_id>/intrekken/", norms.retire, name="retire"),
    path(f"{_NORMS}<uuid:norm_id>/oordeel/", norms.judge, name="judge"),
    path(f"{_NORMS}<uuid:norm_id>/met-de-hand/", by_hand.set_light, name="set_light"),
    path(f"{_NORMS}<uuid:norm_id>/met-de-hand/terug/", by_hand.take_back, name="take_back_light"),
    path(f"{_NORMS}<uuid:norm_id>/<slug:kind>.svg", norm_charts.norm_chart, name="norm_chart"),
    path(f"{_NORMS}schrijven/<str:number>/", norms.write, name="write"),
    path(f"{_NORMS}schrijven/<str:number>/controle/", norms.check, name="check"),
    path(f"{_NORMS}schrijven/<str:number>/<uuid:norm_id>/", norms.write, name="rewrite"),
    path(f"{_BASE}herzieningen/<uuid:delivery_id>/", foreseen.consequences, name="consequences"),
    path(f"{_BASE}gemeld/", reported.reported, name="reported"),
    path(f"{_BASE}signalen/", signals.signals, name="signals"),
    path(_SIGNAL, signals.signal, name="signal"),
    path(f"{_SIGNAL}toelichten/", signals.explain, name="explain"),
    path(f"{_SIGNAL}sluiten/", signals.close, name="close_signal"),
    path(f"{_SIGNAL}heropenen/", signals.reopen, name="reopen_signal"),
    path(f"{_SIGNAL}agenderen/", signals.take_up, name="take_up"),
    path(f"{_BASE}gesprekken/beginnen/", talks.begin, name="begin_talk"),
    path(_TALK, talks.talk, name="talk"),
    path(f"{_TALK}<int:position>/", talks.conclude, name="conclude"),
    path(f"{_TALK}afsluiten/", talks.end, name="end_talk"),
    path(f"{_TALK}verslag.docx", talks.talk_word, name="talk_word"),
]

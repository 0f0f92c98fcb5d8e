"""Addresses of deliveries: of one's own corporation, and per municipality."""

from django.urls import path, register_converter

from drieluik.apps.deliveries.views import (
    completeness,
    correcting,
    delivery,
    municipality,
    own,
    partly,
    rounds,
    tables,
    waiving,
)
from drieluik.core.tables import Period


class PeriodConverter:
    """A half-year in an address, such as ``2020-1``."""

    regex = r"20\d{2}-[12]"

    def to_python(self, value: str) -> Period:
        """Read it."""
        return Period.parse(value)

    def to_url(self, value: Period) -> str:
        """Write it."""
        return str(value)


register_converter(PeriodConverter, "period")

app_name = "deliveries"
_ONE = "aanleveringen/<uuid:delivery_id>/"
_PERIOD = "aanleveringen/<slug:party>/<period:period>/"
_PLACE = "<slug:municipality>/aanleveringen/"
_WAIVERS = "aanleveringen/<slug:party>/vrijstellingen/"
_COMPLETENESS = f"{_PLACE}volledigheid/"
_ROUND = f"{_PLACE}<period:period>/"
_PART = f"{_PLACE}<uuid:delivery_id>/"
urlpatterns = [
    path("aanleveringen/", own.tasks, name="tasks"),
    path(_PERIOD, own.period, name="period"),
    path(f"{_PERIOD}werkmap.xlsx", own.template, name="template"),
    path(
        "aanleveringen/<slug:party>/tabellen/<slug:table_id>/niet-van-toepassing/",
        tables.set_aside,
        name="set_aside",
    ),
    path(
        "aanleveringen/tabellen/<uuid:statement_id>/weer-van-toepassing/",
        tables.resume,
        name="resume",
    ),
    path(_ONE, delivery.delivery, name="delivery"),
    path(f"{_ONE}voortgang/", delivery.progress, name="progress"),
    path(f"{_ONE}bevindingen/", delivery.findings, name="findings"),
    path(f"{_ONE}verbeteren/", correcting.correct, name="correct"),
    path(f"{_ONE}bevestigen/", delivery.confirm, name="confirm"),
    path(f"{_ONE}redenen-overnemen/", delivery.take_over, name="take_over"),
    path(f"{_ONE}ondertekenen/", delivery.sign, name="sign"),
    path(f"{_ONE}intrekken/", delivery.withdraw, name="withdraw"),
    path(f"{_ONE}opnieuw-controleren/", delivery.recheck, name="recheck"),
    path(f"{_ONE}origineel.xlsx", delivery.original, name="original"),
    path(f"{_ONE}nagekeken.xlsx", delivery.annotated, name="annotated"),
    path(_WAIVERS, waiving.waive, name="waive"),
    path(f"{_WAIVERS}<int:waiver_id>/beeindigen/", waiving.end, name="end_waiver"),
    path(f"{_PLACE}vrijstellingen/", waiving.waivers, name="waivers"),
    path(_PLACE, municipality.overview, name="overview"),
    path(_COMPLETENESS, completeness.show, name="completeness"),
    path(f"{_COMPLETENESS}<slug:kind>.svg", completeness.chart, name="completeness_chart"),
    path(f"{_COMPLETENESS}tabellen.<str:kind>", completeness.download, name="completeness_file"),
    path(_ROUND, rounds.show, name="round"),
    path(f"{_ROUND}dagen/", rounds.days, name="days"),
    path(f"{_ROUND}herinneringen/", rounds.reminding, name="reminding"),
    path(f"{_ROUND}heropenen/", rounds.reopen, name="reopen"),
    path(_PART, municipality.part, name="part"),
    path(f"{_PART}accepteren/", municipality.accept, name="accept"),
    path(f"{_PART}deels-accepteren/", partly.accept_tables, name="accept_tables"),
    path(f"{_PART}terugsturen/", municipality.refuse, name="refuse"),
    path(f"{_PART}deel.xlsx", municipality.rows, name="rows"),
]

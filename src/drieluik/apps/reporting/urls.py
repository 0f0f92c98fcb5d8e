"""Addresses of reports."""

from django.urls import path

from drieluik.apps.reporting import views

app_name = "reporting"
_BASE = "<slug:municipality>/monitor/rapporten/"
_REPORT = f"{_BASE}<uuid:report_id>/"
urlpatterns = [
    path(_BASE, views.reports, name="reports"),
    path(f"{_BASE}beginnen/", views.begin, name="begin"),
    path(_REPORT, views.report, name="report"),
    path(f"{_REPORT}schrijven/<slug:chapter>/<int:party_id>/", views.write, name="write"),
    path(f"{_REPORT}vastleggen/", views.freeze, name="freeze"),
    path(f"{_REPORT}nieuwe-editie/", views.next_edition, name="next_edition"),
    path(f"{_REPORT}intrekken/", views.withdraw, name="withdraw"),
    path(f"{_REPORT}rapport.docx", views.download, {"form": "docx"}, name="word"),
    path(f"{_REPORT}rapport.pdf", views.download, {"form": "pdf"}, name="pdf"),
    path(f"{_REPORT}cijfers.xlsx", views.download, {"form": "xlsx"}, name="xlsx"),
    path(f"{_REPORT}grafiek-<int:number>.svg", views.chart, name="chart"),
]

"""Addresses of the register; the number of an agreement is the last that is tried."""

from django.urls import path

from drieluik.apps.agreements.views import (
    bindings,
    corrections,
    document,
    focus,
    imports,
    register,
)

app_name = "agreements"
_BASE = "<slug:municipality>/afspraken/"
urlpatterns = [
    path(_BASE, register.register, name="register"),
    path(f"{_BASE}vast/<uuid:clause_id>/", register.permalink, name="permalink"),
    path(f"{_BASE}document/", document.web, name="document"),
    path(f"{_BASE}document.docx", document.word, name="document_word"),
    path(f"{_BASE}speerpunten/", focus.focus_projects, name="focus_projects"),
    path(
        f"{_BASE}speerpunten/<int:year>/<int:position>/", focus.focus_project, name="focus_project"
    ),
    path(f"{_BASE}inlezen/", imports.imports, name="imports"),
    path(f"{_BASE}inlezen/<uuid:import_id>/", imports.detail, name="import"),
    path(f"{_BASE}inlezen/<uuid:import_id>/voortgang/", imports.progress, name="import_progress"),
    path(f"{_BASE}inlezen/<uuid:import_id>/origineel/", imports.original, name="import_original"),
    path(f"{_BASE}inlezen/<uuid:import_id>/terug/", imports.undo, name="import_undo"),
    path(f"{_BASE}inlezen/<uuid:import_id>/bevestigen/", imports.confirm, name="import_confirm"),
    path(f"{_BASE}inlezen/<uuid:import_id>/intrekken/", imports.withdraw, name="import_withdraw"),
    path(
        f"{_BASE}inlezen/<uuid:import_id>/verbeteren/<slug:act>/",
        corrections.correct,
        name="import_correct",
    ),
    path(f"{_BASE}<str:number>/partijen/", bindings.bindings, name="bindings"),
    path(f"{_BASE}<str:number>/", register.clause, name="clause"),
]

"""Addresses of the register; the number of an agreement is the last that is tried."""

from django.urls import path

from drieluik.apps.agreements.views import (
    bases,
    bindings,
    comments,
    corrections,
    delegations,
    document,
    focus,
    imports,
    record_corrections,
    register,
    versions,
)
from drieluik.apps.agreements.views.proposals import (
    answering,
    detail,
    listing,
    rebasing,
    rules,
    writing,
)

app_name = "agreements"
_BASE = "<slug:municipality>/afspraken/"
_PROPOSALS = "<slug:municipality>/voorstellen/"
_COMMENT = "<slug:municipality>/opmerkingen/<uuid:comment_id>/"
_ONE = f"{_PROPOSALS}<uuid:proposal_id>/"
urlpatterns = [
    path(_BASE, register.register, name="register"),
    path(f"{_BASE}vast/<uuid:clause_id>/", register.permalink, name="permalink"),
    path(f"{_BASE}document/", document.web, name="document"),
    path(f"{_BASE}document.docx", document.word, name="document_word"),
    path(f"{_BASE}document.pdf", document.pdf, name="document_pdf"),
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
    path(f"{_BASE}grondslag/", bases.bases, name="bases"),
    path(f"{_BASE}grondslag/vastleggen/", bases.record, name="basis_record"),
    path(f"{_BASE}grondslag/<int:basis_id>/herstellen/", bases.correct, name="basis_correct"),
    path(f"{_BASE}versies/", versions.versions, name="versions"),
    path(f"{_BASE}versies/verschil/", versions.difference, name="difference"),
    path(f"{_BASE}versies/verschil.docx", versions.difference_word, name="difference_word"),
    path(f"{_BASE}versies/verschil.pdf", versions.difference_pdf, name="difference_pdf"),
    path(f"{_BASE}versies/register.json", versions.whole_register, name="whole_register"),
    path(f"{_BASE}versies/jaar/", record_corrections.year, name="year"),
    path(f"{_BASE}<str:number>/herstellen/", record_corrections.correct, name="correct_record"),
    path(f"{_BASE}<str:number>/herkomst/", versions.source, name="source"),
    path(f"{_BASE}<str:number>/partijen/", bindings.bindings, name="bindings"),
    path(f"{_BASE}vast/<uuid:clause_id>/opmerking/", comments.on_clause, name="clause_comment"),
    path(f"{_BASE}<str:number>/", register.clause, name="clause"),
    path(_PROPOSALS, listing.proposals, name="proposals"),
    path(f"{_PROPOSALS}nieuw/", writing.begin, name="proposal_begin"),
    path(f"{_PROPOSALS}naast-elkaar/", listing.side_by_side, name="rivals"),
    path(f"{_PROPOSALS}instemming/", rules.consent_rules, name="consent_rules"),
    path(
        f"{_PROPOSALS}instemming/<int:party_id>/akkoord/", rules.set_approvals, name="set_approvals"
    ),
    path(f"{_PROPOSALS}vervanging/", delegations.delegations, name="delegations"),
    path(
        f"{_PROPOSALS}vervanging/<int:delegation_id>/einde/",
        delegations.end,
        name="delegation_end",
    ),
    path(_ONE, detail.proposal, name="proposal"),
    path(f"{_ONE}voorstel.docx", detail.word, name="proposal_word"),
    path(f"{_ONE}voorstel.pdf", detail.pdf, name="proposal_pdf"),
    path(f"{_ONE}aanpassen/", writing.words, name="proposal_words"),
    path(f"{_ONE}weg/<uuid:edit_id>/", writing.take_out, name="edit_take_out"),
    path(f"{_ONE}wijziging/<slug:kind>/", writing.edit, name="edit"),
    path(f"{_ONE}indienen/", detail.submit, name="proposal_submit"),
    path(f"{_ONE}intrekken/", detail.withdraw, name="proposal_withdraw"),
    path(f"{_ONE}opnieuw/", writing.copy, name="proposal_copy"),
    path(f"{_ONE}overzetten/", rebasing.rebase, name="proposal_rebase"),
    path(f"{_ONE}standpunt/", answering.take_position, name="take_position"),
    path(f"{_ONE}schriftelijk/", answering.record_written, name="record_written"),
    path(f"{_ONE}akkoord/", answering.approve, name="approve"),
    path(f"{_ONE}opmerking/<uuid:subject>/", comments.on_proposal, name="proposal_comment"),
    path(f"{_COMMENT}antwoord/", comments.answer, name="comment_answer"),
    path(f"{_COMMENT}<slug:act>/", comments.mark, name="comment_mark"),
]

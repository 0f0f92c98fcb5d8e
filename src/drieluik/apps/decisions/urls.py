"""Addresses of meetings."""

from django.urls import path

from drieluik.apps.decisions.views import agenda, items, lists, minutes, planning, sending, session

app_name = "decisions"
_BASE = "<slug:municipality>/overleggen/"
_ONE = f"{_BASE}<uuid:meeting_id>/"
_ITEM = f"{_ONE}punten/<uuid:item_id>/"
_SESSION = f"{_ONE}zitting/"
urlpatterns = [
    path(_BASE, lists.meetings, name="meetings"),
    path(f"{_BASE}plannen/", planning.plan, name="plan"),
    path(f"{_BASE}termijn/", planning.term, name="term"),
    path(f"{_BASE}taken/", lists.tasks, name="tasks"),
    path(f"{_BASE}taken/<uuid:task_id>/klaar/", lists.finish_task, name="finish_task"),
    path(_ONE, lists.meeting, name="meeting"),
    path(f"{_ONE}wijzigen/", planning.change, name="change"),
    path(f"{_ONE}verplaatsen/", planning.move, name="move"),
    path(f"{_ONE}afgelasten/", planning.cancel, name="cancel"),
    path(f"{_ONE}toch-houden/", planning.reinstate, name="reinstate"),
    path(f"{_ONE}agenda/", agenda.agenda, name="agenda"),
    path(f"{_ONE}agenda/aangeboden/", agenda.take_up, name="take_up"),
    path(f"{_ONE}agenda/volgorde/", agenda.reorder, name="reorder"),
    path(f"{_ONE}agenda/definitief/", agenda.publish, name="publish"),
    path(f"{_ONE}agenda/versturen/", sending.send, name="send"),
    path(_ITEM, items.item, name="item"),
    path(f"{_ITEM}wijzigen/", agenda.change_item, name="change_item"),
    path(f"{_ITEM}weghalen/", agenda.remove_item, name="remove_item"),
    path(f"{_ITEM}stukken/", items.add_paper, name="add_paper"),
    path(f"{_ITEM}stukken/<int:version_id>/ontvangst/", items.receipt, name="receipt"),
    path(f"{_ITEM}inbreng/", items.give_input, name="give_input"),
    path(f"{_ITEM}inbreng/<int:input_id>/antwoord/", items.answer, name="answer"),
    path(
        f"{_ITEM}inbreng/<int:input_id>/beantwoorden/",
        items.answer_question,
        name="answer_question",
    ),
    path(f"{_ONE}stukken/<int:version_id>/", items.paper, name="paper"),
    path(f"{_ONE}openen/", session.open_meeting, name="open"),
    path(_SESSION, session.session, name="session"),
    path(f"{_SESSION}aanwezigheid/", session.attendance, name="attendance"),
    path(f"{_SESSION}<uuid:item_id>/besproken/", session.discuss, name="discuss"),
    path(f"{_SESSION}<uuid:item_id>/besluit/", session.decide, name="decide"),
    path(f"{_SESSION}<uuid:item_id>/aanhouden/", session.adjourn, name="adjourn"),
    path(f"{_SESSION}besluiten/<uuid:decision_id>/", session.correct, name="correct"),
    path(f"{_ONE}sluiten/", session.close_meeting, name="close"),
    path(f"{_ONE}vaststellen/", session.approve, name="approve"),
    path(f"{_ONE}verslag/", minutes.minutes, name="minutes"),
    path(f"{_ONE}verslag.docx", minutes.minutes_word, name="minutes_word"),
    path(f"{_ONE}verslag.pdf", minutes.minutes_pdf_file, name="minutes_pdf"),
    path(f"{_ONE}besluitenlijst/", minutes.decisions, name="decisions"),
    path(f"{_ONE}besluitenlijst.docx", minutes.decisions_word, name="decisions_word"),
    path(f"{_ONE}besluitenlijst.pdf", minutes.decisions_pdf_file, name="decisions_pdf"),
]

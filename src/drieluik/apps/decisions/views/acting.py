"""What every act on a page has in common: who and when, a form that is carried out, the way on."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypedDict

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from drieluik.apps.errors import Overtaken, WrongState
from drieluik.apps.organisations.access import ActorRequest
from drieluik.apps.organisations.actors import Actor


class By(TypedDict):
    """Who does something, and when."""

    actor: Actor
    now: datetime


def by(request: ActorRequest) -> By:
    """Return who acts on this page, at this moment."""
    return {"actor": request.actor, "now": timezone.now()}


def carry_out(
    request: ActorRequest, form: forms.Form, act: Callable[[], object], *, at: str | None = None
) -> bool:
    """Do what a sent form asks; tell whether it was done.

    What the act refuses becomes a fault of the form, so that no typed word is lost. Only when
    somebody else was just ahead the page has to be looked at anew.

    Args:
        request: The question.
        form: The form as it was sent.
        act: Reads the form once it is valid, and does it.
        at: Field beside which a refusal is shown; above the form when None.

    Raises:
        NotAllowed: This person may not.
        Overtaken: Somebody else was just ahead.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except Overtaken:
        raise
    except WrongState as refused:
        form.add_error(at, str(refused))
        return False
    return True


def show(
    request: ActorRequest, template: str, context: dict[str, Any], *sent: forms.Form | None
) -> HttpResponse:
    """Show a page; with a fault in one of these forms it says so to programmes as well."""
    wrong = any(form is not None and form.is_bound and form.errors for form in sent)
    return render(request, template, context, status=400 if wrong else 200)


def on_to(request: ActorRequest, words: str, page: str, *where: Any) -> HttpResponse:
    """Say what was done and go to a page about meetings."""
    messages.success(request, words)
    return redirect(f"decisions:{page}", request.municipality.slug, *where)

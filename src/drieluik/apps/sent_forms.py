"""What was sent in a form: carried out on a page, or checked for the API with its own names."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from ninja.errors import ValidationError

from drieluik.apps.errors import WrongState

Filled = TypeVar("Filled", bound=forms.Form)


def carry_out(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a sent form asks; what is refused becomes a fault of the form, so no word is lost.

    Returns:
        Whether it was done.

    Raises:
        NotAllowed: This person may not.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except WrongState as refused:
        form.add_error(None, str(refused))
        return False
    return True


def valid_form(form: Filled, names: Mapping[str, str]) -> Filled:
    """Return a form that was filled in well.

    Args:
        form: The form of the page, filled in.
        names: What this API calls a field, and what the form calls it.

    Raises:
        ValidationError: What is wrong, at the names this API uses.
    """
    if form.is_valid():
        return form
    dutch = {english: name for name, english in names.items()}
    raise ValidationError(
        [
            {"loc": ("form", dutch.get(name, name)), "msg": str(sentence)}
            for name, sentences in form.errors.items()
            for sentence in sentences
        ]
    )

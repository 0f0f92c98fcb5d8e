"""What was sent, checked by the form of the page, with everything wrong at the names of this API."""

from collections.abc import Mapping
from typing import TypeVar

from django import forms
from ninja.errors import ValidationError

Filled = TypeVar("Filled", bound=forms.Form)


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

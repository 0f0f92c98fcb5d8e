"""What was sent, checked by the form of the page, with everything wrong at the names of this API."""

from collections.abc import Mapping

from django import forms
from ninja.errors import ValidationError


def valid_form(form: forms.Form, names: Mapping[str, str]) -> forms.Form:
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

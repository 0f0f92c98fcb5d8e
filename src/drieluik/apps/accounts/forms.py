"""Forms of the sign-in library in our own words."""

from allauth.mfa.totp.forms import ActivateTOTPForm as _ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from drieluik.ui.forms import WordsField


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """Ask how the key is called and whether it can do without password."""

    name = WordsField(label=_("Name of the key"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("Sign in with this key only, without password"),
        required=False,
        help_text=_("The key then asks for your fingerprint, your face or a code."),
    )


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """Ask how the key is called."""

    name = WordsField(label=_("Name of the key"), max_length=100)


class ActivateAppForm(_ActivateTOTPForm):  # type: ignore[misc] # allauth ships no types
    """Ask for the code that the app shows."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code of the app")
        self.fields["code"].widget.attrs.pop("placeholder", None)

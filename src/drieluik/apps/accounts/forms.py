"""Forms of the sign-in library in our own words."""

from allauth.mfa.totp.forms import ActivateTOTPForm as _ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """Ask how the key is called and whether it can do without password."""

    name = forms.CharField(label=_("Name of the key"), required=False)
    passwordless = forms.BooleanField(
        label=_("Sign in with this key only, without password"),
        required=False,
        help_text=_("The key then asks for your fingerprint, your face or a code."),
    )


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """Ask how the key is called."""

    name = forms.CharField(label=_("Name of the key"))


class ActivateAppForm(_ActivateTOTPForm):  # type: ignore[misc] # allauth ships no types
    """Ask for the code that the app shows."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code of the app")
        self.fields["code"].widget.attrs.pop("placeholder", None)

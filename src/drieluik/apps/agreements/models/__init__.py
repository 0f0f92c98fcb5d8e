"""What the register keeps: documents read in, versions of the agreements, focus projects."""

from drieluik.apps.agreements.models.focus import Action, FocusProject
from drieluik.apps.agreements.models.imports import Import
from drieluik.apps.agreements.models.register import (
    Binding,
    Clause,
    ClauseText,
    Register,
    RegisterVersion,
    SectionText,
)

__all__ = [
    "Action",
    "Binding",
    "Clause",
    "ClauseText",
    "FocusProject",
    "Import",
    "Register",
    "RegisterVersion",
    "SectionText",
]

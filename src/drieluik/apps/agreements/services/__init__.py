"""What can be done with documents and the register. Every function is one whole act."""

from drieluik.apps.agreements.services.bindings import set_bindings
from drieluik.apps.agreements.services.confirmation import confirm_import
from drieluik.apps.agreements.services.imports import (
    Uploaded,
    correct_outline,
    undo_correction,
    upload_document,
    withdraw_import,
)
from drieluik.apps.agreements.services.register import Recorded, load_register

__all__ = [
    "Recorded",
    "Uploaded",
    "confirm_import",
    "correct_outline",
    "load_register",
    "set_bindings",
    "undo_correction",
    "upload_document",
    "withdraw_import",
]

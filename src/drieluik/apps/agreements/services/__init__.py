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
from drieluik.apps.agreements.services.reading import (
    Waiting,
    find_waiting,
    interrupt_reading,
    note_reading,
    record_reading,
)
from drieluik.apps.agreements.services.register import Recorded, load_register

__all__ = [
    "Recorded",
    "Uploaded",
    "Waiting",
    "confirm_import",
    "correct_outline",
    "find_waiting",
    "interrupt_reading",
    "load_register",
    "note_reading",
    "record_reading",
    "set_bindings",
    "undo_correction",
    "upload_document",
    "withdraw_import",
]

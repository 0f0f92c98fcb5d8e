"""What can be done with layers. Every function here is one whole act."""

from drieluik.apps.layers.services.cards import (
    NewCard,
    add_layer,
    change_card,
    withdraw_layer,
)
from drieluik.apps.layers.services.importing import (
    Said,
    choose_column,
    find_waiting,
    interrupt_reading,
    note_reading,
    question_about,
    record_reading,
    upload_version,
)
from drieluik.apps.layers.services.loading import LoadedFile, load_layer
from drieluik.apps.layers.services.versions import accept_version, withdraw_version

__all__ = [
    "LoadedFile",
    "NewCard",
    "Said",
    "accept_version",
    "add_layer",
    "change_card",
    "choose_column",
    "find_waiting",
    "interrupt_reading",
    "load_layer",
    "note_reading",
    "question_about",
    "record_reading",
    "upload_version",
    "withdraw_layer",
    "withdraw_version",
]

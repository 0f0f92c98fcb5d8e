"""What can be done with rounds and deliveries. Every function is one whole act."""

from drieluik.apps.deliveries.services.acceptance import (
    Choice,
    accept_delivery,
    accept_tables,
    refuse_delivery,
)
from drieluik.apps.deliveries.services.applying import (
    ALWAYS_APPLIES,
    end_not_applicable,
    faults_of_statement,
    record_not_applicable,
)
from drieluik.apps.deliveries.services.checking import (
    begin_check,
    interrupt_check,
    note_progress,
    record_check_result,
    restart_check,
)
from drieluik.apps.deliveries.services.confirming import confirm_findings, take_over_reasons
from drieluik.apps.deliveries.services.correcting import correct_cells
from drieluik.apps.deliveries.services.rounds import (
    change_days,
    faults_of_change,
    faults_of_reopening,
    open_round,
    reopen_round,
    set_reminding,
)
from drieluik.apps.deliveries.services.signing import Because, sign_delivery, withdraw_delivery
from drieluik.apps.deliveries.services.upload import HandedIn, UploadOutcome, upload_delivery
from drieluik.apps.deliveries.services.waiving import end_waiver, waive_rule

__all__ = [
    "ALWAYS_APPLIES",
    "Because",
    "Choice",
    "HandedIn",
    "UploadOutcome",
    "accept_delivery",
    "accept_tables",
    "begin_check",
    "change_days",
    "confirm_findings",
    "correct_cells",
    "end_not_applicable",
    "end_waiver",
    "faults_of_change",
    "faults_of_reopening",
    "faults_of_statement",
    "interrupt_check",
    "note_progress",
    "open_round",
    "record_check_result",
    "record_not_applicable",
    "refuse_delivery",
    "reopen_round",
    "restart_check",
    "set_reminding",
    "sign_delivery",
    "take_over_reasons",
    "upload_delivery",
    "waive_rule",
    "withdraw_delivery",
]

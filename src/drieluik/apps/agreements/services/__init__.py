"""What can be done with documents, the register and proposals. Every function is one whole act."""

from drieluik.apps.agreements.services.adoption import Adopted, adopt_edits, reject_proposal
from drieluik.apps.agreements.services.bindings import set_bindings
from drieluik.apps.agreements.services.comments import (
    Remark,
    answer_comment,
    mark_comment,
    write_comment,
)
from drieluik.apps.agreements.services.confirmation import confirm_import
from drieluik.apps.agreements.services.consent_rules import (
    NewConsentRule,
    set_approval_bodies,
    set_consent_rule,
)
from drieluik.apps.agreements.services.copying import copy_proposal
from drieluik.apps.agreements.services.delegations import end_delegation, give_delegation
from drieluik.apps.agreements.services.imports import (
    Uploaded,
    correct_outline,
    undo_correction,
    upload_document,
    withdraw_import,
)
from drieluik.apps.agreements.services.legal_bases import (
    NewBasis,
    correct_basis,
    record_basis,
)
from drieluik.apps.agreements.services.positions import (
    Said,
    give_approval,
    record_written_position,
    take_position,
)
from drieluik.apps.agreements.services.proposals import (
    ProposalWords,
    change_draft,
    draft_proposal,
    submit_proposal,
    withdraw_proposal,
)
from drieluik.apps.agreements.services.reading import (
    Waiting,
    find_waiting,
    interrupt_reading,
    note_reading,
    record_reading,
)
from drieluik.apps.agreements.services.rebasing import rebase_proposal
from drieluik.apps.agreements.services.record_corrections import RightWords, correct_record
from drieluik.apps.agreements.services.register import Recorded, load_register
from drieluik.apps.agreements.services.versions import DecisionBehind
from drieluik.apps.agreements.services.whole_register import import_whole_register
from drieluik.apps.agreements.services.years import close_year, open_year

__all__ = [
    "Adopted",
    "DecisionBehind",
    "NewBasis",
    "NewConsentRule",
    "ProposalWords",
    "Recorded",
    "Remark",
    "RightWords",
    "Said",
    "Uploaded",
    "Waiting",
    "adopt_edits",
    "answer_comment",
    "change_draft",
    "close_year",
    "confirm_import",
    "copy_proposal",
    "correct_basis",
    "correct_outline",
    "correct_record",
    "draft_proposal",
    "end_delegation",
    "find_waiting",
    "give_approval",
    "give_delegation",
    "import_whole_register",
    "interrupt_reading",
    "load_register",
    "mark_comment",
    "note_reading",
    "open_year",
    "rebase_proposal",
    "record_basis",
    "record_reading",
    "record_written_position",
    "reject_proposal",
    "set_approval_bodies",
    "set_bindings",
    "set_consent_rule",
    "submit_proposal",
    "take_position",
    "undo_correction",
    "upload_document",
    "withdraw_import",
    "withdraw_proposal",
    "write_comment",
]

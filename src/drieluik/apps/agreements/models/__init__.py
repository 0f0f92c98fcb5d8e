"""What the register keeps: documents read in, versions, focus projects, proposals, positions."""

from drieluik.apps.agreements.models.basis import LegalBasis
from drieluik.apps.agreements.models.comments import Comment, CommentMark
from drieluik.apps.agreements.models.delegations import Delegation, DelegationEnd
from drieluik.apps.agreements.models.focus import (
    Action,
    ActionMove,
    CarriedProject,
    FocusProject,
)
from drieluik.apps.agreements.models.imports import Import
from drieluik.apps.agreements.models.positions import (
    ApprovalRule,
    ConsentRule,
    Position,
    PositionApproval,
)
from drieluik.apps.agreements.models.proposals import Proposal, ProposalEdit
from drieluik.apps.agreements.models.register import (
    Binding,
    Clause,
    ClauseText,
    DepartedClause,
    Register,
    RegisterVersion,
    SectionText,
)
from drieluik.apps.agreements.models.years import YearStanding

__all__ = [
    "Action",
    "ActionMove",
    "ApprovalRule",
    "Binding",
    "CarriedProject",
    "Clause",
    "ClauseText",
    "Comment",
    "CommentMark",
    "ConsentRule",
    "Delegation",
    "DelegationEnd",
    "DepartedClause",
    "FocusProject",
    "Import",
    "LegalBasis",
    "Position",
    "PositionApproval",
    "Proposal",
    "ProposalEdit",
    "Register",
    "RegisterVersion",
    "SectionText",
    "YearStanding",
]

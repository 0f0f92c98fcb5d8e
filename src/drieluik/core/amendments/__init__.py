"""Changes of the agreements: what differs between two texts, and what edits make of a text.

Comes in: texts and frozen rows. Goes out: differences word by word, redlines of whole sets,
consolidated sets with findings, and which decision brought which words. Knows no file format, no
database, no user and no clock: who decides, and when it counts, is settled elsewhere.
"""

from drieluik.core.amendments.edits.conflicts import Conflict, Touch, conflict_matrix, conflicts
from drieluik.core.amendments.edits.consolidation import Consolidation, consolidated, replayed
from drieluik.core.amendments.edits.edit import (
    AddClause,
    AddSection,
    ChangeHeading,
    ChangeNumber,
    ChangeSection,
    ChangeWords,
    Edit,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SplitClause,
    touched_clauses,
)
from drieluik.core.amendments.edits.exchange import edit_from_json, edit_to_json, kind_of
from drieluik.core.amendments.edits.rebase import RebasedEdit, RebaseOutcome, rebased
from drieluik.core.amendments.sets.exchange import redline_to_json, state_counts, word_counts
from drieluik.core.amendments.sets.origin import SetOrigin, next_origin, set_origin
from drieluik.core.amendments.sets.pairing import Pairing, paired_by_id, paired_by_likeness
from drieluik.core.amendments.sets.redline import (
    ClauseRedline,
    ClauseState,
    MovedAway,
    Redline,
    SectionRedline,
    redline,
)
from drieluik.core.amendments.sets.rows import (
    AgreementSet,
    DepartedClause,
    Departure,
    SetClause,
    SetSection,
    content_hash,
    in_other_words,
    standing_successors,
)
from drieluik.core.amendments.words.difference import (
    Difference,
    Span,
    SpanKind,
    applied,
    difference,
    unapplied,
)
from drieluik.core.amendments.words.merging import Clash, Merged, carried_place, merged
from drieluik.core.amendments.words.provenance import SourcedSpan, provenance, with_next_version
from drieluik.core.amendments.words.readable import readable

__all__ = [
    "AddClause",
    "AddSection",
    "AgreementSet",
    "ChangeHeading",
    "ChangeNumber",
    "ChangeSection",
    "ChangeWords",
    "Clash",
    "ClauseRedline",
    "ClauseState",
    "Conflict",
    "Consolidation",
    "DepartedClause",
    "Departure",
    "Difference",
    "Edit",
    "MergeClauses",
    "Merged",
    "MoveClause",
    "MovedAway",
    "Pairing",
    "RebaseOutcome",
    "RebasedEdit",
    "Redline",
    "RepealClause",
    "ReplaceClause",
    "SectionRedline",
    "SetClause",
    "SetOrigin",
    "SetSection",
    "SourcedSpan",
    "Span",
    "SpanKind",
    "SplitClause",
    "Touch",
    "applied",
    "carried_place",
    "conflict_matrix",
    "conflicts",
    "consolidated",
    "content_hash",
    "difference",
    "edit_from_json",
    "edit_to_json",
    "in_other_words",
    "kind_of",
    "merged",
    "next_origin",
    "paired_by_id",
    "paired_by_likeness",
    "provenance",
    "readable",
    "rebased",
    "redline",
    "redline_to_json",
    "replayed",
    "set_origin",
    "standing_successors",
    "state_counts",
    "touched_clauses",
    "unapplied",
    "with_next_version",
    "word_counts",
]

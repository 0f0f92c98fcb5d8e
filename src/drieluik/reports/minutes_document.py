"""What minutes and a list of decisions hold, as frozen rows.

The same rows feed the page, Word and the words that are kept once minutes are approved, so that
they never say different things. Knows no database and no template; all labels come in as text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

FICTITIOUS = "Fictief voorbeeld: dit overleg is verzonnen."


@dataclass(frozen=True, slots=True)
class MinutedTask:
    """What a party does because of a decision."""

    party: str
    text: str
    due_on: str


@dataclass(frozen=True, slots=True)
class MinutedDecision:
    """A decision.

    Attributes:
        number: Counts in the meeting.
        kind: What was done.
        label: The same in words.
        text: Its words.
        in_force_from: First day of what was decided, in words; empty when there is none.
        replaced: Whether a later decision holds its right words.
        correction_reason: Why it took the place of another.
        tasks: What parties do because of it.
        positions: Of a proposal, what the parties said of it at the decision: the changes (empty
            for all of them) and who said what.
        changes: Of a proposal, what it made of the agreements, a sentence or more for every change.
    """

    number: int
    kind: str
    label: str
    text: str
    in_force_from: str
    replaced: bool
    correction_reason: str
    tasks: tuple[MinutedTask, ...] = ()
    positions: tuple[tuple[str, str], ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutedItem:
    """An item of the agenda as it went.

    Attributes:
        position: Place on the agenda.
        title: Its title.
        digest: What it is about, in plain words.
        papers: Title and version of every paper.
        warnings: One sentence per organisation of tenants that was not informed in time.
        input: What parties said beforehand: party and words.
        discussion: What was said, in short.
        decisions: What came of it.
    """

    position: int
    title: str
    digest: str
    papers: tuple[str, ...]
    warnings: tuple[str, ...]
    input: tuple[tuple[str, str], ...]
    discussion: str
    decisions: tuple[MinutedDecision, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one meeting.

    Attributes:
        name: Kind and day of the meeting.
        municipality: Its municipality.
        began: Moment at which it began, in words.
        place: Where.
        chair: Who chaired.
        attendance: Party, presence in words, and names.
        without_voice: Corporations whose tenants have no organisation.
        term: The agreed term for papers in words; empty when there is none.
        items: The agenda.
        fictitious: Whether all of it is made up.
        unrepresented: One sentence per kind of party of which nobody was there.
        ended: Moment at which it was closed, in words; empty when that is not known.
    """

    name: str
    municipality: str
    began: str
    place: str
    chair: str
    attendance: tuple[tuple[str, str, str], ...]
    without_voice: tuple[str, ...]
    term: str
    items: tuple[MinutedItem, ...]
    fictitious: bool = False
    unrepresented: tuple[str, ...] = ()
    ended: str = ""

    @property
    def decisions(self) -> tuple[tuple[MinutedItem, MinutedDecision], ...]:
        """All decisions that stand, with their items, in the order in which they were taken."""
        pairs = (
            (item, decision)
            for item in self.items
            for decision in item.decisions
            if not decision.replaced
        )
        return tuple(sorted(pairs, key=lambda pair: pair[1].number))

    @property
    def tasks(self) -> tuple[tuple[int, MinutedTask], ...]:
        """All tasks with the number of the decision they follow from, in its order."""
        pairs = (
            (decision.number, task)
            for item in self.items
            for decision in item.decisions
            for task in decision.tasks
        )
        return tuple(sorted(pairs, key=lambda pair: pair[0]))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far minutes are: the approval belongs to the meeting, not to the words.

    Attributes:
        approved_in: Name of the meeting that approved them; empty while it has not.
        remarks: What was remarked at approval.
        content_hash: Hash of the approved words; empty before.
        printed_on: Day on which this was made.
    """

    approved_in: str
    remarks: str
    content_hash: str
    printed_on: date


def facts_nl(minutes: Minutes, standing: Standing) -> list[tuple[str, str]]:
    """What is told of the meeting before its items: labels with their words."""
    state = (
        f"Vastgesteld in {standing.approved_in}" if standing.approved_in else "Nog niet vastgesteld"
    )
    told = [
        ("Begonnen", minutes.began),
        ("Gesloten", minutes.ended),
        ("Plaats", minutes.place),
        ("Voorzitter", minutes.chair),
        ("Stand", state),
        ("Bij vaststelling", standing.remarks),
        ("Controlecode", standing.content_hash),
    ]
    return [(label, text) for label, text in told if text]


def edge_nl(minutes: Minutes, title: str, standing: Standing) -> str:
    """What stands at the edge of every page: whose paper it is, and whether it was approved."""
    label = "" if standing.approved_in else " · nog niet vastgesteld"
    return f"{minutes.municipality} · {title}{label}"


def decision_nl(decision: MinutedDecision, *, with_label: bool = True) -> str:
    """The words of a decision with the day from which it counts."""
    label = f"{decision.label}. " if with_label else ""
    starts = f" Geldig vanaf {decision.in_force_from}." if decision.in_force_from else ""
    reason = decision.correction_reason
    why = f" Verbeterd omdat: {_sentence(reason)}" if reason else ""
    changes = "".join(f"\n{change}" for change in decision.changes)
    return f"{label}{_sentence(decision.text)}{starts}{why}{changes}"


def _sentence(words: str) -> str:
    """End words so that what follows does not run on from them.

    Examples:
        >>> _sentence("Er komen tien bomen"), _sentence("Akkoord?")
        ('Er komen tien bomen.', 'Akkoord?')
    """
    return words if words.rstrip().endswith((".", "!", "?", ":", ";")) else f"{words.rstrip()}."


def positions_nl(about: str) -> str:
    """What stands before the positions of parties."""
    return f"Standpunten over {about}: " if about else "Standpunten: "


def minutes_from(content: Mapping[str, Any]) -> Minutes:
    """Read kept words back into rows.

    Raises:
        TypeError: The content is of another form.
    """
    items = tuple(_item(item) for item in content["items"])
    attendance = tuple((row[0], row[1], row[2]) for row in content["attendance"])
    plain = {
        field.name: content[field.name]
        for field in fields(Minutes)
        if field.name not in ("items", "attendance", "without_voice", "unrepresented", "ended")
    }
    return Minutes(
        **plain,
        items=items,
        attendance=attendance,
        without_voice=tuple(content["without_voice"]),
        # minutes of before this was noted are kept as they were
        unrepresented=tuple(content.get("unrepresented", ())),
        ended=content.get("ended", ""),
    )


def _item(content: Mapping[str, Any]) -> MinutedItem:
    return MinutedItem(
        position=content["position"],
        title=content["title"],
        digest=content["digest"],
        papers=tuple(content["papers"]),
        warnings=tuple(content["warnings"]),
        input=tuple((row[0], row[1]) for row in content["input"]),
        discussion=content["discussion"],
        decisions=tuple(_decision(one) for one in content["decisions"]),
    )


def _decision(content: Mapping[str, Any]) -> MinutedDecision:
    tasks = tuple(MinutedTask(**task) for task in content["tasks"])
    # minutes of before positions and changes were told are kept as they were
    positions = tuple((about, words) for about, words in content.get("positions", ()))
    told = {"positions": positions, "changes": tuple(content.get("changes", ()))}
    return MinutedDecision(**{**content, "tasks": tasks, **told})

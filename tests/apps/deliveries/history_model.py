"""A small model of the files of one corporation for one half-year: what should be true after an act.

What counts is, per municipality, from which file each table comes; a table nobody accepted is in none.

It knows nothing of Django. An act that may not happen raises ``Refused`` and changes nothing.
"""

from dataclasses import dataclass, field

from drieluik.core.tables import TABLES as CONTRACTS

PLACES = ("GM9001", "GM9002")
TABLES = frozenset(table.id for table in CONTRACTS)
UNDER_CHECK = ("uploaded", "checking", "interrupted")
OPEN = (*UNDER_CHECK, "checked")
STANDING = (*OPEN, "signed")


class Refused(Exception):  # noqa: N818 - it is no error: people are told
    """The act is not possible now."""


@dataclass(frozen=True)
class Content:
    """What is in a workbook, as far as the acts care."""

    name: str
    n_soft: int = 0
    tables: frozenset[str] = TABLES
    blocks: bool = False
    is_wrong: bool = False


EMPTY = Content("nothing")


@dataclass
class File:
    """One file handed in."""

    content: Content
    state: str = "uploaded"
    version: int = 1
    n_to_confirm: int = 0
    parts: dict[str, str] = field(default_factory=dict)
    back: dict[str, frozenset[str]] = field(default_factory=dict)
    sources: dict[str, dict[str, int]] = field(default_factory=dict)
    replaced: bool = False
    corrects: bool = False

    def can_bring_nothing_new(self) -> bool:
        if self.state == "set_aside":
            return True
        partly = any(self.back[place] for place in self.back if self.parts[place] == "accepted")
        return self.state in STANDING and "refused" not in self.parts.values() and not partly


def _ask(is_possible: bool) -> None:
    if not is_possible:
        raise Refused


@dataclass
class HalfYear:
    """All files, in the order of handing in, and how many events were recorded."""

    files: list[File] = field(default_factory=list)
    n_events: int = 0

    def newest_standing(self) -> int | None:
        return max((i for i, one in enumerate(self.files) if one.state in STANDING), default=None)

    def upload(self, content: Content, seen: int | None) -> int:
        for index, one in enumerate(self.files):
            if one.content == content and one.can_bring_nothing_new():
                return index
        newest = self.newest_standing()
        _ask(newest is None or newest == seen)
        self.files.append(File(content))
        self.n_events += 1
        return len(self.files) - 1

    def begin(self, index: int) -> bool:
        one = self.files[index]
        if one.state not in ("uploaded", "checking"):
            return False
        one.state = "checking"
        return True

    def record(self, index: int) -> bool:
        one = self.files[index]
        if one.state != "checking":
            return False
        one.version += 1
        self.n_events += 1
        one.n_to_confirm = one.content.n_soft
        if one.content.is_wrong:
            one.state = "set_aside"
            return True
        one.state, one.parts = "checked", dict.fromkeys(PLACES, "pending")
        for earlier in self.files[:index]:
            if earlier.state in OPEN:
                earlier.state, earlier.replaced = "replaced", True
                earlier.version += 1
        return True

    def interrupt(self, index: int) -> None:
        if self.files[index].state == "checking":
            self._act(index, "interrupted")

    def restart(self, index: int) -> None:
        _ask(self.files[index].state == "interrupted")
        self._act(index, "uploaded")

    def withdraw(self, index: int) -> None:
        _ask(self.files[index].state in OPEN)
        self._act(index, "withdrawn")

    def confirm(self, index: int) -> None:
        one = self.files[index]
        _ask(one.state == "checked" and one.n_to_confirm > 0)
        one.n_to_confirm = 0
        self._act(index, "checked")

    def sign(self, index: int, has_cause: bool) -> None:
        one = self.files[index]
        _ask(one.state == "checked" and not one.content.blocks and not one.n_to_confirm)
        _ask(not any(newer.state in UNDER_CHECK for newer in self.files[index + 1 :]))
        _ask(has_cause == any("accepted" in other.parts.values() for other in self.others(one)))
        one.corrects = has_cause
        self._act(index, "signed")
        for other in self.others(one):
            if other.state == "signed":
                other.parts = {
                    place: "lapsed" if verdict == "pending" else verdict
                    for place, verdict in other.parts.items()
                }
                self._give_way(other, ("accepted",))

    def decide(
        self, index: int, place: str, verdict: str, back: frozenset[str] = frozenset()
    ) -> None:
        one = self.files[index]
        _ask(one.parts.get(place) == "pending" and one.state == "signed")
        _ask(back <= one.content.tables and back != one.content.tables)
        if verdict == "accepted":
            counted = next(
                (other for other in self.files if other.parts.get(place) == "accepted"), File(EMPTY)
            )
            own = one.content.tables - back
            one.sources[place] = {
                **counted.sources.get(place, {}),
                **dict.fromkeys(own, index),
            }
            one.back[place] = back | (counted.back.get(place, frozenset()) - one.content.tables)
        for other in self.others(one):
            if verdict == "accepted" and other.parts.get(place) == "accepted":
                other.parts[place] = "superseded"
                self._give_way(other, ("accepted", "pending"))
        one.parts[place] = verdict
        self._act(index, "signed")

    def others(self, one: File) -> list[File]:
        return [other for other in self.files if other is not one]

    def counting(self, place: str) -> list[int]:
        return [i for i, one in enumerate(self.files) if one.parts.get(place) == "accepted"]

    def _act(self, index: int, state: str) -> None:
        self.files[index].state = state
        self.files[index].version += 1
        self.n_events += 1

    def _give_way(self, other: File, still_matters: tuple[str, ...]) -> None:
        other.replaced = True
        other.version += 1
        if not any(verdict in still_matters for verdict in other.parts.values()):
            other.state = "replaced"

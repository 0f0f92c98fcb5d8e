"""What changed between two sets of areas: new, gone, renamed, another code, another border."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from drieluik.core.geography.borders import Area
from drieluik.core.geography.carrying.crosswalk import is_wide


class Kind(StrEnum):
    """What became of an area; an area can be renamed and have another border too."""

    SAME = "same"
    RENAMED = "renamed"
    BORDER = "border"
    RECODED = "recoded"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one area.

    Attributes:
        kind: What changed most: border before name.
        code: The code now; that of before when the area is gone.
        name: The name that goes with it.
        before_code: The code before; None when it is new.
        before_name: The name before; None when it is new.
    """

    kind: Kind
    code: str
    name: str
    before_code: str | None = None
    before_name: str | None = None


def compare_areas(before: Sequence[Area], after: Sequence[Area]) -> tuple[Change, ...]:
    """Tell per area what changed, in order of code.

    Args:
        before: Areas of one level.
        after: Areas of the same level in another file or year.

    Returns:
        One change per area of either. A new code with the border of a code that went is one
        change: ``recoded``. Borders are compared where both have one; a shift below five metres
        is none.
    """
    old = {area.code: area for area in before}
    new = {area.code: area for area in after}
    kept = [_kept(old[code], new[code]) for code in old.keys() & new.keys()]
    gone, fresh = _without(old, new), _without(new, old)
    recoded = [
        Change(Kind.RECODED, now.code, now.name, was.code, was.name)
        for was in gone
        if (now := next((one for one in fresh if _same_border(was, one)), None)) is not None
    ]
    told = {change.code for change in recoded} | {change.before_code for change in recoded}
    others = [
        *(Change(Kind.NEW, one.code, one.name) for one in fresh if one.code not in told),
        *(
            Change(Kind.GONE, one.code, one.name, one.code, one.name)
            for one in gone
            if one.code not in told
        ),
    ]
    return tuple(sorted([*kept, *recoded, *others], key=lambda change: change.code))


def _without(areas: dict[str, Area], others: dict[str, Area]) -> list[Area]:
    return [areas[code] for code in sorted(areas.keys() - others.keys())]


def _kept(was: Area, now: Area) -> Change:
    both_drawn = was.shape is not None and now.shape is not None
    if both_drawn and not _same_border(was, now):
        kind = Kind.BORDER
    else:
        kind = Kind.SAME if was.name == now.name else Kind.RENAMED
    return Change(kind, now.code, now.name, was.code, was.name)


def _same_border(was: Area, now: Area) -> bool:
    if was.shape is None or now.shape is None:
        return False
    return not is_wide(was.shape.symmetric_difference(now.shape))

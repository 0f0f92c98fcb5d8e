"""Place where apps above the library tell what points at a work.

The library cannot import them; they register a function here when they start, and the page of a
work calls it. A function that is registered twice counts once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class WorkUse:
    """Something that points at a work.

    Attributes:
        title: What it is called, such as the title of a result.
        where: What it belongs to, in words.
        href: Path of its page.
    """

    title: str
    where: str
    href: str


UseProvider = Callable[[int, UUID], Sequence[WorkUse]]

_use_providers: list[UseProvider] = []


def register_work_uses(provider: UseProvider) -> None:
    """Let ``provider(municipality_id, work_id)`` say what points at a work."""
    if provider not in _use_providers:
        _use_providers.append(provider)


def uses_of_work(municipality_id: int, work_id: UUID) -> list[WorkUse]:
    """Return what points at a work, in order of registration."""
    return [use for provider in _use_providers for use in provider(municipality_id, work_id)]

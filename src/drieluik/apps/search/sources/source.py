"""What a source of entries is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drieluik.apps.search.rows import Bundle

if TYPE_CHECKING:
    from drieluik.apps.audit.models import AuditEvent

Bundles = Callable[[int], Iterable[Bundle]]
Reaction = Callable[["AuditEvent"], Iterable[Bundle]]


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be found.

    Attributes:
        bundles: Gives all bundles of a municipality.
        reactions: For names of events: the bundles that such an event changes.
    """

    bundles: Bundles
    reactions: Mapping[str, Reaction]

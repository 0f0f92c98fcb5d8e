"""Where entries come from: one module per subject, each reading by the front door of its app.

A source reacts to recorded acts (``audit.subscribe``), in their own transaction: the apps below
know nothing of the index, and every act has exactly one event. It also gives all its bundles, to
make the index anew; both ways go through the same function, so they cannot differ.
"""

from drieluik.apps.search.sources import library, meetings, proposals, register
from drieluik.apps.search.sources.source import Source

SOURCES: tuple[Source, ...] = (register.SOURCE, proposals.SOURCE, meetings.SOURCE, library.SOURCE)

__all__ = ["SOURCES", "Source"]

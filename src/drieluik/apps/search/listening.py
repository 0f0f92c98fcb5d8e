"""Follows recorded acts, so that what was just written is found and what was taken back is not."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from drieluik.apps.audit.services import subscribe
from drieluik.apps.search.services import put_bundle
from drieluik.apps.search.sources import SOURCES

if TYPE_CHECKING:
    from drieluik.apps.audit.models import AuditEvent


def listen() -> None:
    """Have the index follow every event of every source."""
    for name in {name for source in SOURCES for name in source.reactions}:
        subscribe(name, follow)


def follow(event: "AuditEvent") -> None:
    """Make the bundles anew that an event changes, in the transaction of the event.

    The index is in the language of the house, whatever language the person who acts reads in.
    """
    with translation.override(settings.LANGUAGE_CODE):
        for source in SOURCES:
            if event.name in source.reactions:
                for bundle in source.reactions[event.name](event):
                    put_bundle(bundle)

"""Meetings for other programmes: reading them, preparing them, and what happens in session."""

from drieluik.apps.decisions.api import items, preparing, recording
from drieluik.apps.decisions.api.reading import router

__all__ = ["items", "preparing", "recording", "router"]

"""The year for other programmes: the year itself, and the days that people tell."""

from drieluik.apps.calendar.api import days, free, year
from drieluik.apps.calendar.api.asking import router

__all__ = ["days", "free", "router", "year"]

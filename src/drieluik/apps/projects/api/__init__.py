"""Focus projects for other programmes: progress, costs and cover, results and leads."""

from drieluik.apps.projects.api import costs, progress, results
from drieluik.apps.projects.api.asking import router

__all__ = ["costs", "progress", "results", "router"]

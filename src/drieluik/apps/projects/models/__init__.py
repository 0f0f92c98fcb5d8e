"""What is recorded beside the agreed focus projects; none of it changes the agreed text."""

from drieluik.apps.projects.models.costs import CostLine
from drieluik.apps.projects.models.leads import ProjectLead
from drieluik.apps.projects.models.progress import Progress
from drieluik.apps.projects.models.results import ProjectResult

__all__ = ["CostLine", "Progress", "ProjectLead", "ProjectResult"]

"""Reading the evaluation of a year."""

from drieluik.apps.evaluation.selectors.answers import newest_answers
from drieluik.apps.evaluation.selectors.year import get_evaluation

__all__ = ["get_evaluation", "newest_answers"]

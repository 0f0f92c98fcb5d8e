"""The evaluation of a year and its questionnaire for other programmes.

The same people read and answer as on the pages. Kinds of promises and statements have Dutch names.
"""

from drieluik.apps.evaluation.api import questionnaire, year
from drieluik.apps.evaluation.api.asking import router

__all__ = ["questionnaire", "router", "year"]

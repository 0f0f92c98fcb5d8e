"""Law and policy as dated values: each with its source, who checked it and when to check again.

Comes in: YAML files under ``data/<topic>/<name>.yaml``. Goes out: ``Parameter`` with values by
date. Knows no table and no indicator; functions elsewhere receive values, never this loader.
"""

from drieluik.core.parameters.catalogue import PARAMETERS, overdue, parameter
from drieluik.core.parameters.parameter import (
    DatedValue,
    Parameter,
    ParameterFileError,
    ParameterUnknown,
    Renewal,
    Source,
)
from drieluik.core.parameters.reading import read_parameter
from drieluik.core.parameters.strict import (
    DatedFileError,
    checked_of,
    day_of,
    exactly,
    mapping_of,
    source_of,
    text_of,
)

__all__ = [
    "PARAMETERS",
    "DatedFileError",
    "DatedValue",
    "Parameter",
    "ParameterFileError",
    "ParameterUnknown",
    "Renewal",
    "Source",
    "checked_of",
    "day_of",
    "exactly",
    "mapping_of",
    "overdue",
    "parameter",
    "read_parameter",
    "source_of",
    "text_of",
]

"""The compositions: the table of contents of the calculations.

Comes in: accepted deliveries. Goes out: every figure with its fingerprint, the rows behind it, and
norms read against the catalogue. Knows no database and no user.
"""

from drieluik.core.flows.accepted import AcceptedTables, fingerprint
from drieluik.core.flows.legal_values import (
    BASE_DAY,
    LawValues,
    parameters_of,
    recorded_values,
    values_from_record,
)
from drieluik.core.flows.lineage import Behind, Rows, halves_behind, lineage
from drieluik.core.flows.measuring import (
    Measurement,
    Picture,
    measure,
    measure_all,
    party_sums,
    with_years,
)
from drieluik.core.flows.norm_texts import measurables, read_norm
from drieluik.core.flows.public_lights import (
    FigureBehind,
    LightRules,
    NotShown,
    Weighed,
    light_rules,
    moved_enough,
    weigh_light,
)
from drieluik.core.flows.public_tables import (
    AREA,
    CLASS,
    CORPORATION,
    PART,
    PUBLIC_TABLES,
    REST,
    PublicTable,
    public_table,
)
from drieluik.core.flows.publishing import Incomplete, Places, tables_to_publish
from drieluik.core.flows.refreshing import Refreshed, refreshed
from drieluik.core.flows.shapes import BASE, Shape, shaped, shapes_of

__all__ = [
    "AREA",
    "BASE",
    "BASE_DAY",
    "CLASS",
    "CORPORATION",
    "PART",
    "PUBLIC_TABLES",
    "REST",
    "AcceptedTables",
    "Behind",
    "FigureBehind",
    "Incomplete",
    "LawValues",
    "LightRules",
    "Measurement",
    "NotShown",
    "Picture",
    "Places",
    "PublicTable",
    "Refreshed",
    "Rows",
    "Shape",
    "Weighed",
    "fingerprint",
    "halves_behind",
    "light_rules",
    "lineage",
    "measurables",
    "measure",
    "measure_all",
    "moved_enough",
    "parameters_of",
    "party_sums",
    "public_table",
    "read_norm",
    "recorded_values",
    "refreshed",
    "shaped",
    "shapes_of",
    "tables_to_publish",
    "values_from_record",
    "weigh_light",
    "with_years",
]

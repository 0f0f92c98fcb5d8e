"""The closed lists of codes that deliveries may use.

Facts from VERA (Aedes, CC0) where VERA fits, own lists with their reason where it does not;
kept as data in ``code_lists.yaml``.
"""

from functools import cache
from importlib import resources

import yaml

from drieluik.core.tables.contract import CodeList, CodeValue


@cache
def code_lists() -> dict[str, CodeList]:
    """Return all code lists by id."""
    text = (resources.files("drieluik.core.tables") / "code_lists.yaml").read_text("utf-8")
    return {
        list_id: CodeList(
            id=list_id,
            name_nl=entry["name_nl"],
            source=entry["source"],
            values=tuple(CodeValue(**value) for value in entry["values"]),
        )
        for list_id, entry in yaml.safe_load(text).items()
    }


def code_list(list_id: str) -> CodeList:
    """Return one code list.

    Raises:
        KeyError: There is no list with this id.
    """
    return code_lists()[list_id]

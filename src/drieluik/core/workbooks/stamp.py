"""The stamp of a workbook: for which party, which period and from which contracts it was made.

It lies three times in the file: in the document properties, on a hidden sheet and readable on the
explanation sheet. A seal (a checksum) tells whether the hidden copies still agree; it guards
against mistakes, not against forgery: who may deliver is decided by signing in.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, unquote

from drieluik.core.tables import TABLES, Period, Table

TEMPLATE_VERSION = 1
STAMP_SHEET = "_drieluik"
STAMP_PROPERTY = "drieluik.stempel"
SEAL_PROPERTY = "drieluik.zegel"

PARTY_LABEL = "Corporatiecode"
PERIOD_LABEL = "Periode"

_LONGEST_PROPERTY = 250
_NO_TEXT = re.compile(r"[\x00-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class WorkbookStamp:
    """What a workbook says about itself.

    Attributes:
        party_code: Code of the corporation that delivers.
        party_name: Its name as people know it.
        period: The half-year the figures are about.
        municipality_codes: CBS codes of the municipalities in the delivery; empty means any.
        contract_versions: Version of each table contract in the workbook.
        made_on: Day on which the workbook was made.
        template_version: Version of the layout; a later one may read older ones differently.
        notice_nl: What must stand on every sheet, such as that the figures are made up.
    """

    party_code: str
    party_name: str
    period: Period
    municipality_codes: tuple[str, ...]
    contract_versions: Mapping[str, int]
    made_on: date
    template_version: int = TEMPLATE_VERSION
    notice_nl: str = ""

    def as_text(self) -> str:
        """Write the stamp as one line of JSON with sorted names."""
        return json.dumps(
            {
                "contract_versions": dict(sorted(self.contract_versions.items())),
                "made_on": self.made_on.isoformat(),
                **({"notice_nl": self.notice_nl} if self.notice_nl else {}),
                "municipality_codes": list(self.municipality_codes),
                "party_code": self.party_code,
                "party_name": self.party_name,
                "period": str(self.period),
                "template_version": self.template_version,
            },
            sort_keys=True,
            ensure_ascii=False,
        )

    @classmethod
    def from_text(cls, text: str) -> "WorkbookStamp":
        """Read what ``as_text`` wrote.

        Raises:
            ValueError: The text is not a complete stamp.
        """
        try:
            fields = json.loads(text)
            stamp = cls(
                party_code=str(fields["party_code"]),
                party_name=str(fields["party_name"]),
                period=Period.parse(str(fields["period"])),
                municipality_codes=tuple(str(code) for code in fields["municipality_codes"]),
                contract_versions={
                    str(table_id): int(version)
                    for table_id, version in fields["contract_versions"].items()
                },
                made_on=date.fromisoformat(str(fields["made_on"])),
                template_version=int(fields["template_version"]),
                notice_nl=str(fields.get("notice_nl", "")),
            )
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("the stamp is incomplete") from error
        written = (stamp.party_code, stamp.party_name, stamp.notice_nl, *stamp.municipality_codes)
        if any(_NO_TEXT.search(one) for one in (*written, *stamp.contract_versions)):
            raise ValueError("the stamp holds characters that are no text")
        return stamp


def contract_versions(tables: Iterable[Table] = TABLES) -> dict[str, int]:
    """Return the version of each contract, as a stamp carries them."""
    return {table.id: table.version for table in tables}


def seal(stamp_text: str) -> str:
    """Return the checksum that shows whether a stamp was changed by accident."""
    return hashlib.sha256(f"drieluik-stempel:{stamp_text}".encode()).hexdigest()[:32]


def stamp_properties(stamp: WorkbookStamp) -> dict[str, str]:
    """Return the document properties that carry the stamp, cut to the length Excel allows.

    They are percent-encoded, because a piece that begins or ends with a space loses it.
    """
    written = quote(stamp.as_text())
    pieces = [
        written[start : start + _LONGEST_PROPERTY]
        for start in range(0, len(written), _LONGEST_PROPERTY)
    ]
    properties = {f"{STAMP_PROPERTY}.{n}": piece for n, piece in enumerate(pieces, start=1)}
    return {**properties, SEAL_PROPERTY: seal(stamp.as_text())}


def stamp_text_from_properties(properties: Mapping[str, str]) -> str:
    """Put the pieces of ``stamp_properties`` together again; empty when there are none."""
    pieces: list[str] = []
    while (name := f"{STAMP_PROPERTY}.{len(pieces) + 1}") in properties:
        pieces.append(properties[name])
    return unquote("".join(pieces))

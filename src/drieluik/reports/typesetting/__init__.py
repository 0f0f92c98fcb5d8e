"""PDF for everybody: from plain values and a template of this folder to a tagged PDF (PDF/UA-1).

Comes in: the name of a template and the values it prints. Goes out: the bytes of a PDF with real
headings, lists and tables, Dutch as language and a title, the same on every machine: only the
letters that come with the typesetter are used. Texts are values, never instructions of a template.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MOST_TRIES = 4


def typeset(template: str, content: Mapping[str, Any], *, at: datetime) -> bytes:
    """The values of a document as the bytes of a tagged PDF.

    A sign for which there are no letters, such as a picture sign, is printed as a question mark
    in a diamond: the standard refuses signs that cannot be seen.

    Args:
        template: Name of a template in this folder.
        content: Values that fit in JSON; ``title`` and ``author`` go into the properties.
        at: When the document was made, as its properties tell.
    """
    import typst  # heavy: only who makes a PDF waits for it

    written = json.dumps(_cleaned(content), ensure_ascii=False)
    for _ in range(_MOST_TRIES):
        try:
            made: bytes = typst.compile(
                str(_folder() / f"{template}.typ"),
                root=str(_folder()),
                format="pdf",
                pdf_standards=["ua-1"],
                ignore_system_fonts=True,
                sys_inputs={"document": written},
                timestamp=int(at.timestamp()),
            )
        except typst.TypstError as error:
            unshown = _signs_in(error.diagnostic or str(error))
            if not unshown:
                raise
            written = re.sub(f"[{re.escape(unshown)}]", "\ufffd", written)
        else:
            return made
    raise ValueError(f"{template} holds signs that cannot be printed")


def picture(svg: str) -> bytes:
    """A drawing as the bytes of a PNG, with the letters of the typesetter: the same everywhere.

    Args:
        svg: The text of the drawing.
    """
    import typst  # heavy, as above

    made: bytes = typst.compile(
        str(_folder() / "picture.typ"),
        root=str(_folder()),
        format="png",
        ppi=160,
        ignore_system_fonts=True,
        sys_inputs={"svg": svg},
    )
    return made


def _cleaned(value: Any) -> Any:
    """The same values without signs that are no text; line breaks and tabs stay."""
    if isinstance(value, str):
        return _CONTROLS.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {key: _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value


def _signs_in(diagnostic: str) -> str:
    """The signs that the typesetter could not show, each once."""
    told = "".join(_UNSHOWN.findall(diagnostic))
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), told)
    return "".join(dict.fromkeys(sign for sign in plain if ord(sign) > 127))


@cache
def _folder() -> Path:
    return Path(str(resources.files(__package__)))

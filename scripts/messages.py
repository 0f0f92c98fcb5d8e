r"""Keeps the Dutch catalogue: ``update`` it from the code, ``set`` translations, ``check`` it.

    python scripts/messages.py update
    python scripts/messages.py set <<< $'English text<TAB>Nederlandse tekst'
    python scripts/messages.py check

A plural is written ``singular<TAB>plural<TAB>enkelvoud<TAB>meervoud``; ``\\n`` stands for a line
break. ``check`` fails when the catalogue is behind the code, empty somewhere, or fuzzy.
"""

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "drieluik"
CATALOGUE = PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "django.po"


@contextmanager
def _alone() -> Iterator[None]:
    lock = Path(tempfile.gettempdir()) / "drieluik-messages.lock"
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _extract() -> None:
    command = [
        sys.executable, "-m", "django", "makemessages", "--locale", "nl", "--no-location",
        "--no-obsolete", "--no-wrap", "--verbosity", "0",
    ]  # fmt: skip
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "drieluik.config.settings"}
    subprocess.run(command, cwd=PACKAGE, check=True, env=environment)
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    for moving in ("POT-Creation-Date", "PO-Revision-Date", "X-Generator"):
        catalogue.metadata.pop(moving, None)
    catalogue.metadata.update(
        {
            "Project-Id-Version": "drieluik",
            "Report-Msgid-Bugs-To": "",
            "Last-Translator": "",
            "Language-Team": "",
            "Language": "nl",
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
    )
    catalogue.header, catalogue.metadata_is_fuzzy = "Dutch texts of Drieluik (EUPL-1.2).", False
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.previous_msgid, entry.previous_msgid_plural = "", None, None
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    _save(catalogue)


def _save(catalogue: polib.POFile) -> None:
    catalogue.save()
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))


def _set(lines: list[str]) -> int:
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    unknown = 0
    for line in lines:
        parts = [part.replace("\\n", "\n") for part in line.rstrip("\n").split("\t")]
        entry = catalogue.find(parts[0])
        if entry is None or len(parts) not in (2, 4):
            print(f"not in the code, or not 2 or 4 parts: {line!r}", file=sys.stderr)
            unknown += 1
        elif len(parts) == 4:
            entry.msgstr_plural = {0: parts[2], 1: parts[3]}
        else:
            entry.msgstr = parts[1]
    _save(catalogue)
    return 1 if unknown else 0


def _empty() -> list[str]:
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    return [
        entry.msgid
        for entry in catalogue
        if entry.fuzzy or not all(entry.msgstr_plural.values() or [entry.msgstr])
    ]


def _check() -> int:
    before = CATALOGUE.read_bytes() if CATALOGUE.exists() else b""
    _extract()
    after = CATALOGUE.read_bytes()
    if before != after:
        CATALOGUE.write_bytes(before)
        print("The catalogue is behind the code: run scripts/messages.py update", file=sys.stderr)
        return 1
    for message in _empty():
        print(f"without Dutch: {message!r}", file=sys.stderr)
    return 1 if _empty() else 0


def main(arguments: list[str]) -> int:
    """Run one of the three commands and return the exit code."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with _alone():
        match arguments:
            case ["update"]:
                _extract()
                for message in _empty():
                    print(f"without Dutch: {message!r}")
                return 0
            case ["set"]:
                return _set([line for line in sys.stdin if line.strip()])
            case ["check"]:
                return _check()
            case _:
                print(__doc__, file=sys.stderr)
                return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

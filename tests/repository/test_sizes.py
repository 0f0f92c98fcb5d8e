"""Files stay small enough to read in one sitting."""

import subprocess

LIMIT = 400
COUNTED = (".py", ".css", ".js", ".mjs", ".html", ".yaml", ".md")
FACTS = ("src/drieluik/core/tables/code_lists.yaml", "src/drieluik/example/data/", "glossary.yaml")
GENERATED = ("docs/reference/indicators.md",)


def _tracked(root):
    listing = subprocess.run(
        ["git", "ls-files"], cwd=root, check=True, capture_output=True, text=True
    )
    return listing.stdout.splitlines()


def test_no_file_is_longer_than_the_limit(root):
    too_long = {
        name: n_lines
        for name in _tracked(root)
        if name.endswith(COUNTED)
        and "/migrations/" not in name
        and not name.startswith(FACTS + GENERATED)
        if (n_lines := len((root / name).read_text("utf-8").splitlines())) > LIMIT
    }

    assert too_long == {}


def test_no_room_of_the_core_holds_more_than_fourteen_modules(root):
    rooms = [path for path in (root / "src/drieluik/core").rglob("*") if path.is_dir()]

    crowded = {room.name: n for room in rooms if (n := len(list(room.glob("*.py")))) > 15}

    assert crowded == {}

"""Decision records, links and locks are in order."""

import re
import subprocess

HEADINGS = ("## Status", "## Context", "## Decision", "## Consequences", "## Rejected")


def test_decision_records_are_numbered_without_gaps_and_have_their_headings(root):
    records = sorted((root / "docs/adr").glob("[0-9]*.md"))

    numbers = [int(record.name[:4]) for record in records]

    assert numbers == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text("utf-8")
        assert [heading for heading in HEADINGS if heading not in text] == [], record.name


def test_links_between_documents_lead_somewhere(root):
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    broken = []
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(root)} -> {target}")

    assert broken == []


def test_every_earlier_part_of_the_list_of_changes_is_one_click_away_and_in_order(root):
    parts = sorted((root / "docs/changelog").glob("*.md"))

    linked = re.findall(r"\]\((docs/changelog/[^)]+)\)", (root / "CHANGELOG.md").read_text("utf-8"))

    assert linked == [str(part.relative_to(root)) for part in parts]
    assert [int(part.name.split("-")[0]) for part in parts] == list(range(1, len(parts) + 1))


def test_the_developers_walk_names_only_files_that_exist(root):
    text = (root / "docs/developers/follow-one-number.md").read_text("utf-8")

    named = re.findall(r"`((?:src|tests|docs)/[\w./-]+)`", text)

    assert named
    assert [name for name in named if not (root / name).exists()] == []


def test_nothing_names_a_registry_or_a_path_of_a_machine(root):
    words = [
        "npm" + "js.org",
        "pypi" + ".org",
        "python" + "hosted",
        "deb." + "debian",
        "/ro" + "ot/",
    ]
    found = subprocess.run(
        ["git", "grep", "-nIE", "|".join(word.replace(".", r"\.") for word in words)],
        cwd=root, capture_output=True, text=True,
    )  # fmt: skip

    assert found.stdout == ""


def test_locks_hold_hashes_and_no_addresses(root):
    for lock in (root / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
        packages = re.findall(r"^[a-z0-9][\w.-]*==", text, flags=re.MULTILINE)

        assert "://" not in text
        assert packages
        assert text.count("--hash=sha256:") >= len(packages)

"""What the tests about the repository itself share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the checkout."""
    return Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sources(root) -> list[Path]:
    """All Python files of the product, without migrations."""
    found = sorted((root / "src").rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]

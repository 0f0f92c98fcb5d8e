"""What every test may ask for."""

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with published input beside the checkout; tests without it are skipped."""
    if not _SHARED.is_dir():
        pytest.skip("the folder shared/ with published input is not beside this checkout")
    return _SHARED

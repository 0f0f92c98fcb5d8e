"""The register is tested alone: what other apps add to its pages is switched off."""

import pytest

from drieluik.apps.agreements import extensions


@pytest.fixture(autouse=True)
def _nothing_added_by_other_apps(monkeypatch):
    monkeypatch.setattr(extensions, "_light_providers", [])
    monkeypatch.setattr(extensions, "_panel_providers", [])

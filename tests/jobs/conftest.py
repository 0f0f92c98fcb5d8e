"""Jobs are tested like the apps, and also by killing real workers."""

from tests.apps.conftest import _settings_for_tests

__all__ = ["_settings_for_tests"]

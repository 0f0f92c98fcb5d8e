"""The example is laid with passing files and emptied after a test, also when run on its own."""

from tests.apps.conftest import _settings_for_tests

__all__ = ["_settings_for_tests"]

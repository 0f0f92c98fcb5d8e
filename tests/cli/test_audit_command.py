"""``drieluik audit verify`` says what is wrong, also when there is nothing to verify."""

import os
import subprocess
import sys


def test_without_a_log_the_command_says_so_in_one_sentence(tmp_path):
    url = f"sqlite:///{tmp_path / 'leeg.sqlite3'}"
    command = [sys.executable, "-c", "from drieluik.cli import main; main()", "audit", "verify"]

    found = subprocess.run(
        command, env=os.environ | {"DATABASE_URL": url, "DRIELUIK_VAR": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert found.returncode == 1
    assert "geen logboek te lezen" in found.stderr
    assert "Traceback" not in found.stderr

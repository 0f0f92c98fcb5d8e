"""A Spark cluster of its own: a master and a worker as processes on this machine, always stopped."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 60
_SETTINGS = (
    "spark.driver.host=127.0.0.1",
    "spark.driver.memory=900m",
    "spark.executor.memory=600m",
    # the tables are small: compiling code for them and cutting them up would cost more than it saves
    "spark.sql.codegen.wholeStage=false",
    "spark.sql.codegen.factoryMode=NO_CODEGEN",
    "spark.sql.adaptive.enabled=false",
    "spark.sql.shuffle.partitions=1",
    "spark.sql.files.minPartitionNum=1",
    "spark.ui.showConsoleProgress=false",
)


def environment(home: Path, folder: Path) -> dict[str, str]:
    """Return what every process of the cluster needs to know; nothing of a Spark elsewhere."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("SPARK")}
    return inherited | {
        "PYTHONPATH": str(home.parent),
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_DAEMON_MEMORY": "256m",
        "PYSPARK_SUBMIT_ARGS": " ".join(f"--conf {setting}" for setting in _SETTINGS)
        + " pyspark-shell",
    }


@contextmanager
def running_cluster(home: Path, folder: Path) -> Iterator[str]:
    """Give the address of the master while master and worker run."""
    told = environment(home, folder)
    with (
        _running(home, told, folder / "master.log", "master.Master") as master,
        _running(
            home,
            told | {"SPARK_WORKER_DIR": str(folder / "work")},
            folder / "worker.log",
            "worker.Worker",
            *("--cores", "2", "--memory", "700m"),
            _said(master, "Starting Spark master at ", folder / "master.log"),
        ) as worker,
    ):
        yield _said(worker, "Successfully registered with master ", folder / "worker.log")


@contextmanager
def _running(
    home: Path, told: dict[str, str], log: Path, part: str, *more: str
) -> Iterator[subprocess.Popen]:
    command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{part}"]
    ports = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, *ports, *more],
            env=told,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        # the executors of a worker are in its group
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def _said(process: subprocess.Popen, words: str, log: Path) -> str:
    """Return the word that follows in the log of a process, as soon as it is there."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        said = log.read_text("utf-8")
        if words in said and "\n" in said.split(words, 1)[1]:
            return said.split(words, 1)[1].split()[0]
        time.sleep(0.1)
    raise RuntimeError(f"the cluster did not start: {log.read_text('utf-8')[-2000:]}")

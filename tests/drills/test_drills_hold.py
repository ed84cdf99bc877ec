"""Each drill, quickly, through its own door: it fails the test when it does not hold."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drills.link import possible

ROOT = Path(__file__).resolve().parents[2]


def drill(arguments: list[str], var: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "prevention.settings.test"}
    command = [sys.executable, "-m", "drills", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False
    )


@pytest.mark.parametrize("name", ["worker", "beat", "offline", "phone", "network"])
def test_the_drill_holds(name: str, tmp_path: Path) -> None:
    if name == "network" and (why_not := possible()):
        pytest.skip(why_not)
    done = drill([name, "--quick"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    answer = json.loads((tmp_path / "drills" / f"{name}.json").read_text(encoding="utf-8"))
    assert answer["holds"] is True
    assert [answer[kind] for kind in ("lost", "doubled", "wrong", "leaked")] == [0, 0, 0, 0]
    assert all(count > 0 for count in answer["injected"].values())


def test_an_unknown_name_lists_the_drills(tmp_path: Path) -> None:
    done = drill(["nonsense"], tmp_path)
    assert done.returncode == 2
    assert "worker" in done.stderr
    assert "beat" in done.stderr

"""`python -m drills NAME [--quick] [--seed N]`: runs one drill; exit code 1 when it does not hold."""

import argparse
import importlib
import json
import os
import shlex
import sys
import time
from pathlib import Path

from drills import frame
from drills.database import own_database

#: name -> what it breaks
DRILLS = {
    "offline": "five phones send 500 records doubled, reordered, cut; the web server is killed ten times",
    "phone": "Chromium is killed 100 times while it stores, sends and updates; no room, two tabs, every wrong answer",
    "network": "a line with 3 % loss, 800 ms and a cut every five seconds: 100 records with three photos each",
    "worker": "workers and database backends are killed while rounds are planned and swept",
    "beat": "no beat for 36 hours, two beats at once, a clock that jumps by two days",
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run drill", description="Failure drills.")
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--quick", action="store_true", help="a few seconds only")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    if given.name not in DRILLS:
        print("Drills:", *(f"  {name:8} {what}" for name, what in DRILLS.items()), sep="\n", file=sys.stderr)
        return 2
    var = Path(os.environ.get("VAR_DIR", "var")) / "drills"
    var.mkdir(parents=True, exist_ok=True)
    options = frame.Options(quick=given.quick, seed=given.seed, var=var)
    begun = time.monotonic()
    os.environ["DJANGO_SETTINGS_MODULE"] = "prevention.settings.drill"
    # Playwright runs an event loop in this thread; the database is used between its calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with own_database(f"drill_{given.name}"):
        result = importlib.import_module(f"drills.{given.name}").run(options)
    command = shlex.join(["./run", "drill", *arguments])
    answer = frame.report(given.name, result, seconds=time.monotonic() - begun, command=command)
    path = frame.write(var, answer)
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    print(f"{'holds' if result.holds else 'DOES NOT HOLD'}: {path}", file=sys.stderr)
    return 0 if result.holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

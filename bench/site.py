"""The site as it is served: real web server, static files collected, compressed and named by their hash."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection as database

from drills.webserver import WebServer

SETTINGS = "prevention.settings.bench"


@contextmanager
def site(folder: Path) -> Iterator[WebServer]:
    environment = {"DJANGO_SETTINGS_MODULE": SETTINGS, "VAR_DIR": str(folder)}
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
        check=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
    )
    database.close()
    server = WebServer(folder / "web.log", **environment)
    try:
        yield server
    finally:
        server.stop()

"""The project's own Celery settings with one task more: a hint that carries its moment, on a queue of the drill."""

import datetime
import os

from celery import Celery

app = Celery("drills")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    broker_url=os.environ.get("DRILL_BROKER", "memory://"),
    broker_transport_options={
        **(app.conf.broker_transport_options or {}),
        "global_keyprefix": os.environ.get("DRILL_PREFIX", "drill:"),
    },
    task_default_queue="drill",
    worker_enable_remote_control=False,
)


@app.task(ignore_result=True)
def look(at: str) -> None:
    """`patrols.tasks.reconcile_rounds` at a given moment. The backend carries this process's number, so that the
    drill can kill whoever is in the middle of something."""
    os.environ["PGAPPNAME"] = f"drill {os.getpid()}"
    from patrols.operations.reconcile import reconcile

    reconcile(at=datetime.datetime.fromisoformat(at))

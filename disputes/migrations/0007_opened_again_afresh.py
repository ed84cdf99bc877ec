"""What was opened again before carries nothing of its earlier episode any more, and its reporter waits for an answer that
has a deadline: counted in days as the first one was, from the moment it was opened again."""

import datetime
from typing import Any

from django.db import migrations
from django.utils import timezone


def _midnight(moment: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def forget_what_was_judged(apps: Any, _editor: Any) -> None:
    apps.get_model("disputes", "Dispute").objects.filter(status="reported").update(
        complex=False, exclusions=[], department="", escalated_to=""
    )


def answer_is_due(apps: Any, _editor: Any) -> None:
    deadlines = apps.get_model("disputes", "Deadline").objects
    opened = {"met_at": None, "dropped_at": None}
    events = apps.get_model("disputes", "Event").objects
    again = events.filter(verb="reopened", dispute__status="reported").values("dispute")
    for look in deadlines.filter(step="triage", dispute__in=again, **opened):
        answers = deadlines.filter(dispute=look.dispute_id, step="feedback")
        first = answers.order_by("begun_at", "pk").first()
        told = events.filter(dispute=look.dispute_id, verb="told", at__gte=look.begun_at)
        if first is None or answers.filter(**opened).exists() or told.exists():
            continue
        due_at = _midnight(look.begun_at) + (first.due_at - _midnight(first.begun_at))
        later = due_at - first.due_at
        deadlines.create(
            dispute_id=look.dispute_id,
            station_id=look.station_id,
            step="feedback",
            begun_at=look.begun_at,
            due_at=due_at,
            chief_at=first.chief_at and first.chief_at + later,
            district_at=first.district_at and first.district_at + later,
        )


class Migration(migrations.Migration):
    dependencies = [("disputes", "0006_names_hashed_by_village")]
    operations = [
        migrations.RunPython(forget_what_was_judged, migrations.RunPython.noop),
        migrations.RunPython(answer_is_due, migrations.RunPython.noop),
    ]

"""The time limits and checklists this room brings along, and the hazards that squads had written down as observations: they go on here. Photos
keep their files; the observations themselves are gone afterwards."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from hazards.operations import checklists
from jurisdiction import time_limits


def install(apps: Any, schema_editor: Any) -> None:
    time_limits.install(apps)
    checklists.install(apps, at=timezone.now())


def take_over(apps: Any, schema_editor: Any) -> None:
    seen = apps.get_model("patrols", "Observation").objects.filter(kind="hazard")
    for observation in seen.select_related("station").order_by("seen_at", "pk").iterator(500):
        hazard = _hazard(apps, observation)
        _photos(apps, observation, hazard)
    apps.get_model("patrols", "Photo").objects.filter(observation__kind="hazard").delete()
    seen.delete()


def _hazard(apps: Any, seen: Any) -> Any:
    """What somebody else has dealt with is closed; the rest waits to be assessed."""
    settled = seen.done_at is not None and seen.done_by_id not in (None, seen.by_id)
    hazard = apps.get_model("hazards", "Hazard").objects.create(
        id=seen.pk,
        number=_number(apps, seen),
        station_id=seen.station_id,
        village_id=seen.village_id,
        place_id=seen.place_id,
        point=seen.point,
        kind="other",
        level="low",
        words=seen.text,
        source="patrol",
        source_ref=str(seen.shift_id),
        found_at=seen.seen_at,
        received_at=seen.received_at,
        found_by_id=seen.by_id,
        status="closed" if settled else "reported",
        closed_at=seen.done_at if settled else None,
        closed_by_id=seen.done_by_id if settled else None,
        closing_words=seen.result if settled else "",
    )
    apps.get_model("hazards", "Sighting").objects.create(
        id=seen.pk,
        hazard=hazard,
        words=seen.text,
        source="patrol",
        source_ref=str(seen.shift_id),
        at=seen.seen_at,
        received_at=seen.received_at,
        by_id=seen.by_id,
    )
    steps = apps.get_model("hazards", "Step").objects
    steps.create(
        hazard=hazard, action="report", became="reported", words=seen.text, at=seen.seen_at, by_id=seen.by_id
    )
    if seen.done_at is not None:
        steps.create(
            hazard=hazard,
            action="close" if settled else "advise",
            was="reported",
            became=hazard.status,
            words=seen.result,
            at=seen.done_at,
            by_id=seen.done_by_id,
        )
    return hazard


def _number(apps: Any, seen: Any) -> str:
    """As papers.numbers draws it."""
    day = timezone.localtime(seen.seen_at).date()
    series, _made = apps.get_model("papers", "NumberSeries").objects.get_or_create(
        station_id=seen.station_id, series="YH", period=f"{day:%Y%m}"
    )
    series.last += 1
    series.save(update_fields=["last"])
    letters = seen.station.letters or seen.station.unit_code[-4:]
    return f"{letters}-YH-{day:%Y%m%d}-{series.last:04d}"


def _photos(apps: Any, seen: Any, hazard: Any) -> None:
    kept = (
        "id",
        "station_id",
        "original",
        "copy",
        "sha256",
        "content_type",
        "taken_at",
        "received_at",
        "by_id",
    )
    photos = apps.get_model("patrols", "Photo").objects.filter(observation_id=seen.pk).values(*kept)
    taken = apps.get_model("hazards", "HazardPhoto").objects
    taken.bulk_create(
        taken.model(hazard=hazard, stage="before", point=seen.point, **photo) for photo in photos
    )


class Migration(migrations.Migration):
    dependencies = [
        ("hazards", "0002_guards"),
        ("patrols", "0009_shift_problems_as_codes"),
        ("papers", "0001_number_series"),
    ]
    operations = [
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]

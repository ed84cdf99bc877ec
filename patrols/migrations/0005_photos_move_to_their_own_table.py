"""A car had one photo in its own row; now photos stand apart, several a car. Data and schema apart: this is the data."""

import uuid

from django.db import migrations


def move(apps, schema_editor):
    vehicles = apps.get_model("patrols", "UnsecuredVehicle")
    photos = apps.get_model("patrols", "Photo")
    shown = vehicles.objects.exclude(photo="").select_related("vehicle_check")
    photos.objects.bulk_create(
        (
            photos(
                id=uuid.uuid4(),
                station_id=vehicle.station_id,
                vehicle_id=vehicle.pk,
                original=vehicle.photo.name,
                sha256=vehicle.photo_sha256,
                content_type=vehicle.photo_type,
                taken_at=vehicle.found_at,
                received_at=vehicle.vehicle_check.received_at,
                by_id=vehicle.vehicle_check.by_id,
            )
            for vehicle in shown.iterator(1000)
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("patrols", "0004_presence_visits_notes")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]

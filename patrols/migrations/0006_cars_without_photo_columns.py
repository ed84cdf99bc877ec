from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("patrols", "0005_photos_move_to_their_own_table")]
    operations = [
        migrations.RemoveField(
            model_name="unsecuredvehicle",
            name="photo",
        ),
        migrations.RemoveField(
            model_name="unsecuredvehicle",
            name="photo_sha256",
        ),
        migrations.RemoveField(
            model_name="unsecuredvehicle",
            name="photo_type",
        ),
    ]

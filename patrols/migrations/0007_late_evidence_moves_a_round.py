"""A start from inside the window that arrives late: a made-up round was in time after all, an excused one was walked."""

from django.db import migrations

TRIGGER = """
DROP TRIGGER patrols_round_legal_transition ON patrols_round;
CREATE TRIGGER patrols_round_legal_transition BEFORE UPDATE OF status ON patrols_round
FOR EACH ROW EXECUTE FUNCTION patrols_refuse_illegal_transition(
    'planned>in_progress planned>missed planned>excused in_progress>done in_progress>made_up in_progress>aborted '
    'missed>in_progress missed>excused missed>done missed>made_up aborted>excused{more}');
"""


class Migration(migrations.Migration):
    dependencies = [("patrols", "0006_cars_without_photo_columns")]
    operations = [
        migrations.RunSQL(TRIGGER.format(more=" made_up>done excused>in_progress"), TRIGGER.format(more=""))
    ]

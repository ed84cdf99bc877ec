"""Failed mediation may be taken up anew on another way: the database lets `not_settled` become `accepted`."""

from django.db import migrations

TRIGGER = """
DROP TRIGGER disputes_dispute_legal_transition ON disputes_dispute;
CREATE TRIGGER disputes_dispute_legal_transition BEFORE UPDATE OF status ON disputes_dispute
FOR EACH ROW EXECUTE FUNCTION disputes_refuse_illegal_transition(
    'accepted>assigned accepted>escalated accepted>merged accepted>passed_on accepted>withdrawn '
    'assigned>escalated assigned>mediating assigned>merged assigned>not_settled assigned>withdrawn '
    'closed>reported escalated>assigned escalated>closed escalated>passed_on escalated>withdrawn '
    'mediating>assigned mediating>escalated mediating>merged mediating>not_settled mediating>settled '
    'mediating>withdrawn {more}not_settled>assigned not_settled>escalated not_settled>passed_on '
    'not_settled>withdrawn passed_on>closed passed_on>reported refused>reported reported>accepted '
    'reported>escalated reported>merged reported>passed_on reported>refused reported>withdrawn '
    'settled>closed settled>reported withdrawn>reported');
"""


class Migration(migrations.Migration):
    dependencies = [("disputes", "0003_time_limits")]
    operations = [
        migrations.RunSQL(TRIGGER.format(more="not_settled>accepted "), TRIGGER.format(more="")),
    ]

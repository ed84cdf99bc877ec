"""The database itself refuses a status that cannot follow another, whoever writes it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION disputes_refuse_illegal_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IS DISTINCT FROM OLD.status
       AND NOT (OLD.status || '>' || NEW.status) = ANY (string_to_array(TG_ARGV[0], ' ')) THEN
        RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_legal_transition';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER disputes_dispute_legal_transition BEFORE UPDATE OF status ON disputes_dispute
FOR EACH ROW EXECUTE FUNCTION disputes_refuse_illegal_transition(
    'accepted>assigned accepted>escalated accepted>merged accepted>passed_on accepted>withdrawn '
    'assigned>escalated assigned>mediating assigned>merged assigned>not_settled assigned>withdrawn '
    'closed>reported escalated>assigned escalated>closed escalated>passed_on escalated>withdrawn '
    'mediating>assigned mediating>escalated mediating>merged mediating>not_settled mediating>settled '
    'mediating>withdrawn not_settled>assigned not_settled>escalated not_settled>passed_on '
    'not_settled>withdrawn passed_on>closed passed_on>reported refused>reported reported>accepted '
    'reported>escalated reported>merged reported>passed_on reported>refused reported>withdrawn '
    'settled>closed settled>reported withdrawn>reported');
"""

BACKWARD = """
DROP TRIGGER disputes_dispute_legal_transition ON disputes_dispute;
DROP FUNCTION disputes_refuse_illegal_transition();
"""


class Migration(migrations.Migration):
    dependencies = [("disputes", "0001_disputes")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

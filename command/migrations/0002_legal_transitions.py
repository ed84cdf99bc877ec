"""The database itself refuses a state that cannot follow another, whoever writes it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION command_refuse_illegal_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IS DISTINCT FROM OLD.status
       AND NOT (OLD.status || '>' || NEW.status) = ANY (string_to_array(TG_ARGV[0], ' ')) THEN
        RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_legal_transition';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER command_lead_legal_transition BEFORE UPDATE OF status ON command_lead
FOR EACH ROW EXECUTE FUNCTION command_refuse_illegal_transition(
    'received>assessed received>parked assessed>verifying assessed>refuted assessed>parked verifying>confirmed '
    'verifying>refuted verifying>parked parked>assessed');
"""

BACKWARD = """
DROP TRIGGER command_lead_legal_transition ON command_lead;
DROP FUNCTION command_refuse_illegal_transition();
"""


class Migration(migrations.Migration):
    dependencies = [("command", "0001_leads")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

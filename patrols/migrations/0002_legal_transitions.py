"""The database itself refuses a status that cannot follow another, whoever writes it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION patrols_refuse_illegal_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IS DISTINCT FROM OLD.status
       AND NOT (OLD.status || '>' || NEW.status) = ANY (string_to_array(TG_ARGV[0], ' ')) THEN
        RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_legal_transition';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER patrols_round_legal_transition BEFORE UPDATE OF status ON patrols_round
FOR EACH ROW EXECUTE FUNCTION patrols_refuse_illegal_transition(
    'planned>in_progress planned>missed planned>excused in_progress>done in_progress>made_up in_progress>aborted '
    'missed>in_progress missed>excused missed>done missed>made_up aborted>excused');

CREATE TRIGGER patrols_shift_legal_transition BEFORE UPDATE OF status ON patrols_shift
FOR EACH ROW EXECUTE FUNCTION patrols_refuse_illegal_transition(
    'draft>awaiting_approval draft>published draft>cancelled awaiting_approval>draft awaiting_approval>published '
    'awaiting_approval>cancelled published>on_duty published>awaiting_handover published>cancelled '
    'on_duty>awaiting_handover on_duty>ended awaiting_handover>ended ended>archived');

CREATE FUNCTION patrols_vehicle_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'closed' AND NEW.state <> 'closed' THEN
        RAISE EXCEPTION 'a closed vehicle stays closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'patrols_unsecuredvehicle_legal_transition';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER patrols_vehicle_stays_closed BEFORE UPDATE OF state ON patrols_unsecuredvehicle
FOR EACH ROW EXECUTE FUNCTION patrols_vehicle_stays_closed();
"""

BACKWARD = """
DROP TRIGGER patrols_vehicle_stays_closed ON patrols_unsecuredvehicle;
DROP FUNCTION patrols_vehicle_stays_closed();
DROP TRIGGER patrols_shift_legal_transition ON patrols_shift;
DROP TRIGGER patrols_round_legal_transition ON patrols_round;
DROP FUNCTION patrols_refuse_illegal_transition();
"""


class Migration(migrations.Migration):
    dependencies = [("patrols", "0001_squads_shifts_rounds_checks")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

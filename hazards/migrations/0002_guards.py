"""What the database itself refuses, whoever writes it: a status that cannot follow another; a re-inspection, a dismissal or a
closing by the finder; a closing without a passed re-inspection; changes to a version of a checklist or to a trail. And the
time limits that this room brings along."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION hazards_refuse_illegal_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IS DISTINCT FROM OLD.status
       AND NOT (OLD.status || '>' || NEW.status) = ANY (string_to_array(TG_ARGV[0], ' ')) THEN
        RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_legal_transition';
    END IF;
    IF NEW.status = 'closed' AND OLD.status <> 'closed' AND NOT EXISTS (
        SELECT FROM hazards_recheck recheck
        WHERE recheck.hazard_id = NEW.id AND recheck.passed AND recheck.by_id <> NEW.found_by_id
          AND recheck.at >= NEW.found_at) THEN
        RAISE EXCEPTION 'a hazard is closed after another person has re-inspected it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hazards_hazard_closed_after_recheck';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER hazards_hazard_legal_transition BEFORE UPDATE OF status ON hazards_hazard
FOR EACH ROW EXECUTE FUNCTION hazards_refuse_illegal_transition(
    'reported>assessed reported>dismissed '
    'assessed>on_spot assessed>ordered assessed>transferred assessed>dismissed '
    'on_spot>rechecked on_spot>assessed '
    'ordered>rectifying ordered>to_recheck ordered>rechecked ordered>overdue ordered>transferred '
    'rectifying>to_recheck rectifying>rechecked rectifying>overdue rectifying>transferred '
    'transferred>rectifying transferred>to_recheck transferred>rechecked '
    'to_recheck>rechecked to_recheck>rectifying to_recheck>overdue to_recheck>assessed '
    'rechecked>closed rechecked>to_recheck '
    'overdue>to_recheck overdue>rechecked overdue>supervised overdue>transferred '
    'supervised>to_recheck supervised>rechecked supervised>transferred '
    'closed>reported');

CREATE FUNCTION hazards_refuse_own_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM hazards_hazard found WHERE found.id = NEW.hazard_id AND found.found_by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'nobody re-inspects what he found himself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hazards_recheck_by_another';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER hazards_recheck_by_another BEFORE INSERT OR UPDATE ON hazards_recheck
FOR EACH ROW EXECUTE FUNCTION hazards_refuse_own_recheck();

CREATE FUNCTION hazards_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is written once', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_written_once';
END $$;

CREATE TRIGGER hazards_version_written_once BEFORE UPDATE OR DELETE ON hazards_checklistversion
FOR EACH ROW EXECUTE FUNCTION hazards_refuse_change();

CREATE TRIGGER hazards_step_written_once BEFORE UPDATE ON hazards_step
FOR EACH ROW EXECUTE FUNCTION hazards_refuse_change();
"""

BACKWARD = """
DROP TRIGGER hazards_step_written_once ON hazards_step;
DROP TRIGGER hazards_version_written_once ON hazards_checklistversion;
DROP FUNCTION hazards_refuse_change();
DROP TRIGGER hazards_recheck_by_another ON hazards_recheck;
DROP FUNCTION hazards_refuse_own_recheck();
DROP TRIGGER hazards_hazard_legal_transition ON hazards_hazard;
DROP FUNCTION hazards_refuse_illegal_transition();
"""


class Migration(migrations.Migration):
    dependencies = [("hazards", "0001_hazards_inspections_photos")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

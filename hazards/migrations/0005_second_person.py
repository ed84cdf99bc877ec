"""What the database refuses from now on: a re-inspection by who found, ordered or put right in the present episode; a closing
that one police officer alone had a hand in; and a change of the trail, but for its words once those of the hazard are gone.
A transfer that is declined comes back to be assessed."""

from django.db import migrations

TRANSITIONS = """
DROP TRIGGER hazards_hazard_legal_transition ON hazards_hazard;
CREATE TRIGGER hazards_hazard_legal_transition BEFORE UPDATE OF status ON hazards_hazard
FOR EACH ROW EXECUTE FUNCTION hazards_refuse_illegal_transition(
    'reported>assessed reported>dismissed '
    'assessed>on_spot assessed>ordered assessed>transferred assessed>dismissed '
    'on_spot>rechecked on_spot>assessed '
    'ordered>rectifying ordered>to_recheck ordered>rechecked ordered>overdue ordered>transferred '
    'rectifying>to_recheck rectifying>rechecked rectifying>overdue rectifying>transferred '
    'transferred>rectifying transferred>to_recheck transferred>rechecked '
    {more}
    'to_recheck>rechecked to_recheck>rectifying to_recheck>overdue to_recheck>assessed '
    'rechecked>closed rechecked>to_recheck '
    'overdue>to_recheck overdue>rechecked overdue>supervised overdue>transferred '
    'supervised>to_recheck supervised>rechecked supervised>transferred '
    'closed>reported');
"""

FORWARD = """
CREATE FUNCTION hazards_refuse_lone_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM hazards_step step JOIN jurisdiction_officer officer ON officer.id = step.by_id
        WHERE step.hazard_id = NEW.id AND step.at >= NEW.found_at AND step.action NOT IN ('advise', 'pass_on')
          AND officer.kind = 'police' AND officer.id <> NEW.closed_by_id) THEN
        RAISE EXCEPTION 'a hazard is not closed by the one police officer who had a hand in it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hazards_hazard_closed_by_two';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER hazards_hazard_closed_by_two BEFORE UPDATE OF status ON hazards_hazard
FOR EACH ROW WHEN (NEW.status = 'closed' AND OLD.status <> 'closed') EXECUTE FUNCTION hazards_refuse_lone_closing();

CREATE OR REPLACE FUNCTION hazards_refuse_own_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM hazards_hazard found WHERE found.id = NEW.hazard_id AND found.found_by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'nobody re-inspects what he found himself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hazards_recheck_by_another';
    END IF;
    IF EXISTS (
        SELECT FROM hazards_step step JOIN hazards_hazard found ON found.id = step.hazard_id
        WHERE step.hazard_id = NEW.hazard_id AND step.by_id = NEW.by_id AND step.at >= found.found_at
          AND step.action IN ('fix_on_spot', 'order', 'put_right')) THEN
        RAISE EXCEPTION 'nobody re-inspects what he ordered or had put right himself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hazards_recheck_by_second_person';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER hazards_recheck_by_another ON hazards_recheck;
CREATE TRIGGER hazards_recheck_by_another BEFORE INSERT OR UPDATE OF by_id, hazard_id ON hazards_recheck
FOR EACH ROW EXECUTE FUNCTION hazards_refuse_own_recheck();

CREATE FUNCTION hazards_refuse_change_of_trail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.words = '' AND to_jsonb(NEW) - 'words' = to_jsonb(OLD) - 'words' AND EXISTS (
        SELECT FROM hazards_hazard found WHERE found.id = NEW.hazard_id AND found.forgotten_at IS NOT NULL) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is written once', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_written_once';
END $$;

DROP TRIGGER hazards_step_written_once ON hazards_step;
CREATE TRIGGER hazards_step_written_once BEFORE UPDATE ON hazards_step
FOR EACH ROW EXECUTE FUNCTION hazards_refuse_change_of_trail();
"""

BACKWARD = """
DROP TRIGGER hazards_step_written_once ON hazards_step;
CREATE TRIGGER hazards_step_written_once BEFORE UPDATE ON hazards_step
FOR EACH ROW EXECUTE FUNCTION hazards_refuse_change();
DROP FUNCTION hazards_refuse_change_of_trail();

DROP TRIGGER hazards_recheck_by_another ON hazards_recheck;
CREATE OR REPLACE FUNCTION hazards_refuse_own_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM hazards_hazard found WHERE found.id = NEW.hazard_id AND found.found_by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'nobody re-inspects what he found himself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hazards_recheck_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hazards_recheck_by_another BEFORE INSERT OR UPDATE ON hazards_recheck
FOR EACH ROW EXECUTE FUNCTION hazards_refuse_own_recheck();

DROP TRIGGER hazards_hazard_closed_by_two ON hazards_hazard;
DROP FUNCTION hazards_refuse_lone_closing();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("hazards", "0004_replies_and_forgetting"),
        ("jurisdiction", "0004_time_limits_of_2026"),
    ]
    operations = [
        migrations.RunSQL(
            TRANSITIONS.format(more="'transferred>assessed rectifying>assessed '"),
            TRANSITIONS.format(more=""),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]

"""What the database itself refuses, whoever writes it: lines whose sums are not the report's, money that moved without a
movement, a status that cannot follow another, changes to what is written once. And the time limits and playbooks that
this part brings along."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from antifraud.operations import playbooks
from jurisdiction import time_limits

FORWARD = """
CREATE FUNCTION antifraud_lines_reconcile() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    the_report uuid;
    wrong bigint;
BEGIN
    IF TG_TABLE_NAME = 'antifraud_fraudreport' THEN
        the_report := NEW.id;
    ELSIF TG_TABLE_NAME = 'antifraud_line' THEN
        the_report := NEW.report_id;
    ELSE
        SELECT line.report_id INTO the_report FROM antifraud_line line WHERE line.id = NEW.line_id;
    END IF;
    SELECT count(*) INTO wrong FROM antifraud_fraudreport report
    LEFT JOIN LATERAL (
        SELECT coalesce(sum(stopped_fen), 0) AS stopped, coalesce(sum(returned_fen), 0) AS returned,
               coalesce(sum(lost_fen), 0) AS lost
        FROM antifraud_line line WHERE line.report_id = report.id) held ON true
    WHERE report.id = the_report AND (report.stopped_fen, report.returned_fen, report.lost_fen)
        IS DISTINCT FROM (held.stopped, held.returned, held.lost);
    IF wrong > 0 THEN
        RAISE EXCEPTION 'the lines of report % do not make its sums', the_report
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fraud_report_lines_reconcile';
    END IF;
    SELECT count(*) INTO wrong FROM antifraud_line line
    LEFT JOIN LATERAL (
        SELECT coalesce(sum(CASE 'stopped' WHEN became THEN fen WHEN was THEN -fen ELSE 0 END), 0) AS stopped,
               coalesce(sum(CASE 'returned' WHEN became THEN fen WHEN was THEN -fen ELSE 0 END), 0) AS returned,
               coalesce(sum(CASE 'lost' WHEN became THEN fen WHEN was THEN -fen ELSE 0 END), 0) AS lost
        FROM antifraud_movement movement WHERE movement.line_id = line.id) moved ON true
    WHERE line.report_id = the_report AND (line.stopped_fen, line.returned_fen, line.lost_fen)
        IS DISTINCT FROM (moved.stopped, moved.returned, moved.lost);
    IF wrong > 0 THEN
        RAISE EXCEPTION 'the movements of a line of report % do not make its sums', the_report
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fraud_line_movements_reconcile';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER antifraud_report_reconciles
AFTER INSERT OR UPDATE OF amount_fen, open_fen, stopped_fen, returned_fen, lost_fen ON antifraud_fraudreport
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION antifraud_lines_reconcile();
CREATE CONSTRAINT TRIGGER antifraud_line_reconciles
AFTER INSERT OR UPDATE OF report_id, stopped_fen, returned_fen, lost_fen ON antifraud_line
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION antifraud_lines_reconcile();
CREATE CONSTRAINT TRIGGER antifraud_movement_reconciles AFTER INSERT ON antifraud_movement
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION antifraud_lines_reconcile();

CREATE FUNCTION antifraud_refuse_illegal_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IS DISTINCT FROM OLD.status
       AND NOT (OLD.status || '>' || NEW.status) = ANY (string_to_array(TG_ARGV[0], ' ')) THEN
        RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_legal_transition';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER antifraud_fraudreport_legal_transition BEFORE UPDATE OF status ON antifraud_fraudreport
FOR EACH ROW EXECUTE FUNCTION antifraud_refuse_illegal_transition(
    'closed>open handed_over>closed handed_over>open open>closed open>handed_over');
CREATE TRIGGER antifraud_dissuasion_legal_transition BEFORE UPDATE OF status ON antifraud_dissuasion
FOR EACH ROW EXECUTE FUNCTION antifraud_refuse_illegal_transition(
    'received>signed signed>defrauded signed>not_fraud signed>trying trying>defrauded trying>not_fraud trying>persuaded');

-- Written once; the columns named in the argument may be emptied when their time is over.
CREATE FUNCTION antifraud_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may text[] := string_to_array(TG_ARGV[0], ',');
    part text;
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - may = to_jsonb(OLD) - may THEN
        FOREACH part IN ARRAY may LOOP
            EXIT WHEN to_jsonb(NEW) ->> part NOT IN ('', to_jsonb(OLD) ->> part);
            IF part = may[array_upper(may, 1)] THEN
                RETURN NEW;
            END IF;
        END LOOP;
    END IF;
    RAISE EXCEPTION '% is written once', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_written_once';
END $$;
CREATE TRIGGER antifraud_movement_written_once BEFORE UPDATE OR DELETE ON antifraud_movement
FOR EACH ROW EXECUTE FUNCTION antifraud_refuse_change('');
CREATE TRIGGER antifraud_playbook_written_once BEFORE UPDATE OR DELETE ON antifraud_playbook
FOR EACH ROW EXECUTE FUNCTION antifraud_refuse_change('');
CREATE TRIGGER antifraud_attempt_written_once BEFORE UPDATE OR DELETE ON antifraud_attempt
FOR EACH ROW EXECUTE FUNCTION antifraud_refuse_change('spoke_to,words,next_step');
CREATE TRIGGER antifraud_asked_written_once BEFORE UPDATE OR DELETE ON antifraud_asked
FOR EACH ROW EXECUTE FUNCTION antifraud_refuse_change('answer');
CREATE TRIGGER antifraud_reportstep_written_once BEFORE UPDATE OR DELETE ON antifraud_reportstep
FOR EACH ROW EXECUTE FUNCTION antifraud_refuse_change('words');
CREATE TRIGGER antifraud_dissuasionstep_written_once BEFORE UPDATE OR DELETE ON antifraud_dissuasionstep
FOR EACH ROW EXECUTE FUNCTION antifraud_refuse_change('words');
"""

BACKWARD = """
DROP TRIGGER antifraud_dissuasionstep_written_once ON antifraud_dissuasionstep;
DROP TRIGGER antifraud_reportstep_written_once ON antifraud_reportstep;
DROP TRIGGER antifraud_asked_written_once ON antifraud_asked;
DROP TRIGGER antifraud_attempt_written_once ON antifraud_attempt;
DROP TRIGGER antifraud_playbook_written_once ON antifraud_playbook;
DROP TRIGGER antifraud_movement_written_once ON antifraud_movement;
DROP FUNCTION antifraud_refuse_change();
DROP TRIGGER antifraud_dissuasion_legal_transition ON antifraud_dissuasion;
DROP TRIGGER antifraud_fraudreport_legal_transition ON antifraud_fraudreport;
DROP FUNCTION antifraud_refuse_illegal_transition();
DROP TRIGGER antifraud_movement_reconciles ON antifraud_movement;
DROP TRIGGER antifraud_line_reconciles ON antifraud_line;
DROP TRIGGER antifraud_report_reconciles ON antifraud_fraudreport;
DROP FUNCTION antifraud_lines_reconcile();
"""


def install(apps: Any, schema_editor: Any) -> None:
    time_limits.install(apps)
    playbooks.install(apps, at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("antifraud", "0002_intercept")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]

"""Who took down that others say it is put right may re-inspect it: that is no work of one's own."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION hazards_refuse_own_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM hazards_hazard found WHERE found.id = NEW.hazard_id AND found.found_by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'nobody re-inspects what he found himself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hazards_recheck_by_another';
    END IF;
    IF EXISTS (
        SELECT FROM hazards_step step JOIN hazards_hazard found ON found.id = step.hazard_id
        WHERE step.hazard_id = NEW.hazard_id AND step.by_id = NEW.by_id AND step.at >= found.found_at
          AND step.action IN {work}) THEN
        RAISE EXCEPTION 'nobody re-inspects what he ordered or had put right himself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hazards_recheck_by_second_person';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("hazards", "0007_notices_of_villages")]
    operations = [
        migrations.RunSQL(
            FUNCTION.format(work="('fix_on_spot', 'order')"),
            FUNCTION.format(work="('fix_on_spot', 'order', 'put_right')"),
        ),
    ]

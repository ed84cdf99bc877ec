"""Numbering, hashing and refusing are the database's own: nobody who writes through the site can leave them out."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ledger_entry_hash(e ledger_entry) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        e.previous_hash, e.chain, e.sequence, extract(epoch FROM e.at), e.station_id, e.by_id, e.kind, e.verb,
        e.object_type, e.object_id, to_jsonb(e.fields), e.reason, e.address, e.detail)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION ledger_append() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    head ledger_chainhead;
BEGIN
    NEW.chain := coalesce(NEW.station_id, 0);
    INSERT INTO ledger_chainhead (chain, sequence, hash) VALUES (NEW.chain, 0, '') ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM ledger_chainhead WHERE chain = NEW.chain FOR UPDATE;
    NEW.sequence := head.sequence + 1;
    NEW.previous_hash := head.hash;
    NEW.hash := ledger_entry_hash(NEW);
    UPDATE ledger_chainhead SET sequence = NEW.sequence, hash = NEW.hash WHERE chain = NEW.chain;
    RETURN NEW;
END $$;

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER ledger_append BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_append();
CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_head_stays BEFORE DELETE ON ledger_chainhead
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM PUBLIC;
-- It runs as the owner of the ledger: nobody but the trigger may call it on a table of their own.
REVOKE EXECUTE ON FUNCTION ledger_append() FROM PUBLIC;
"""

BACKWARD = """
DROP TRIGGER ledger_head_stays ON ledger_chainhead;
DROP TRIGGER ledger_no_truncate ON ledger_entry;
DROP TRIGGER ledger_no_change ON ledger_entry;
DROP TRIGGER ledger_append ON ledger_entry;
DROP FUNCTION ledger_refuse();
DROP FUNCTION ledger_append();
DROP FUNCTION ledger_entry_hash(ledger_entry);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_entries")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

-- The tables of the durable peer: the same columns, keys, row-level security and companions as
-- bench.note of Sangam writes. Run once by the superuser of a fresh cluster, in its own database.

CREATE ROLE bench_app LOGIN;
CREATE SCHEMA bench;
GRANT USAGE ON SCHEMA bench TO bench_app;

CREATE TABLE bench.notes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 500),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE bench.claims (
  tenant_id uuid NOT NULL,
  principal text NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  body_hash bytea NOT NULL,
  reply text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, principal, operation, key)
);
CREATE INDEX claims_by_age ON bench.claims (created_at);

CREATE TABLE bench.outbox (
  position bigint GENERATED ALWAYS AS IDENTITY,
  tenant_id uuid NOT NULL,
  event text NOT NULL,
  payload text NOT NULL,
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (tenant_id, position)
);
CREATE INDEX outbox_in_commit_order ON bench.outbox (written_by, position);

CREATE TABLE bench.audit (
  position bigint GENERATED ALWAYS AS IDENTITY,
  tenant_id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  operation text NOT NULL,
  request_id text NOT NULL,
  target text,
  outcome text NOT NULL,
  PRIMARY KEY (tenant_id, position)
);
CREATE INDEX audit_by_time ON bench.audit (tenant_id, at);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['notes', 'claims', 'outbox', 'audit'] LOOP
    EXECUTE format('ALTER TABLE bench.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE bench.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY reach ON bench.%I USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY tenant ON bench.%I AS RESTRICTIVE TO bench_app USING '
      '(tenant_id = (SELECT current_setting(''bench.tenant''))::uuid)', name);
  END LOOP;
END
$$;

GRANT SELECT, INSERT ON bench.notes, bench.claims TO bench_app;
GRANT INSERT ON bench.outbox, bench.audit TO bench_app;

-- Takes the idempotency key or raises, which aborts the rest of the transaction.
CREATE FUNCTION bench.claim(
  claim_tenant uuid, claim_principal text, claim_operation text, claim_key text, claim_hash bytea,
  claim_reply text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  known bytea;
BEGIN
  INSERT INTO bench.claims (tenant_id, principal, operation, key, body_hash, reply)
  VALUES (claim_tenant, claim_principal, claim_operation, claim_key, claim_hash, claim_reply)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN RETURN; END IF;
  SELECT body_hash INTO known FROM bench.claims
  WHERE tenant_id = claim_tenant AND principal = claim_principal
    AND operation = claim_operation AND key = claim_key;
  IF known = claim_hash THEN
    RAISE EXCEPTION 'replayed' USING ERRCODE = 'BN001';
  END IF;
  RAISE EXCEPTION 'key_reused' USING ERRCODE = 'BN002';
END
$$;

-- The peer of hot_vs_row_by_row: a ledger as a PL/pgSQL function, one call a transfer. An
-- idempotency row, two balance updates in the order of their accounts, two moves; limits checked.
-- Run once by the superuser of a fresh cluster.

CREATE TABLE accounts (
  id bigint PRIMARY KEY,
  balance bigint NOT NULL DEFAULT 0,
  may_overdraw boolean NOT NULL DEFAULT true
) WITH (fillfactor = 50);  -- leaves room in the page, so that updates need not touch the index

CREATE TABLE idempotency (
  key uuid PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE moves (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transfer uuid NOT NULL,
  account bigint NOT NULL,
  amount bigint NOT NULL,
  balance bigint NOT NULL
);
CREATE INDEX moves_of_account ON moves (account, id);

INSERT INTO accounts (id) SELECT generate_series(1, 10000);
VACUUM ANALYZE accounts;

CREATE FUNCTION transfer(source bigint, target bigint, amount bigint) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  new_key uuid := gen_random_uuid();
  source_after bigint;
  target_after bigint;
  allowed boolean;
BEGIN
  INSERT INTO idempotency (key) VALUES (new_key) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  -- Always the smaller account first, so that two transfers cannot wait for each other.
  IF source < target THEN
    UPDATE accounts SET balance = balance - amount WHERE id = source
      RETURNING balance, may_overdraw INTO source_after, allowed;
    UPDATE accounts SET balance = balance + amount WHERE id = target
      RETURNING balance INTO target_after;
  ELSE
    UPDATE accounts SET balance = balance + amount WHERE id = target
      RETURNING balance INTO target_after;
    UPDATE accounts SET balance = balance - amount WHERE id = source
      RETURNING balance, may_overdraw INTO source_after, allowed;
  END IF;
  IF source_after < 0 AND NOT allowed THEN
    RAISE EXCEPTION 'exceeds_credits';
  END IF;
  INSERT INTO moves (transfer, account, amount, balance)
  VALUES (new_key, source, -amount, source_after), (new_key, target, amount, target_after);
  RETURN true;
END
$$;

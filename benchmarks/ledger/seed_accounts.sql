-- Adds empty accounts to a ledger. Usage:
--   psql -v accounts=1000000 -v ledger=HEX_UUID_OF_A_LEDGER -f seed_accounts.sql
-- as the superuser of the private cluster. The running lane does not learn of them: restart the
-- server before anything else is opened.

INSERT INTO ledger.accounts (
  tenant_id, number, id, shard, ledger, name, code, flags, overdraft_limit, user_data_64,
  user_data_32, created_at, closed, debits_pending, debits_posted, credits_pending, credits_posted,
  balances_at)
SELECT l.tenant_id, last.number + nth, gen_random_uuid(), l.shard, l.number, 'Seeded ' || nth, 1, 0,
  0, 0, 0, l.created_at, false, 0, 0, 0, 0, l.created_at
FROM ledger.ledgers AS l,
  LATERAL (SELECT max(number) AS number FROM ledger.accounts WHERE tenant_id = l.tenant_id) AS last,
  generate_series(1, :accounts) AS nth
WHERE l.id = :'ledger';

VACUUM (ANALYZE) ledger.accounts;
CHECKPOINT;

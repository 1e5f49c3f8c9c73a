-- Preloads a ledger with history, so that indexes and partitions have their real size. Usage:
--   psql -v rows=10000000 -v ledger=HEX_UUID_OF_A_LEDGER -f seed_transfers.sql
-- as the superuser of the private cluster. The ledger's accounts must have consecutive numbers.
-- The rows are older than anything the lane has flushed, so it may run meanwhile and is not misled.
-- They are not linked by hashes and carry no balances: a seeded ledger cannot be verified.

-- One statement a chunk: no transaction may last longer than the relay can wait (5 s).
SELECT format($insert$
  INSERT INTO ledger.transfers (
    tenant_id, id, shard, ledger, kind, debit_account, credit_account, amount, code, flags,
    timeout, user_data_64, user_data_32, "timestamp", hash,
    debit_debits_pending, debit_debits_posted, debit_credits_pending, debit_credits_posted,
    credit_debits_pending, credit_debits_posted, credit_credits_pending, credit_credits_posted)
  SELECT %1$s,
    (lpad(to_hex(%2$s + nth / 200), 12, '0') || '7' || lpad(to_hex(nth %% 200 * 16), 3, '0')
      || '8' || lpad(to_hex((random() * 1e15)::int8), 15, '0'))::uuid,
    %3$s, %4$s, 0, debit, %5$s + (debit - %5$s + 1 + (random() * %6$s)::int8 %% (%6$s - 1)) %% %6$s,
    (random() * 10000)::int8, 1, 0, 0, 0, 0, %2$s * 1000000 + nth::int8 * 5000, sha256('seeded'),
    0, 0, 0, 0, 0, 0, 0, 0
  FROM (
    SELECT nth, %5$s + (random() * (%6$s - 1))::int8 AS debit
    FROM generate_series(%7$s, least(%7$s + 199999, %8$s)) AS nth) AS numbered
  $insert$, l.tenant_id, yesterday.ms, l.shard, l.number, a.lowest, a.accounts, first, :rows)
FROM ledger.ledgers AS l,
  LATERAL (SELECT min(number) AS lowest, count(*) AS accounts FROM ledger.accounts
    WHERE tenant_id = l.tenant_id AND ledger = l.number) AS a,
  (SELECT (extract(epoch FROM now() - interval '1 day') * 1000)::int8 AS ms) AS yesterday,
  generate_series(1, :rows, 200000) AS first
WHERE l.id = :'ledger'
ORDER BY first
\gexec

VACUUM (ANALYZE) ledger.transfers;
CHECKPOINT;

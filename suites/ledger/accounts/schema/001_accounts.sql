-- Ledgers, accounts and transfers. Written by lanes only; the app role reads.
--
-- schema: ledger
-- table: ledger.ledgers scope=tenant app=select lane=select,insert,update
-- table: ledger.accounts scope=tenant app=select lane=select,insert,update
-- table: ledger.transfers scope=tenant app=select lane=select,insert
-- table: ledger.failed_transfers scope=tenant app=select lane=select,insert
-- table: ledger.open_holds scope=tenant app=select lane=select,insert,delete
-- view: ledger.account_states app=select
-- function: ledger.ensure_partitions(int8) lane=execute

create table ledger.ledgers (
  tenant_id int4 not null,
  number int8 not null,
  id uuid not null,
  shard int4 not null,
  name text not null,
  asset text not null,
  scale int2 not null check (scale between 0 and 18),
  kind text not null,
  created_at int8 not null,
  -- Written behind, up to once a second: how many rows the chain has and its last hash.
  rows int8 not null,
  head bytea not null,
  primary key (tenant_id, number),
  unique (tenant_id, id)
);
create index ledgers_of_shard on ledger.ledgers (shard);

create table ledger.accounts (
  tenant_id int4 not null,
  number int8 not null,
  id uuid not null,
  shard int4 not null,
  ledger int8 not null,
  name text not null,
  code int4 not null,
  flags int4 not null,
  overdraft_limit int8 not null,
  user_data_128 uuid,
  user_data_64 int8 not null,
  user_data_32 int4 not null,
  reference text,
  created_at int8 not null,
  -- Written behind, up to once a second, as of balances_at; ledger.account_states is exact.
  closed bool not null,
  debits_pending int8 not null,
  debits_posted int8 not null,
  credits_pending int8 not null,
  credits_posted int8 not null,
  balances_at int8 not null,
  primary key (tenant_id, number),
  unique (tenant_id, id),
  unique (tenant_id, ledger, reference),
  foreign key (tenant_id, ledger) references ledger.ledgers (tenant_id, number)
) with (fillfactor = 60);  -- leaves room for updates in place
create index accounts_of_shard on ledger.accounts (shard);
create index accounts_by_name on ledger.accounts (tenant_id, name, id);
create index accounts_by_creation on ledger.accounts (tenant_id, created_at, id);

-- One change of balances a row, never edited. Partitioned by id, whose first 48 bits are a time.
create table ledger.transfers (
  tenant_id int4 not null,
  id uuid not null,
  shard int4 not null,
  ledger int8 not null,
  kind int2 not null,
  debit_account int8 not null,
  credit_account int8 not null,
  amount int8 not null check (amount >= 0),
  code int4 not null,
  flags int4 not null,
  pending_id uuid,
  timeout int8 not null,
  user_data_128 uuid,
  user_data_64 int8 not null,
  user_data_32 int4 not null,
  reference text,
  "timestamp" int8 not null,
  hash bytea not null,
  debit_debits_pending int8 not null,
  debit_debits_posted int8 not null,
  debit_credits_pending int8 not null,
  debit_credits_posted int8 not null,
  credit_debits_pending int8 not null,
  credit_debits_posted int8 not null,
  credit_credits_pending int8 not null,
  credit_credits_posted int8 not null,
  primary key (tenant_id, id)
) partition by range (id);
create index transfers_by_debit on ledger.transfers (tenant_id, debit_account, "timestamp");
create index transfers_by_credit on ledger.transfers (tenant_id, credit_account, "timestamp");
create index transfers_by_time on ledger.transfers (tenant_id, "timestamp");
create index transfers_by_pending on ledger.transfers (tenant_id, pending_id)
  where pending_id is not null;
create table ledger.transfers_other partition of ledger.transfers default;

-- Makes the partitions of the month of `at` (nanoseconds) and of the two months after it.
create function ledger.ensure_partitions(at int8) returns void
language plpgsql security definer set search_path = pg_catalog, ledger as $$
declare
  month timestamptz := date_trunc('month', to_timestamp(at / 1000000000), 'UTC');
  partition text;
begin
  for step in 0..2 loop
    partition := 'transfers_' || to_char(month at time zone 'UTC', 'YYYYMM');
    if to_regclass('ledger.' || partition) is null then
      execute format(
        'create table ledger.%I partition of ledger.transfers for values from (%L) to (%L)',
        partition, ledger.first_id_of(month), ledger.first_id_of(month + interval '1 month'));
    end if;
    month := month + interval '1 month';
  end loop;
end $$;

-- The least id whose time is `moment`.
create function ledger.first_id_of(moment timestamptz) returns uuid
language sql stable set search_path = pg_catalog as $$
  select (lpad(to_hex((extract(epoch from moment) * 1000)::int8), 12, '0') || repeat('0', 20))::uuid
$$;

create table ledger.failed_transfers (
  tenant_id int4 not null,
  id uuid not null,
  status int4 not null,
  failed_at int8 not null,
  primary key (tenant_id, id)
);

-- Holds that no row has resolved yet: what rebuilding needs, so that it need not search history.
create table ledger.open_holds (
  tenant_id int4 not null,
  id uuid not null,
  shard int4 not null,
  primary key (tenant_id, id)
);
create index open_holds_of_shard on ledger.open_holds (shard);

-- Accounts with their exact balances: the written ones, or those of the last transfer if it is newer.
create view ledger.account_states with (security_invoker = true) as
select a.tenant_id, a.number, a.id, a.ledger, l.id as ledger_id, l.asset, l.scale, l.kind, a.name,
  a.code, a.flags, a.overdraft_limit, a.reference, a.closed, a.created_at,
  case when s.newest > a.balances_at then s.debits_pending else a.debits_pending end
    as debits_pending,
  case when s.newest > a.balances_at then s.debits_posted else a.debits_posted end as debits_posted,
  case when s.newest > a.balances_at then s.credits_pending else a.credits_pending end
    as credits_pending,
  case when s.newest > a.balances_at then s.credits_posted else a.credits_posted end
    as credits_posted
from ledger.accounts a
join ledger.ledgers l on l.tenant_id = a.tenant_id and l.number = a.ledger
left join lateral (
  select u.newest, u.debits_pending, u.debits_posted, u.credits_pending, u.credits_posted
  from (
    (select t."timestamp" as newest, t.debit_debits_pending as debits_pending,
       t.debit_debits_posted as debits_posted, t.debit_credits_pending as credits_pending,
       t.debit_credits_posted as credits_posted
     from ledger.transfers t
     where t.tenant_id = a.tenant_id and t.debit_account = a.number
       and t."timestamp" > a.balances_at
     order by t."timestamp" desc limit 1)
    union all
    (select t."timestamp", t.credit_debits_pending, t.credit_debits_posted,
       t.credit_credits_pending, t.credit_credits_posted
     from ledger.transfers t
     where t.tenant_id = a.tenant_id and t.credit_account = a.number
       and t."timestamp" > a.balances_at
     order by t."timestamp" desc limit 1)
  ) u order by u.newest desc limit 1
) s on true;

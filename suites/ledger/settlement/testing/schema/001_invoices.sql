-- Invoices that are paid by settlement: a small business table for tests.
--
-- schema: invoicing
-- table: invoicing.invoices scope=tenant app=select,insert,update

create table invoicing.invoices (
  tenant_id int4 not null,
  id uuid not null,
  payer uuid not null,
  payee uuid not null,
  units int8 not null,
  state text not null default 'open' check (state in ('open', 'intended', 'done', 'refused')),
  transfer_id uuid,
  status text,
  moves int4 not null default 0,  -- how often it was told how it ended: once, if all is well
  primary key (tenant_id, id)
);

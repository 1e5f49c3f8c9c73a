-- Mail on its way, and what became of it.

-- A row is queued in the transaction that decides the mail. `next_try_at` is when it may be taken
-- next: whoever takes it moves the moment on first, so that two never send the same mail at once.
-- Texts of mail that was sent are removed; captured ones are what there is to read.
-- table: kernel.mails scope=tenant
--   app=select,insert,update auth=select,insert,update relay=select,delete
create table kernel.mails (
  tenant_id int4 not null,
  id uuid not null,
  kind text not null,
  recipient text not null,
  recipient_name text not null,
  subject text not null,
  text text,
  html text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'captured', 'failed')),
  capture bool not null,
  tries int4 not null default 0,
  answer text,
  queued_at int8 not null,
  next_try_at int8 not null default kernel.now_nanoseconds(),
  done_at int8,
  primary key (tenant_id, id),
  check ((state = 'queued') = (done_at is null))
);
create index mails_by_time on kernel.mails (tenant_id, queued_at, id);
create index mails_due on kernel.mails (next_try_at) where state = 'queued';
create index mails_done on kernel.mails (done_at) where done_at is not null;

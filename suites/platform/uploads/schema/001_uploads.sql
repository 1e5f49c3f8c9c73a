-- Uploads that may break off and go on (tus 1.0): what has come so far, in pieces, and what came of
-- it.
--
-- schema: uploads
-- table: uploads.uploads scope=tenant app=select,insert,update,delete
-- table: uploads.pieces scope=tenant app=select,insert,delete

create table uploads.uploads (
  tenant_id int4 not null,
  id uuid not null,
  kind text not null check (kind in ('whole', 'partial', 'final')),
  operation text not null,        -- empty for a part
  request text not null,          -- its fields as JSON
  metadata text not null,         -- Upload-Metadata as it was sent
  actor text not null,
  actor_kind text not null,
  actor_id uuid not null,
  lasting bool not null,          -- who it is may be looked up again, when they are gone
  length int8 not null check (length >= 0),
  received int8 not null default 0 check (received between 0 and length),
  writer uuid,                    -- the request that sends; a later one takes over
  parts uuid[] not null default '{}',
  state text not null
    check (state in ('receiving', 'received', 'running', 'done', 'failed', 'ended')),
  running_until int8 not null default 0,  -- machine time; later, whoever ran it is gone
  reply_status int4,
  reply text,
  created_at int8 not null,
  expires_at int8 not null,
  finished_at int8,
  primary key (tenant_id, id)
);
create index uploads_by_creation on uploads.uploads (tenant_id, actor, created_at, id);
create index uploads_open on uploads.uploads (tenant_id, length)
  where state in ('receiving', 'received', 'running');

-- What has come, deleted once the operation is done. Not compressed again.
create table uploads.pieces (
  tenant_id int4 not null,
  upload_id uuid not null,
  position int8 not null,
  bytes bytea not null,
  primary key (tenant_id, upload_id, position),
  foreign key (tenant_id, upload_id) references uploads.uploads (tenant_id, id)
);
alter table uploads.pieces alter column bytes set storage external;

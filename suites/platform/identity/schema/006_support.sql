-- Support that acts as somebody of a tenant: with the tenant's consent, for a while.
--
-- table: platform.support_consents scope=platform auth=select,insert,delete

create table platform.support_consents (
  tenant_id int4 not null,
  id uuid not null unique,
  user_id uuid not null,     -- as whom support may act
  reason text not null,
  granted_by uuid not null,
  created_at int8 not null,
  until_at int8 not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references platform.users (tenant_id, id) on delete cascade
);
create index support_consents_by_end on platform.support_consents (until_at);

-- Of support's sessions: which operator really acts, by which consent. They end with it.
alter table platform.sessions
  add column impersonator uuid,
  add column consent_id uuid,
  add constraint sessions_consent_fkey foreign key (tenant_id, consent_id)
    references platform.support_consents (tenant_id, id) on delete cascade,
  add constraint sessions_support_check check ((impersonator is null) = (consent_id is null));
create index sessions_by_consent on platform.sessions (tenant_id, consent_id)
  where consent_id is not null;

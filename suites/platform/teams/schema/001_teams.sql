-- Teams: people of a tenant who may be named together.
--
-- schema: teams
-- table: teams.teams scope=tenant app=select auth=select,insert,update,delete
-- table: teams.members scope=tenant auth=select,insert,delete

create table teams.teams (
  tenant_id int4 not null,
  id uuid not null,
  name text not null,
  -- Two teams whose names differ in case only would be taken for one.
  name_key text generated always as (lower(name)) stored,
  description text not null,
  members int4 not null check (members >= 0),  -- how many there are
  created_at int8 not null,
  changed_at int8 not null,
  primary key (tenant_id, id),
  constraint teams_name_key unique (tenant_id, name_key)
);
create index teams_by_creation on teams.teams (tenant_id, created_at, id);

-- Each is also a relation: team:…#member@user:… (suites/platform/access).
create table teams.members (
  tenant_id int4 not null,
  team_id uuid not null,
  user_id uuid not null,
  added_at int8 not null,
  primary key (tenant_id, team_id, user_id),
  foreign key (tenant_id, team_id) references teams.teams (tenant_id, id) on delete cascade
);
create index members_by_user on teams.members (tenant_id, user_id, team_id);

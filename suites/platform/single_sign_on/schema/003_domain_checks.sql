-- Domains change hands: the record that proves one is looked for again every day, and a domain that
-- goes without it is given up.

alter table sign_on.domains
  add column next_check_at int8,   -- null: not proven, so not looked for
  add column missing_since int8,   -- since when name servers have answered without the record
  add column withdrawn_at int8;    -- when it was given up; null: never, or proven again
update sign_on.domains set next_check_at = verified_at where verified_at is not null;
create index domains_to_check on sign_on.domains (next_check_at) where next_check_at is not null;

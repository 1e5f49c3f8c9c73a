-- The platform's own tenant, number 1: its users are the operators (docs/decisions/0007).

-- Its id is a UUIDv7: the time in milliseconds, the version, and what is random in a version 4.
insert into platform.tenants (number, id, slug, name, sandbox, created_at)
overriding system value
select 1,
       (lpad(to_hex((extract(epoch from now()) * 1000)::int8), 12, '0') || '7'
         || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
       'platform', 'Platform', false, (extract(epoch from now()) * 1000000)::int8 * 1000
where not exists (select from platform.tenants where number = 1);

-- The next tenant follows, also when this file runs a second time after a failure.
select setval(pg_get_serial_sequence('platform.tenants', 'number'), max(number))
from platform.tenants;

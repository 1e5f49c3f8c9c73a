-- Operators may look in an emergency, where a tenant allowed it beforehand.

alter table platform.policies add column emergency_access bool not null default false;

-- Begun by an operator, who is then `granted_by`; sessions by it may only read.
alter table platform.support_consents add column emergency bool not null default false;

-- The trace that an event was written in (kernel/store/trace_reference.h): what comes of it later
-- goes on in the same one.

-- Of whoever emits, without a word of theirs: the unit of work says which trace it runs in.
alter table kernel.outbox add column trace bytea
  default nullif(decode(current_setting('sangam.trace', true), 'hex'), '');
alter table kernel.events add column trace bytea;
alter table kernel.parked_events add column trace bytea;

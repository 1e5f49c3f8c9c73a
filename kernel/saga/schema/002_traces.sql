-- The trace that an instance was begun in: its steps go on in the same one.
alter table kernel.sagas add column trace bytea
  default nullif(decode(current_setting('sangam.trace', true), 'hex'), '');

-- Instances that ended long ago go, with their logs.
-- table: kernel.sagas scope=tenant app=select,insert,update relay=select,update,delete
-- table: kernel.saga_log scope=tenant app=select,insert relay=select,delete
create index sagas_ended on kernel.sagas (updated_at)
  where status in ('done', 'compensated', 'abandoned');

-- The fence every batch of a lane begins with. It raises, and so aborts the batch, COMMIT included:
-- * SGF01  another process has taken the shard over
-- * SGF02  the batch is not the next one
-- function: kernel.fence(int4, int8, int8, int8) lane=execute
create function kernel.fence(shard int4, epoch int8, batch int8, batch_timestamp int8)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  current kernel.lanes;
begin
  update kernel.lanes l
  set last_batch = batch, last_timestamp = coalesce(batch_timestamp, l.last_timestamp)
  where l.shard = fence.shard and l.epoch = fence.epoch and l.last_batch = batch - 1;
  if found then
    return;
  end if;
  select * into current from kernel.lanes l where l.shard = fence.shard;
  if current.epoch is distinct from epoch then
    raise exception 'shard % is at epoch %, not %', shard, current.epoch, epoch
      using errcode = 'SGF01';
  end if;
  raise exception 'shard % is at batch %, % cannot follow', shard, current.last_batch, batch
    using errcode = 'SGF02';
end
$$;

-- Takes a shard over: its lock for the session, the next epoch, the new address. SGF03: another
-- session holds the lock.
-- function: kernel.take_over(int4, text) lane=execute
create function kernel.take_over(shard int4, address text)
returns kernel.lanes
language plpgsql volatile
set search_path = ''
as $$
declare
  taken kernel.lanes;
begin
  -- "SL", for shard locks, apart from every other advisory lock.
  if not pg_catalog.pg_try_advisory_lock(21324, shard) then
    raise exception 'shard % is held by another session', shard using errcode = 'SGF03';
  end if;
  insert into kernel.lanes as l (shard, epoch, address) values (shard, 1, address)
  on conflict on constraint lanes_pkey
  do update set epoch = l.epoch + 1, address = excluded.address
  returning * into taken;
  return taken;
end
$$;

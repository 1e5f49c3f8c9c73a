-- A key that was made by a key is of the person who made the first.

with recursive chain as (
  select k.tenant_id, k.id, k.created_by, 1 as steps from platform.api_keys k
  union all
  select c.tenant_id, c.id, p.created_by, c.steps + 1 from chain c
  join platform.api_keys p on p.tenant_id = c.tenant_id and p.id = c.created_by
  where c.steps < 100
)
update platform.api_keys k set created_by = last.created_by
from (select distinct on (tenant_id, id) tenant_id, id, created_by from chain
      order by tenant_id, id, steps desc) last
where k.tenant_id = last.tenant_id and k.id = last.id and k.created_by <> last.created_by;

-- A key that signs has no secret that anybody knows: whoever uses it signs each request with a
-- private key (suites/platform/signing_keys).

alter table platform.api_keys
  add column kind text not null default 'bearer' check (kind in ('bearer', 'signing'));

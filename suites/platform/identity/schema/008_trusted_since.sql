-- What an account gave to programs of others before its password was replaced, or its second factors
-- were taken away, is over: it may have been somebody else who gave it.

alter table platform.accounts add column trusted_since int8 not null default 0;

-- What an operator began as support ends with their own sessions.
create index sessions_by_impersonator on platform.sessions (impersonator)
  where impersonator is not null;

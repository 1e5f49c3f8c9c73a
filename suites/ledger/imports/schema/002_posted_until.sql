-- What the ledger answered last, so that a chunk posted again reports what its first attempt did.
--
-- schema: ledger

alter table ledger.imports add column posted_until int8 not null default 0;

-- What a request insisted on when it was asked, and rules that are over: whoever asked under one
-- may ask the same again.
--
-- secret: approvals.approvals.request
-- secret: approvals.approvals.reply

alter table approvals.approvals add column if_match text not null default '';
alter table approvals.rules add column removed_at int8;

-- What an identity provider by SAML asks of us that we do not do: its metadata says so, and it would
-- only say so again on a page of its own.

alter table sign_on.connections add column wants_signed_requests bool not null default false;

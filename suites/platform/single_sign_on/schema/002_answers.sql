-- An answer by SAML is posted without cookies, so whoever brings it is told a secret: a sign-in is
-- finished by who began it and brought its answer, both.

alter table sign_on.requests add column answer_hash bytea;

-- Null: the identity provider said nothing of groups.
alter table sign_on.requests alter column groups drop not null, alter column groups drop default;

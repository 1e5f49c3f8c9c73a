-- An API key may be bound to a client's certificate: whoever uses it must have shown that one, by
-- its hash or by its subject and issuer.

alter table platform.api_keys
  add column certificate_thumbprint text,
  add column certificate_subject text,
  add column certificate_issuer text,
  add constraint api_keys_certificate_check
    check ((certificate_subject is null) = (certificate_issuer is null)
           and (certificate_thumbprint is null or certificate_subject is null));

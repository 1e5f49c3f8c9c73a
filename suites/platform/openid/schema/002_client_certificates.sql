-- Clients that prove who they are by a certificate, and tokens that are bound to one (RFC 8705).

alter table openid.clients
  add column certificate_thumbprint text,
  add column certificate_subject text,
  add column certificate_issuer text,
  add column binds_tokens_to_certificate bool not null default false,
  drop constraint clients_authentication_check,
  add constraint clients_authentication_check
    check (authentication in ('client_secret', 'private_key_jwt', 'tls_client_auth', 'none')),
  add constraint clients_certificate_check
    check ((certificate_subject is null) = (certificate_issuer is null)
           and (certificate_thumbprint is null or certificate_subject is null)
           and (authentication = 'tls_client_auth')
             = (certificate_thumbprint is not null or certificate_subject is not null));

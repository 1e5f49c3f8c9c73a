#include "kernel/http/tls/tls_context.h"

#include <openssl/err.h>

#include <algorithm>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/http/tls/ticket_keys.h"
#include "kernel/http/tls/tls_files.h"
#include "kernel/http/transport.h"

namespace sangam::http {

namespace {

using Fault = std::unexpected<std::string>;

// An authority, one below it, and what those signed.
constexpr int kDepthMost = 4;
constexpr const char* kCiphersOf12 = "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!eNULL:!PSK:!SRP:!DSS";
// What everybody has. Those of finite fields let a client make us compute for milliseconds.
constexpr const char* kGroups = "X25519:P-256:P-384";
constexpr std::string_view kProtocol = "\x08http/1.1";  // as ALPN writes it

// A client that asks for protocols and not for ours is told so (RFC 7301 §3.2).
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length,
                    const unsigned char* offered, unsigned int size, void*) {
  unsigned char* found = nullptr;
  const auto* ours = reinterpret_cast<const unsigned char*>(kProtocol.data());
  if (SSL_select_next_proto(&found, length, ours, kProtocol.size(), offered, size) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

void set_rules(SSL_CTX* context, const TlsSettings& settings) {
  const int minimum = settings.minimum == TlsVersion::tls_1_2 ? TLS1_2_VERSION : TLS1_3_VERSION;
  SSL_CTX_set_security_level(context, 2);  // 112 bits: RSA from 2,048, no SHA-1
  SANGAM_ASSERT(SSL_CTX_set_min_proto_version(context, minimum) == 1);
  SANGAM_ASSERT(SSL_CTX_set_cipher_list(context, kCiphersOf12) == 1);
  SANGAM_ASSERT(SSL_CTX_set1_groups_list(context, kGroups) == 1);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(context, &choose_protocol, nullptr);
}

std::expected<void, std::string> use_pair(SSL_CTX* context, const TlsSettings& settings,
                                          TlsContext& facts) {
  const auto certificates = read_certificates(settings.certificate, "the certificate");
  if (!certificates) return Fault(certificates.error());
  const auto key = read_private_key(settings.key, "the key");
  if (!key) return Fault(key.error());
  X509* own = certificates->front().get();
  if (X509_check_private_key(own, key->get()) != 1) {
    ERR_clear_error();
    return Fault("the key is not that of the certificate");
  }
  const bool used =
      SSL_CTX_use_certificate(context, own) == 1 &&
      SSL_CTX_use_PrivateKey(context, key->get()) == 1 &&
      std::all_of(certificates->begin() + 1, certificates->end(), [&](const Certificate& one) {
        return SSL_CTX_add1_chain_cert(context, one.get()) == 1;
      });
  ERR_clear_error();
  if (!used)
    return Fault(
        "the certificate is too weak: RSA keys have 2,048 bits"
        " or more, and signatures a hash of the SHA-2 family");
  facts.not_before = time_of(X509_get0_notBefore(own));
  facts.not_after = time_of(X509_get0_notAfter(own));
  facts.subject = name_text(X509_get_subject_name(own), PeerCertificate::kSubjectMost);
  return {};
}

std::expected<void, std::string> ask_clients(SSL_CTX* context, const TlsSettings& settings) {
  const auto authorities =
      read_certificates(settings.client_authorities, "the file of authorities");
  if (!authorities) return Fault(authorities.error());
  X509_STORE* store = SSL_CTX_get_cert_store(context);
  for (const auto& authority : *authorities) {
    SANGAM_ASSERT(X509_STORE_add_cert(store, authority.get()) == 1);
    SANGAM_ASSERT(SSL_CTX_add_client_CA(context, authority.get()) == 1);
  }
  if (!settings.client_revocations.empty()) {
    const auto lists = read_revocations(settings.client_revocations, "the file of revocations");
    if (!lists) return Fault(lists.error());
    for (const auto& list : *lists)
      SANGAM_ASSERT(X509_STORE_add_crl(store, list.get()) == 1);
    X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
  }
  const int required =
      settings.clients == ClientCertificates::required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0;
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | required, nullptr);
  SSL_CTX_set_verify_depth(context, kDepthMost);
  return {};
}

}  // namespace

std::expected<TlsContext, std::string> load_tls(const TlsSettings& settings, TicketKeys& keys) {
  TlsContext loaded;
  loaded.handle.reset(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* context = loaded.handle.get();
  SANGAM_ASSERT(context != nullptr);
  set_rules(context, settings);
  if (const auto used = use_pair(context, settings, loaded); !used) return Fault(used.error());
  if (settings.clients == ClientCertificates::none) {
    keys.attach(context);
    return loaded;
  }
  // A resumed session is not verified again, so whoever was revoked would go on.
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(context, 0);
  if (const auto asked = ask_clients(context, settings); !asked) return Fault(asked.error());
  return loaded;
}

}  // namespace sangam::http

#include "kernel/http/tls/handshake_failure.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <string_view>

namespace sangam::http {

namespace {

struct Known {
  int reason;
  std::string_view text;
};

constexpr Known kKnown[] = {
    {SSL_R_HTTP_REQUEST, "the client spoke HTTP without TLS"},
    {SSL_R_HTTPS_PROXY_REQUEST, "the client took us for a proxy"},
    {SSL_R_WRONG_VERSION_NUMBER, "what was sent is not TLS"},
    {SSL_R_UNSUPPORTED_PROTOCOL, "the client offers no version of TLS that is allowed here"},
    {SSL_R_VERSION_TOO_LOW, "the client offers no version of TLS that is allowed here"},
    {SSL_R_NO_SHARED_CIPHER, "the client offers no cipher that is allowed here"},
    {SSL_R_NO_APPLICATION_PROTOCOL, "the client asks for protocols, and not for http/1.1"},
    {SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE, "the client shows no certificate"},
    {SSL_R_UNEXPECTED_EOF_WHILE_READING, "the client went away"},
    {SSL_R_TLSV1_ALERT_UNKNOWN_CA, "the client does not know who signed our certificate"},
    {SSL_R_SSLV3_ALERT_BAD_CERTIFICATE, "the client does not accept our certificate"},
    {SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN, "the client does not accept our certificate"},
    {SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED, "the client says that our certificate has expired"},
};

std::string text_of(unsigned long error) {
  for (const auto& known : kKnown)
    if (ERR_GET_LIB(error) == ERR_LIB_SSL && ERR_GET_REASON(error) == known.reason)
      return std::string(known.text);
  const char* text = ERR_reason_error_string(error);
  return text != nullptr ? text : "the handshake failed";
}

}  // namespace

HandshakeFailure take_handshake_failure(const SSL* ssl) {
  const auto error = ERR_peek_last_error();
  ERR_clear_error();
  if (error == 0) return {"the client went away"};
  const int reason = ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0;
  if (reason == SSL_R_CERTIFICATE_VERIFY_FAILED)
    return {std::string("the client's certificate is refused: ") +
            X509_verify_cert_error_string(SSL_get_verify_result(ssl))};
  return {text_of(error), reason == SSL_R_HTTP_REQUEST};
}

}  // namespace sangam::http

#include "kernel/http/tls/testing/tls_client.h"

#include <csignal>

#include "base/assert.h"

namespace sangam::http::testing {

namespace {

std::unique_ptr<SSL_CTX, OpenSslFree> make_context(const TlsClientSettings& settings) {
  std::unique_ptr<SSL_CTX, OpenSslFree> context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_max_proto_version(context.get(), settings.highest);
  if (settings.trusts != nullptr) {
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), settings.trusts->certificate());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  }
  if (settings.shows != nullptr) {
    SANGAM_ASSERT(SSL_CTX_use_certificate(context.get(), settings.shows->certificate.get()) == 1 &&
                  SSL_CTX_use_PrivateKey(context.get(), settings.shows->key.get()) == 1);
  }
  const auto* protocols = reinterpret_cast<const unsigned char*>(settings.protocols.data());
  SSL_CTX_set_alpn_protos(context.get(), protocols,
                          static_cast<unsigned int>(settings.protocols.size()));
  return context;
}

}  // namespace

TlsClient::TlsClient(std::uint16_t port, const TlsClientSettings& settings)
    : raw_(port), context_(make_context(settings)), ssl_(SSL_new(context_.get())) {
  std::signal(SIGPIPE, SIG_IGN);  // the library writes without MSG_NOSIGNAL
  SSL_set_fd(ssl_.get(), raw_.descriptor());
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  ::setsockopt(raw_.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

bool TlsClient::connect() { return SSL_connect(ssl_.get()) == 1; }

bool TlsClient::send(std::string_view bytes) {
  std::size_t sent = 0;
  return SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent) == 1 && sent == bytes.size();
}

std::string TlsClient::receive() {
  std::string bytes(65'536, '\0');
  std::size_t size = 0;
  if (SSL_read_ex(ssl_.get(), bytes.data(), bytes.size(), &size) != 1) size = 0;
  bytes.resize(size);
  return bytes;
}

int TlsClient::get(std::string_view path, std::string* body) {
  if (!send("GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n")) return 0;
  std::string text;
  constexpr std::string_view kLength = "Content-Length: ";
  while (true) {
    const auto end = text.find("\r\n\r\n");
    if (end != std::string::npos) {
      const auto at = text.find(kLength);
      const auto length =
          at < end ? std::strtoull(text.c_str() + at + kLength.size(), nullptr, 10) : 0;
      if (text.size() >= end + 4 + length) {
        if (body != nullptr) *body = text.substr(end + 4, length);
        return std::atoi(text.c_str() + 9);
      }
    }
    const auto more = receive();
    if (more.empty()) return 0;
    text += more;
  }
}

}  // namespace sangam::http::testing

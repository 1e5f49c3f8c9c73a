#pragma once

// A real server with TLS and certificates of its own.

#include <chrono>
#include <functional>
#include <thread>

#include "kernel/http/testing/test_server.h"
#include "kernel/http/tls/testing/certificates.h"
#include "kernel/http/tls/tls_layer.h"
#include "kernel/runtime/deadline.h"

namespace sangam::http::testing {

class TlsServer {
 public:
  // `change` alters the settings before anything starts; the files of a pair are written already.
  explicit TlsServer(const std::function<void(TlsServer&)>& change = {}) {
    replace(authority.issue());
    tls.certificate = files.path("certificate.pem");
    tls.key = files.path("key.pem");
    settings.deadlines.handshake = milliseconds{1'000};
    if (change) change(*this);
    layer = std::make_unique<TlsLayer>(tls);
    settings.layer = layer.get();
    server = std::make_unique<TestServer>(settings);
  }

  // Writes another pair to the files.
  void replace(const Pair& pair) const {
    files.write("certificate.pem", pair.certificate.get());
    files.write("key.pem", pair.key.get());
  }
  // As a second that passes, twice: once to see the change, once to see that it is over.
  void let_settle() const {
    layer->look();
    layer->look();
  }
  std::uint16_t port() const { return server->port(); }
  // Whether it is counted so often within a few seconds: a client may know how its handshake ended
  // before the server has counted it.
  bool counts(const char* name, std::uint64_t times) const {
    const auto end = runtime::Deadline::in(std::chrono::seconds{5});
    while (counted(name) < times && !end.passed())
      std::this_thread::yield();
    return counted(name) == times;
  }

  std::uint64_t counted(const char* name) const {
    telemetry::Snapshot snapshot;
    layer->describe(snapshot);
    return static_cast<std::uint64_t>(snapshot.sum(name));
  }

  Authority authority;
  PemFolder files;
  TlsSettings tls;
  ServerSettings settings = quick_settings();
  std::unique_ptr<TlsLayer> layer;
  std::unique_ptr<TestServer> server;
};

}  // namespace sangam::http::testing

// Feeds arbitrary bytes, cut arbitrarily, to the server's side of a TLS connection, and checks that
// it comes to an end without handing a byte on.

#include <algorithm>
#include <cstring>

#include "base/assert.h"
#include "kernel/http/tls/testing/certificates.h"
#include "kernel/http/tls/ticket_keys.h"
#include "kernel/http/tls/tls_transport.h"

namespace sangam::http {
namespace {

// Gives out the input in pieces of one size, then ends.
class MemoryTransport final : public Transport {
 public:
  MemoryTransport(std::string_view input, std::size_t piece) : input_(input), piece_(piece) {}

  IoResult read(std::span<char> into) override {
    const std::size_t count = std::min({into.size(), piece_, input_.size()});
    if (count == 0) return {IoStatus::closed};
    std::memcpy(into.data(), input_.data(), count);
    input_.remove_prefix(count);
    return {IoStatus::done, count};
  }
  IoResult write(std::span<const iovec> pieces) override {
    return {IoStatus::done, pieces.front().iov_len};
  }
  bool can_read() const noexcept override { return true; }
  bool can_write() const noexcept override { return true; }
  void set_listener(TransportListener*) noexcept override {}
  void finish_writing() noexcept override {}
  void cut() noexcept override {}

 private:
  std::string_view input_;
  std::size_t piece_;
};

TlsContext make_context() {
  static TicketKeys keys;
  testing::Authority authority;
  const auto pair = authority.issue();
  const testing::PemFolder files;
  const TlsSettings settings{.certificate = files.write("c.pem", pair.certificate.get()),
                             .key = files.write("k.pem", pair.key.get()),
                             .clients = ClientCertificates::optional,
                             .client_authorities = files.write("a.pem", authority.certificate()),
                             .minimum = TlsVersion::tls_1_2};
  auto context = load_tls(settings, keys);
  SANGAM_ASSERT(context);
  return std::move(*context);
}

}  // namespace
}  // namespace sangam::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::http;
  if (size == 0) return 0;
  static const TlsContext context = make_context();
  static TlsCounters counters;
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  TlsTransport transport(context.handle.get(),
                         std::make_unique<MemoryTransport>(input, data[0] % 64 + 1), "::1",
                         counters);
  IoStatus status = IoStatus::would_block;
  // Without the client's keys no input ends a handshake well.
  while (status == IoStatus::would_block)
    status = transport.establish();
  SANGAM_ASSERT(status == IoStatus::closed && !transport.established());
  char byte = 0;
  SANGAM_ASSERT(transport.read({&byte, 1}).status == IoStatus::closed);
  return 0;
}

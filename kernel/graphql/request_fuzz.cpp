// Reads arbitrary texts as requests, as query strings and as messages of a WebSocket: what is taken
// keeps the bounds, what is refused says why; then all that comes before execution.

#include "base/assert.h"
#include "base/error.h"
#include "kernel/graphql/client_message.h"
#include "kernel/graphql/media_type.h"
#include "kernel/graphql/prepare.h"
#include "kernel/graphql/testing/library.h"

namespace sangam::graphql_door {
namespace {

struct World {
  testing::LibraryModule library;
  Blueprint blueprint{library.modules};
  Limits limits;
  Preparing preparing{blueprint, limits};
  telemetry::Trace trace;
};

void prepare(const Request& request) {
  static World& world = *new World();
  SANGAM_ASSERT(!request.query.empty() || request.persisted.size() == 64);
  const auto prepared = world.preparing.prepare(request, true, world.trace);
  if (prepared) SANGAM_ASSERT((*prepared)->operation != nullptr);
  else SANGAM_ASSERT(!prepared.error().empty() && prepared.error().front().starts_with('{'));
  const auto counts = world.preparing.documents().counts();
  SANGAM_ASSERT(counts.documents <= world.limits.documents);
  SANGAM_ASSERT(counts.bytes <= world.limits.document_bytes);
}

template <class Read>
void read(Read request) {
  try {
    prepare(request());
  } catch (const Error& error) {
    SANGAM_ASSERT(!error.detail.empty());
    SANGAM_ASSERT(error.code == Code::malformed || error.code == Code::invalid);
  }
}

}  // namespace
}  // namespace sangam::graphql_door

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::graphql_door;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      read([&] { return read_request(text); });
      break;
    case 1: {
      const auto half = text.find('\n');
      const std::vector<sangam::http::QueryParameter> parameters{
          {"query", std::string(text.substr(0, half))},
          {"variables",
           half == std::string_view::npos ? std::string() : std::string(text.substr(half + 1))}};
      read([&] { return read_request(parameters); });
      break;
    }
    case 2: {
      const auto message = read_message(text);
      if (message) SANGAM_ASSERT(message->id.size() <= ClientMessage::kIdMost);
      else SANGAM_ASSERT(!message.error().detail.empty());
      break;
    }
    default:
      static_cast<void>(accepted(text));
      static_cast<void>(is_json(text));
  }
  return 0;
}

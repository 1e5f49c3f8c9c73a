// Reads arbitrary texts as messages: what is taken keeps the bounds and can be answered, what is
// refused says why, in a message that can itself be read.

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "kernel/mcp/json_rpc.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::mcp;
  const auto message = read_message({reinterpret_cast<const char*>(data), size});
  if (!message) {
    const auto& [error, id] = message.error();
    SANGAM_ASSERT(!error.message.empty() && error.status == 400);
    if (id.empty()) return 0;
    const auto refusal = read_message(error_text(id, error));
    SANGAM_ASSERT(refusal && refusal->kind == RpcKind::response && refusal->id == id);
    return 0;
  }
  SANGAM_ASSERT(message->method.size() <= RpcMessage::kMethodMost);
  SANGAM_ASSERT((message->kind == RpcKind::notification) == message->id.empty());
  SANGAM_ASSERT((message->kind == RpcKind::response) == message->method.empty());
  if (message->kind == RpcKind::response) {
    const auto result = message->result();
    SANGAM_ASSERT(!result || !result->empty());
  } else {
    const auto size = boost::json::serialize(message->params()).size();
    SANGAM_ASSERT(size >= 2);
  }
  if (message->kind != RpcKind::request) return 0;
  const auto reply = read_message(result_text(message->id, "{}"));
  SANGAM_ASSERT(reply && reply->kind == RpcKind::response && reply->id == message->id);
  return 0;
}

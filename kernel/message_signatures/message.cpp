#include "kernel/message_signatures/message.h"

namespace sangam::message_signatures {

Message message_of(const http::Request& request, std::string_view scheme) noexcept {
  return {.method = request.method_text(),
          .scheme = scheme,
          .authority = request.header("host").value_or(""),
          .target = request.target(),
          .fields = request.headers(),
          .status = std::nullopt};
}

}  // namespace sangam::message_signatures

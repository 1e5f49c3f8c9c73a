#pragma once

// Bodies that are not JSON documents: what uploads read and downloads write, piece by piece.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/task.h"
#include "kernel/http/response.h"

namespace sangam::api {

// The body of an upload.
class Body {
 public:
  virtual ~Body() = default;
  // The next piece, never empty, alive until the next call; nothing at the end. Throws Error.
  virtual Task<std::optional<std::string_view>> next() = 0;
};

// The reply of a download.
struct Download {
  std::string_view media_type;  // a literal
  std::string file_name;        // for saving; ASCII letters, digits, dot, hyphen, underscore
  std::unique_ptr<http::BodyStream> stream;
};

}  // namespace sangam::api

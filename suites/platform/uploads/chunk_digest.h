#pragma once

// ChunkDigest: works out the checksum of a chunk while it comes.

#include <memory>
#include <string>
#include <string_view>

#include "suites/platform/uploads/upload_headers.h"

struct evp_md_ctx_st;

namespace sangam::suites::platform::uploads {

class ChunkDigest {
 public:
  explicit ChunkDigest(ChecksumAlgorithm algorithm);
  void add(std::string_view bytes);
  // Once, at the end.
  std::string finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const noexcept;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace sangam::suites::platform::uploads

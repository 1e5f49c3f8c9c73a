#pragma once

// Uploadable: the operations that an upload may be for, and reading their requests.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/api/body.h"
#include "kernel/api/operation.h"

namespace sangam::suites::platform::uploads {

// A request that stands in JSON, and its body.
class UploadInput final : public api::InputSource {
 public:
  // `body` is null where only the request is read.
  UploadInput(std::string_view json, api::Body* body) : json_(json), body_(body) {}

  // Throws Error{malformed} for what is no JSON, Error{invalid} with every fault.
  void read(const Type& type, void* value) override;
  api::Body& body() override;

 private:
  const std::string_view json_;
  api::Body* const body_;
};

// Every declared upload of tenants, but for those whose request holds a secret, which would be
// kept. Immutable once filled; any thread.
class Uploadable {
 public:
  void fill(const std::vector<const api::Operation*>& operations);

  // Null for one that does not exist or cannot be uploaded to.
  const api::Operation* find(std::string_view name) const;
  // Bytes that the largest of them takes.
  std::int64_t length_most() const noexcept { return length_most_; }

 private:
  std::vector<const api::Operation*> operations_;  // by name
  std::int64_t length_most_ = 0;
};

}  // namespace sangam::suites::platform::uploads

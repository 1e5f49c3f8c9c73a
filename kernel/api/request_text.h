#pragma once

// RequestText: a request that was kept as canonical JSON (operation.h), read again when it is done.

#include <string>

#include "kernel/api/operation.h"

namespace sangam::api {

class RequestText final : public InputSource {
 public:
  explicit RequestText(std::string json) : json_(std::move(json)) {}

  // Throws Error{invalid} when the operation has changed since, so that it does not fit any more.
  void read(const Type& type, void* value) override;
  Body& body() override;

 private:
  std::string json_;
};

}  // namespace sangam::api

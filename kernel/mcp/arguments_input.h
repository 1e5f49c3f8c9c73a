#pragma once

// ArgumentsInput: the arguments of a tool as the request of an operation.

#include "kernel/api/operation.h"

namespace boost::json {
class object;
}

namespace sangam::mcp {

class ArgumentsInput final : public api::InputSource {
 public:
  // The arguments outlive it. Without a JSON body, structs inside the request are flat, and a list
  // of which nothing is said is empty, as in a query.
  ArgumentsInput(const api::Operation& operation, const boost::json::object& arguments) noexcept
      : operation_(operation), arguments_(arguments) {}

  void read(const Type& type, void* value) override;
  api::Body& body() override;

 private:
  const api::Operation& operation_;
  const boost::json::object& arguments_;
};

}  // namespace sangam::mcp

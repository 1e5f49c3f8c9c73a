#pragma once

// Arguments: how the arguments of a field become the request of its operation, and how a fault in
// the request is told of the arguments.

#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "engines/graphql/value.h"
#include "kernel/api/operation.h"
#include "kernel/graphql/plan.h"

namespace sangam::graphql_door {

// The request of an operation, made of coerced arguments. Lives while the operation reads it.
class ArgumentsInput final : public api::InputSource {
 public:
  ArgumentsInput(const RootPlan& plan, const graphql::Value::Object& arguments);
  ~ArgumentsInput() override;

  // Pointers of faults are those of arguments: "/input/debitAccount".
  void read(const Type& type, void* value) override;
  api::Body& body() override;

  // The request as JSON, the same for the same arguments: what a repeated key is compared by.
  std::string text() const;

 private:
  struct Request;
  const RootPlan& plan_;
  std::unique_ptr<Request> request_;
};

// The text of an argument; empty when it was not given.
std::string text_argument(const graphql::Value::Object& arguments, std::string_view name);

// Where in the arguments a pointer of the request points to: "/paging/limit" and "?limit" are
// "/first".
std::string argument_pointer(const RootPlan& plan, std::string_view pointer);

}  // namespace sangam::graphql_door

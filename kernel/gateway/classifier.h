#pragma once

// Classifier: what a path leads to, as the program knows it.

#include "kernel/gateway/route_class.h"
#include "kernel/http/request.h"

namespace sangam::api {
struct Operation;
}

namespace sangam::gateway {

struct Route {
  RouteClass kind = RouteClass::files;
  const api::Operation* operation = nullptr;  // of a declared one
};

// Immutable; any thread.
class Classifier {
 public:
  virtual ~Classifier() = default;
  // Of a decoded path.
  virtual Route classify(http::Method method, std::string_view path) const = 0;
};

}  // namespace sangam::gateway

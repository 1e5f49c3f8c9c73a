#pragma once

// Writes the bytes of requests from the templates of the command line.

#include <expected>
#include <string>
#include <string_view>

#include "benchmarks/load/arguments.h"
#include "benchmarks/load/template.h"

namespace sangam::benchmarks::load {

class RequestMaker {
 public:
  // The error says which template is wrong.
  static std::expected<RequestMaker, std::string> make(const Arguments& arguments,
                                                       std::uint64_t seed);

  // The next request, head and body. Requests that are all alike are written once, so that the
  // generator does not become the bottleneck. Valid until the next call.
  std::string_view next();

 private:
  RequestMaker(Template head, Template body, bool has_body, std::uint64_t seed)
      : head_(std::move(head)), body_(std::move(body)), has_body_(has_body), values_(seed) {}

  Template head_;
  Template body_;
  bool has_body_;
  Values values_;
  std::string request_;
  std::string rendered_body_;
};

}  // namespace sangam::benchmarks::load

#pragma once

// Router: from method and path to operation. A tree of path segments, built once at start.

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/api/operation.h"

namespace sangam::api {

// A path parameter's name and decoded value.
struct PathValue {
  std::string_view name;
  std::string_view value;
};

struct Match {
  const Operation* operation = nullptr;  // null: no such route
  std::vector<PathValue> values;
  std::string allowed;  // methods of this path, for 405, when only the method does not fit
};

// Immutable after construction; any thread.
class Router {
 public:
  // Throws std::logic_error when two operations share method and path.
  explicit Router(std::span<const Operation* const> operations);

  // `path` is decoded and below /api/v1, "/ledger/accounts/acct_1". O(segments). Views into `path`.
  Match find(http::Method method, std::string_view path) const;

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::map<http::Method, const Operation*> operations;
  };

  void add(const Operation& operation);
  static const Node* walk(const Node& node, std::string_view rest,
                          std::vector<std::string_view>& values);

  Node root_;
};

}  // namespace sangam::api

#include "kernel/api/router.h"

#include <stdexcept>

namespace sangam::api {

namespace {

// Cuts the first segment off "/a/b": returns "a" and leaves "/b".
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

}  // namespace

Router::Router(std::span<const Operation* const> operations) {
  for (const auto* operation : operations)
    add(*operation);
}

void Router::add(const Operation& operation) {
  Node* node = &root_;
  for (std::string_view rest = operation.path; !rest.empty();) {
    const auto segment = take_segment(rest);
    auto& next = segment.starts_with('{') ? node->parameter : node->literals[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (!node->operations.emplace(operation.method, &operation).second)
    throw std::logic_error("two operations at " + operation.path + ": " + operation.name);
}

const Router::Node* Router::walk(const Node& node, std::string_view rest,
                                 std::vector<std::string_view>& values) {
  if (rest.empty()) return node.operations.empty() ? nullptr : &node;
  if (rest.front() != '/') return nullptr;
  const auto segment = take_segment(rest);
  if (segment.empty()) return nullptr;
  if (const auto literal = node.literals.find(segment); literal != node.literals.end())
    if (const auto* found = walk(*literal->second, rest, values)) return found;
  if (!node.parameter) return nullptr;
  values.push_back(segment);
  if (const auto* found = walk(*node.parameter, rest, values)) return found;
  values.pop_back();
  return nullptr;
}

Match Router::find(http::Method method, std::string_view path) const {
  Match match;
  std::vector<std::string_view> values;
  const auto* node = walk(root_, path, values);
  if (!node) return match;
  if (method == http::Method::head) method = http::Method::get;
  const auto found = node->operations.find(method);
  if (found == node->operations.end()) {
    for (const auto& [allowed, operation] : node->operations)
      match.allowed.append(match.allowed.empty() ? "" : ", ").append(name(allowed));
    return match;
  }
  match.operation = found->second;
  const auto names = path_parameters(match.operation->path);
  for (std::size_t i = 0; i < names.size(); ++i)
    match.values.push_back({names[i], values[i]});
  return match;
}

}  // namespace sangam::api

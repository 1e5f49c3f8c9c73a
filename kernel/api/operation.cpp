#include "kernel/api/operation.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/api/json_writer.h"
#include "kernel/api/module.h"

namespace sangam::api {

using std::chrono::milliseconds;

StreamBuffer& OutputSink::stream() { SANGAM_ASSERT(false); }

milliseconds default_deadline(Kind kind) noexcept {
  switch (kind) {
    case Kind::query:
      return milliseconds{5'000};
    case Kind::command:
    case Kind::posting:
    case Kind::task:
      return milliseconds{10'000};
    case Kind::process:
      return milliseconds{30'000};
    case Kind::stream:
    case Kind::upload:
    case Kind::download:
      return milliseconds{300'000};
  }
  SANGAM_ASSERT(false);
}

bool writes(Kind kind) noexcept {
  return kind != Kind::query && kind != Kind::download && kind != Kind::stream;
}

bool is_recorded_read(const Operation& operation) noexcept {
  return operation.data == DataClass::restricted && !writes(operation.kind);
}

bool may_be_held(const Operation& operation) noexcept {
  return operation.canonical != nullptr && operation.audience == Audience::tenant;
}

bool has_entity_tag(const Operation& operation) noexcept {
  return operation.kind == Kind::query && (operation.conditional || operation.path.ends_with('}'));
}

bool takes_if_match(const Operation& operation) noexcept {
  return operation.conditional && writes(operation.kind);
}

bool holds_secret(const Type& type) {
  if (type.facts.format == "password") return true;
  if (type.inner != nullptr) return holds_secret(*type.inner);
  return type.shape == Shape::object && std::ranges::any_of(type.fields(), [](const Field& field) {
           return holds_secret(*field.type);
         });
}

http::Compression compression_of(const Operation& operation) noexcept {
  if (operation.personal || operation.step_up || operation.secret_reply)
    return http::Compression::never;
  return operation.kind == Kind::stream ? http::Compression::live : http::Compression::whole;
}

std::string canonical_json(const Type& type, const void* request) {
  std::string json;
  write_json(type, request, json);
  return json;
}

std::vector<std::string_view> path_parameters(std::string_view path) {
  std::vector<std::string_view> names;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open)) {
    const auto close = path.find('}', open);
    SANGAM_ASSERT(close != std::string_view::npos);
    names.push_back(path.substr(open + 1, close - open - 1));
    open = close;
  }
  return names;
}

OperationBuilder& OperationBuilder::route(http::Method method, std::string path) {
  operation_.method = method;
  operation_.path = std::move(path);
  return *this;
}
OperationBuilder& OperationBuilder::permission(std::string permission) {
  operation_.permission = std::move(permission);
  return *this;
}
OperationBuilder& OperationBuilder::audience(Audience audience) {
  operation_.audience = audience;
  return *this;
}
OperationBuilder& OperationBuilder::data(DataClass data) {
  operation_.data = data;
  return *this;
}
OperationBuilder& OperationBuilder::database_role(store::Role role) {
  operation_.database_role = role;
  return *this;
}
OperationBuilder& OperationBuilder::summary(std::string text) {
  operation_.summary = std::move(text);
  return *this;
}
OperationBuilder& OperationBuilder::description(std::string text) {
  operation_.description = std::move(text);
  return *this;
}
OperationBuilder& OperationBuilder::status(int success_status) {
  operation_.success_status = success_status;
  return *this;
}
OperationBuilder& OperationBuilder::deadline(milliseconds deadline) {
  operation_.deadline = deadline;
  return *this;
}
OperationBuilder& OperationBuilder::body_limit(std::uint64_t bytes) {
  operation_.body_limit = bytes;
  return *this;
}
OperationBuilder& OperationBuilder::media_type(std::string media_type) {
  operation_.media_type = std::move(media_type);
  return *this;
}
OperationBuilder& OperationBuilder::sorts(std::vector<std::string_view> names) {
  operation_.sorts = std::move(names);
  return *this;
}
OperationBuilder& OperationBuilder::step_up() {
  operation_.step_up = true;
  return *this;
}
OperationBuilder& OperationBuilder::needs_approval() {
  SANGAM_ASSERT(operation_.canonical != nullptr);
  operation_.needs_approval = true;
  return *this;
}
OperationBuilder& OperationBuilder::personal() {
  operation_.personal = true;
  return *this;
}
OperationBuilder& OperationBuilder::conditional() {
  operation_.conditional = true;
  return *this;
}
OperationBuilder& OperationBuilder::reply_changed(std::string_view day, std::string text,
                                                  void (*undo)(boost::json::object& reply)) {
  Date from;
  auto& changes = operation_.reply_changes;
  if (Date::parse(day, from) || (!changes.empty() && from <= changes.back().day))
    throw std::logic_error("changes of a reply have days, one after the other: " + operation_.name);
  changes.push_back({from, std::move(text), undo});
  return *this;
}
OperationBuilder& OperationBuilder::while_closed() {
  operation_.while_closed = true;
  return *this;
}
OperationBuilder& OperationBuilder::while_suspended() {
  operation_.while_suspended = true;
  return while_closed();
}
OperationBuilder& OperationBuilder::before_enrolment() {
  operation_.before_enrolment = true;
  return *this;
}
OperationBuilder& OperationBuilder::idempotent_by_content() {
  operation_.keyed_by_content = true;
  return *this;
}
OperationBuilder& OperationBuilder::since(std::string version) {
  operation_.since = std::move(version);
  return *this;
}
OperationBuilder& OperationBuilder::deprecated(std::string date, std::string successor) {
  operation_.deprecated = std::move(date) + ", use " + std::move(successor);
  return *this;
}

}  // namespace sangam::api

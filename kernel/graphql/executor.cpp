#include "kernel/graphql/executor.h"

#include <boost/json/value.hpp>

#include "base/assert.h"
#include "base/json_text.h"
#include "kernel/graphql/gather.h"
#include "kernel/graphql/result_writer.h"
#include "kernel/graphql/run_operation.h"
#include "kernel/telemetry/log.h"

namespace sangam::graphql_door {

namespace {

std::string response(std::span<const Root> roots, const Links& links, const telemetry::Trace& trace,
                     std::string_view event_id) {
  ResultWriter writer(links, trace);
  std::string out = "{\"data\":{";
  bool whole = true;
  for (const auto& root : roots) {
    if (out.back() != '{') out += ',';
    append_json_string(root.field->key, out);
    out += ':';
    whole &= writer.write(root, out);
  }
  out += '}';
  if (!whole) out = "{\"data\":null";
  if (!writer.errors().empty()) {
    out += ",\"errors\":[";
    for (const auto& error : writer.errors())
      out.append(out.back() == '[' ? "" : ",").append(error);
    out += ']';
  }
  if (!event_id.empty()) {
    out += ",\"extensions\":{\"eventId\":";
    append_json_string(event_id, out);
    out += '}';
  }
  return out + '}';
}

// One that was kept until somebody else approves of it: nothing was done yet.
std::string held_error(const Root& root, const api::Reply& reply) {
  std::string out =
      R"({"message":"This was kept: somebody else decides whether it is done.","path":[)";
  append_json_string(root.field->key, out);
  return out + R"(],"extensions":{"code":"approval_pending","status":)" +
         std::to_string(reply.status) +
         ",\"approval\":" + (reply.json.empty() ? "null" : reply.json) + "}}";
}

std::string error_at(const Root& root, const Error& error, const telemetry::Trace& trace) {
  const Path path{root.field->key};
  return error_json(error, {.path = &path}, trace);
}

// What an operation, or a stream, said becomes what is written of its field.
void take_reply(Root& root, std::string_view json, const telemetry::Trace& trace) {
  if (!root.below) {
    root.text = "true";
    return;
  }
  auto document = api::JsonDocument::parse(json);
  if (document) {
    root.document = std::move(*document);
    return;
  }
  log::error(trace, "a reply cannot be read", {{"reason", document.error().reason}});
  root.error = error_at(root, {Code::internal, "internal"}, trace);
}

void note_links(const Root& root, Gathering& gathering) {
  for (const auto& one : root.representations)
    if (one.level) gathering.add_link(*one.resource, *one.level, one.id);
  if (!root.document || !root.below) return;
  if (!root.page) return gathering.add(*root.below, root.document->root());
  if (const auto page = PageView::of(root.document->root(), *root.page))
    gathering.add(*root.below, *page);
}

}  // namespace

Task<Executed> Executor::execute(const Caller& caller, const Prepared& prepared) const {
  const auto scope = prepared.scope(blueprint_.schema());
  const auto& type = *scope.schema.root(prepared.operation->kind);
  const auto fields = graphql::collect_fields(scope, type, prepared.operation->selections);
  SANGAM_ASSERT(fields);  // they were collected before, when they were counted
  Executed executed;
  std::vector<Root> roots;
  roots.reserve(fields->size());
  for (const auto& field : *fields) {
    auto& root = roots.emplace_back(make_root(scope, field, type, *caller.trace));
    if (!root.error.empty() || !root.plan) continue;
    co_await run(caller, root, executed.set_cookies);
    if (api::compression_of(*root.plan->operation) == http::Compression::never)
      executed.compressible = false;
  }
  Links links;
  co_await load_links(caller, roots, links);
  executed.json = response(roots, links, *caller.trace, {});
  co_return executed;
}

Task<void> Executor::run(const Caller& caller, Root& root,
                         std::vector<std::string>& set_cookies) const {
  if (root.plan->is_connection) root.page.emplace(root.arguments);
  const auto& arguments = root.page ? root.page->arguments : root.arguments;
  auto ran = co_await run_operation(services_, caller, *root.plan, arguments);
  if (!ran) {
    root.error = error_at(root, ran.error(), *caller.trace);
    co_return;
  }
  for (auto& cookie : ran->reply.facts.set_cookies)
    set_cookies.push_back(std::move(cookie));
  if (ran->held) root.error = held_error(root, ran->reply);
  else take_reply(root, ran->reply.json, *caller.trace);
}

// As many rounds as the document has links in links.
Task<void> Executor::load_links(const Caller& caller, std::span<const Root> roots,
                                Links& links) const {
  Gathering gathering(links);
  for (const auto& root : roots)
    note_links(root, gathering);
  while (gathering.pending()) {
    co_await links.load(services_, caller, links_);
    gathering.go_on();
  }
}

Followed Executor::follow(const Prepared& prepared, const telemetry::Trace& trace) const {
  const auto scope = prepared.scope(blueprint_.schema());
  const auto& type = *scope.schema.root(prepared.operation->kind);
  auto fields = graphql::collect_fields(scope, type, prepared.operation->selections);
  SANGAM_ASSERT(fields);
  Followed followed{.fields = std::move(*fields), .root = {}};
  if (followed.fields.size() == 1)
    followed.root = make_root(scope, followed.fields.front(), type, trace);
  return followed;
}

Task<std::string> Executor::execute_item(const Caller& caller, Followed& followed,
                                         std::string_view item, std::string_view event_id) const {
  auto& root = followed.root;
  root.document.reset();
  root.error.clear();
  take_reply(root, item, *caller.trace);
  const std::span<const Root> roots(&root, 1);
  Links links;
  co_await load_links(caller, roots, links);
  co_return response(roots, links, *caller.trace, event_id);
}

}  // namespace sangam::graphql_door

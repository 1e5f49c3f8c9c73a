#pragma once

// Module: what a module hands to the kernel at start. Declaring is one call per operation:
//
//   module.query("ledger.accounts.get", accounts, &Accounts::get)
//       .get("/ledger/accounts/{id}").permission("ledger.accounts:read").summary("Read an
//       account");
//
// The handler is a member function `Task<Reply> f(Call&, Request)`; an upload's takes `Body&`
// third; a download's returns Task<Download>; a stream's is Task<void> f(Call&, Request,
// StreamSink<Item>&). Request and Reply are described structs.

#include <deque>
#include <type_traits>

#include "kernel/api/body.h"
#include "kernel/api/event_type.h"
#include "kernel/api/operation.h"
#include "kernel/api/prompt.h"
#include "kernel/api/resource.h"
#include "kernel/api/stream.h"

namespace sangam::api {

// Finishes the declaration of one operation; every call returns it for chaining.
class OperationBuilder {
 public:
  explicit OperationBuilder(Operation& operation) : operation_(operation) {}

  OperationBuilder& get(std::string path) { return route(http::Method::get, std::move(path)); }
  OperationBuilder& post(std::string path) { return route(http::Method::post, std::move(path)); }
  OperationBuilder& put(std::string path) { return route(http::Method::put, std::move(path)); }
  OperationBuilder& patch(std::string path) { return route(http::Method::patch, std::move(path)); }
  OperationBuilder& remove(std::string path) {
    return route(http::Method::remove, std::move(path));
  }

  OperationBuilder& permission(std::string permission);
  OperationBuilder& audience(Audience audience);
  OperationBuilder& data(DataClass data);
  OperationBuilder& database_role(store::Role role);
  OperationBuilder& summary(std::string text);
  OperationBuilder& description(std::string text);
  OperationBuilder& created() { return status(201); }
  OperationBuilder& status(int success_status);
  OperationBuilder& deadline(std::chrono::milliseconds deadline);
  OperationBuilder& body_limit(std::uint64_t bytes);
  OperationBuilder& media_type(std::string media_type);
  OperationBuilder& sorts(std::vector<std::string_view> names);
  // A session must have proven within ten minutes who it is (RFC 9470); API keys need not.
  OperationBuilder& step_up();
  // A call is kept until somebody else, who may do the same, approves of it: commands and postings
  // of tenants.
  OperationBuilder& needs_approval();
  // Refused to support that acts in somebody's place, as everything is that wants a fresh proof.
  OperationBuilder& personal();
  // Before `day`, "2026-01-31", the reply was what `undo` makes of it: callers that say an older
  // Sangam-Version get it so. In the order of days; `text` says what changed. Throws
  // std::logic_error otherwise.
  OperationBuilder& reply_changed(std::string_view day, std::string text,
                                  void (*undo)(boost::json::object& reply));
  // A write takes If-Match, with the tag that reading the one resource gave; the handler calls
  // require_match (entity_tag.h). Without it, a request with If-Match is refused. A query gives
  // such a tag, which those whose path ends with the id do anyway.
  OperationBuilder& conditional();
  // Served also to a tenant that its owner closed: opening it again, taking its data along.
  OperationBuilder& while_closed();
  // Served also to a tenant that is suspended or closed: signing out, reading why.
  OperationBuilder& while_suspended();
  // Part of setting up a second factor, and of leaving.
  OperationBuilder& before_enrolment();
  // Every item of the request carries an id, and repeating it gives the same result.
  OperationBuilder& idempotent_by_content();
  OperationBuilder& since(std::string version);
  OperationBuilder& deprecated(std::string date, std::string successor);

 private:
  OperationBuilder& route(http::Method method, std::string path);
  Operation& operation_;
};

namespace detail {

// Recovers request and reply types from a handler's signature and binds it to `Run`.
template <class Handler>
struct HandlerTraits;
template <class S, class Reply, class Request>
struct HandlerTraits<Task<Reply> (S::*)(Call&, Request)> {
  using Service = S;
  using RequestType = Request;
  using ReplyType = Reply;
  static constexpr bool kUpload = false;
};
template <class S, class Reply, class Request>
struct HandlerTraits<Task<Reply> (S::*)(Call&, Request, Body&)> {
  using Service = S;
  using RequestType = Request;
  using ReplyType = Reply;
  static constexpr bool kUpload = true;
};
// Of a stream, the reply type is that of one item.
template <class S, class Item, class Request>
struct HandlerTraits<Task<void> (S::*)(Call&, Request, StreamSink<Item>&)> {
  using Service = S;
  using RequestType = Request;
  using ReplyType = Item;
  static constexpr bool kUpload = false;
  static constexpr bool kStream = true;
};
template <class Traits>
concept StreamTraits = requires { Traits::kStream; };

template <auto kHandler>
Task<void> run_bound(void* service, Call& call, InputSource& input, OutputSink& output) {
  using Traits = HandlerTraits<decltype(kHandler)>;
  using Reply = typename Traits::ReplyType;
  auto* self = static_cast<typename Traits::Service*>(service);
  typename Traits::RequestType request{};
  input.read(type_of<typename Traits::RequestType>, &request);
  auto task = [&] {
    if constexpr (Traits::kUpload) return (self->*kHandler)(call, std::move(request), input.body());
    else return (self->*kHandler)(call, std::move(request));
  }();
  if constexpr (std::is_same_v<Reply, Download>) {
    output.write(co_await std::move(task));
  } else {
    const Reply reply = co_await std::move(task);
    output.write(type_of<Reply>, &reply);
  }
}

template <auto kHandler>
std::string canonical_bound(InputSource& input) {
  using Request = typename HandlerTraits<decltype(kHandler)>::RequestType;
  Request request{};
  input.read(type_of<Request>, &request);
  return canonical_json(type_of<Request>, &request);
}

template <auto kHandler>
  requires StreamTraits<HandlerTraits<decltype(kHandler)>>
Task<void> run_bound(void* service, Call& call, InputSource& input, OutputSink& output) {
  using Traits = HandlerTraits<decltype(kHandler)>;
  auto* self = static_cast<typename Traits::Service*>(service);
  typename Traits::RequestType request{};
  input.read(type_of<typename Traits::RequestType>, &request);
  StreamSink<typename Traits::ReplyType> sink(output.stream());
  co_await (self->*kHandler)(call, std::move(request), sink);
}

}  // namespace detail

// The operations of one module, in order of declaration. Lives until the server stops.
class Module {
 public:
  explicit Module(std::string name) : name_(std::move(name)) {}

  const std::string& name() const noexcept { return name_; }
  const std::deque<Operation>& operations() const noexcept { return operations_; }

  const std::deque<Resource>& resources() const noexcept { return resources_; }
  const std::deque<EventType>& events() const noexcept { return events_; }
  const std::deque<Prompt>& prompts() const noexcept { return prompts_; }

  // Declares a text for agents to begin from: see prompt.h.
  void prompt(Prompt prompt) { prompts_.push_back(std::move(prompt)); }

  // Declares one version of an event type: a described struct with kEventType and kEventVersion.
  template <Described Payload>
  EventBuilder event(std::string summary) {
    return EventBuilder(events_.emplace_back(EventType{.name = std::string(Payload::kEventType),
                                                       .version = Payload::kEventVersion,
                                                       .summary = std::move(summary),
                                                       .payload = &type_of<Payload>,
                                                       .check = &detail::check_event<Payload>,
                                                       .upcaster = {}}));
  }

  // Declares how the ids of a resource are resolved: see resource.h.
  template <auto kLoad>
  ResourceBuilder resource(std::string name,
                           typename detail::LoaderTraits<decltype(kLoad)>::Service& service) {
    using Traits = detail::LoaderTraits<decltype(kLoad)>;
    Resource& resource = resources_.emplace_back();
    resource.name = std::move(name);
    resource.id_prefix = Traits::Named::kIdPrefix;
    resource.type = &type_of<typename Traits::Value>;
    resource.service = &service;
    resource.load = &detail::load_bound<kLoad>;
    return ResourceBuilder(resource);
  }

  // Declares an operation: add<&Accounts::open>(Kind::posting, "ledger.accounts.open", accounts).
  template <auto kHandler>
  OperationBuilder add(Kind kind, std::string name,
                       typename detail::HandlerTraits<decltype(kHandler)>::Service& service) {
    using Traits = detail::HandlerTraits<decltype(kHandler)>;
    Operation& operation = operations_.emplace_back();
    operation.name = std::move(name);
    operation.kind = kind;
    operation.deadline = default_deadline(kind);
    operation.input = &type_of<typename Traits::RequestType>;
    if constexpr (!std::is_same_v<typename Traits::ReplyType, Download>)
      operation.output = &type_of<typename Traits::ReplyType>;
    operation.secret_reply = operation.output != nullptr && holds_secret(*operation.output);
    operation.service = &service;
    operation.run = &detail::run_bound<kHandler>;
    if (kind == Kind::command || kind == Kind::posting)
      operation.canonical = &detail::canonical_bound<kHandler>;
    if (kind == Kind::upload) operation.upload_request = &detail::canonical_bound<kHandler>;
    return OperationBuilder(operation);
  }

  template <auto kHandler, class S>
  OperationBuilder query(std::string name, S& service) {
    return add<kHandler>(Kind::query, std::move(name), service);
  }
  template <auto kHandler, class S>
  OperationBuilder command(std::string name, S& service) {
    return add<kHandler>(Kind::command, std::move(name), service);
  }
  template <auto kHandler, class S>
  OperationBuilder posting(std::string name, S& service) {
    return add<kHandler>(Kind::posting, std::move(name), service);
  }
  template <auto kHandler, class S>
  OperationBuilder process(std::string name, S& service) {
    return add<kHandler>(Kind::process, std::move(name), service);
  }
  template <auto kHandler, class S>
  OperationBuilder stream(std::string name, S& service) {
    return add<kHandler>(Kind::stream, std::move(name), service);
  }
  template <auto kHandler, class S>
  OperationBuilder upload(std::string name, S& service) {
    return add<kHandler>(Kind::upload, std::move(name), service);
  }
  template <auto kHandler, class S>
  OperationBuilder download(std::string name, S& service) {
    return add<kHandler>(Kind::download, std::move(name), service);
  }
  template <auto kHandler, class S>
  OperationBuilder task(std::string name, S& service) {
    return add<kHandler>(Kind::task, std::move(name), service);
  }

 private:
  std::string name_;
  std::deque<Operation> operations_;
  std::deque<Resource> resources_;
  std::deque<EventType> events_;
  std::deque<Prompt> prompts_;
};

}  // namespace sangam::api

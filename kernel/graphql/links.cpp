#include "kernel/graphql/links.h"

#include <algorithm>
#include <boost/json/value.hpp>
#include <exception>

#include "base/assert.h"
#include "base/id.h"
#include "base/together.h"
#include "kernel/api/dispatcher.h"
#include "kernel/clock/clock.h"
#include "kernel/graphql/run_operation.h"

namespace sangam::graphql_door {

// What the operation reads is what is wanted.
class Links::Input final : public api::InputSource {
 public:
  explicit Input(Links& links) : links_(links) {}
  Links& links() const noexcept { return links_; }
  void read(const Type&, void*) override { SANGAM_ASSERT(false); }
  api::Body& body() override { SANGAM_ASSERT(false); }

 private:
  Links& links_;
};

LinkOperation::LinkOperation(const Blueprint& blueprint) : blueprint_(blueprint) {
  if (declared()) restricted_ = *declared();
  restricted_.run = &Links::run;
  restricted_.service = nullptr;
  internal_ = restricted_;
  restricted_.data = api::DataClass::restricted;
  internal_.data = api::DataClass::internal;
}

void Links::want(const api::Resource& resource, std::string_view id) {
  if (faults_.contains(&resource) || !known_.try_emplace(id, nullptr).second) return;
  batch_of(resource).ids.push_back(id);
}

Links::Batch& Links::batch_of(const api::Resource& resource) {
  for (auto& batch : wanted_)
    if (batch.resource == &resource) return batch;
  return wanted_.emplace_back(&resource);
}

const boost::json::value* Links::find(std::string_view id) const {
  const auto found = known_.find(id);
  return found == known_.end() ? nullptr : found->second;
}

const Error* Links::fault(const api::Resource& resource) const {
  const auto found = faults_.find(&resource);
  return found == faults_.end() ? nullptr : &found->second;
}

Task<void> Links::load(const Services& services, const Caller& caller, const LinkOperation& link) {
  if (!wants_any()) co_return;
  const bool restricted = std::ranges::any_of(
      wanted_, [&](const Batch& batch) { return link.is_restricted(*batch.resource); });
  const auto& operation = restricted ? link.restricted() : link.internal();
  const auto started = runtime::monotonic_nanoseconds();
  std::exception_ptr cause;
  try {
    if (!link.declared()) throw Error{Code::not_found, "Links are not served here."};
    api::authorize(operation, caller.identity.get(), clock::system_now());
    api::Call call(call_parts(services, caller, operation));
    if (restricted) call.set_target(cut_target(target()));
    Input input(*this);
    co_await api::dispatch(call, input, {});
  } catch (...) {
    cause = std::current_exception();
  }
  std::optional<Error> failed;
  if (cause) failed = error_of(cause, *caller.trace);
  if (failed)
    for (const auto& batch : wanted_)
      faults_.try_emplace(batch.resource, *failed);
  wanted_.clear();
  if (link.declared())
    record_call(services, caller, *link.declared(), failed ? http_status(failed->code) : 200,
                started);
}

// What an audit says was read.
std::string Links::target() const {
  std::string text = "graphql";
  for (const auto& batch : wanted_)
    for (const auto id : batch.ids)
      text.append(" ").append(id);
  return text;
}

Task<void> Links::run(void*, api::Call& call, api::InputSource& input, api::OutputSink&) {
  co_await static_cast<Input&>(input).links().run_batches(call);
}

// All of a level travel to the database at once.
Task<void> Links::run_batches(api::Call& call) {
  call.share_trips();
  std::vector<Task<void>> loads;
  for (const auto& batch : wanted_)
    loads.push_back(run_batch(call, batch));
  co_await together(std::move(loads));
}

Task<void> Links::run_batch(api::Call& call, const Batch& batch) {
  const auto& resource = *batch.resource;
  if (!resource.permission.empty() && !call.principal().may(resource.permission)) {
    faults_.try_emplace(&resource, Error{Code::forbidden,
                                         "This needs the permission " + resource.permission + "."});
    co_return;
  }
  std::vector<Uuid> ids;
  ids.reserve(batch.ids.size());
  for (const auto text : batch.ids) {
    Uuid id;
    if (!sangam::detail::parse_id(resource.id_prefix, text, id)) ids.push_back(id);
  }
  if (!ids.empty()) keep(resource, co_await resource.load(resource.service, call, std::move(ids)));
}

// All of a batch are read as one document.
void Links::keep(const api::Resource& resource, const std::vector<api::LoadedResource>& loaded) {
  std::string text = "[";
  for (const auto& one : loaded)
    text.append(text.size() == 1 ? "" : ",").append(one.json);
  auto document = api::JsonDocument::parse(text += ']');
  if (!document) throw std::runtime_error("a loader's reply: " + document.error().reason);
  const auto& values = documents_.emplace_back(std::move(*document)).root().get_array();
  std::string id;
  for (std::size_t i = 0; i < loaded.size(); ++i) {
    id.clear();
    sangam::detail::format_id(resource.id_prefix, loaded[i].id, id);
    const auto asked = known_.find(id);
    if (asked != known_.end()) asked->second = &values[i];
  }
}

}  // namespace sangam::graphql_door

#include "kernel/graphql/links.h"

#include <algorithm>
#include <boost/json/value.hpp>
#include <exception>

#include "base/assert.h"
#include "base/id.h"
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
  if (faults_.contains(&resource) || !known_.emplace(id).second) return;
  wanted_[&resource].emplace(id);
}

const boost::json::value* Links::find(std::string_view id) const {
  const auto found = found_.find(std::string(id));
  return found == found_.end() ? nullptr : found->second;
}

const Error* Links::fault(const api::Resource& resource) const {
  const auto found = faults_.find(&resource);
  return found == faults_.end() ? nullptr : &found->second;
}

Task<void> Links::load(const Services& services, const Caller& caller, const LinkOperation& link) {
  if (!wants_any()) co_return;
  const bool restricted = std::ranges::any_of(
      wanted_, [&](const auto& batch) { return link.is_restricted(*batch.first); });
  const auto& operation = restricted ? link.restricted() : link.internal();
  const auto started = runtime::monotonic_nanoseconds();
  std::string target = "graphql";
  for (const auto& [resource, ids] : wanted_)
    for (const auto& id : ids)
      target.append(" ").append(id);
  std::exception_ptr cause;
  try {
    if (!link.declared()) throw Error{Code::not_found, "Links are not served here."};
    api::authorize(operation, caller.identity.get(), clock::system_now());
    api::Call call(call_parts(services, caller, operation));
    call.set_target(cut_target(std::move(target)));
    Input input(*this);
    co_await api::dispatch(call, input, {});
  } catch (...) {
    cause = std::current_exception();
  }
  std::optional<Error> failed;
  if (cause) failed = error_of(cause, *caller.trace);
  if (failed)
    for (const auto& [resource, ids] : wanted_)
      faults_.try_emplace(resource, *failed);
  wanted_.clear();
  if (link.declared())
    record_call(services, caller, *link.declared(), failed ? http_status(failed->code) : 200,
                started);
}

Task<void> Links::run(void*, api::Call& call, api::InputSource& input, api::OutputSink&) {
  co_await static_cast<Input&>(input).links().run_batches(call);
}

Task<void> Links::run_batches(api::Call& call) {
  for (const auto& [resource, texts] : wanted_) {
    if (!resource->permission.empty() && !call.principal().may(resource->permission)) {
      faults_.try_emplace(resource, Error{Code::forbidden, "This needs the permission " +
                                                               resource->permission + "."});
      continue;
    }
    std::vector<Uuid> ids;
    for (const auto& text : texts) {
      Uuid id;
      if (!sangam::detail::parse_id(resource->id_prefix, text, id)) ids.push_back(id);
    }
    if (!ids.empty())
      keep(*resource, co_await resource->load(resource->service, call, std::move(ids)));
  }
}

void Links::keep(const api::Resource& resource, const std::vector<api::LoadedResource>& loaded) {
  for (const auto& one : loaded) {
    auto document = api::JsonDocument::parse(one.json);
    if (!document) throw std::runtime_error("a loader's reply: " + document.error().reason);
    std::string id;
    sangam::detail::format_id(resource.id_prefix, one.id, id);
    found_.emplace(std::move(id), &documents_.emplace_back(std::move(*document)).root());
  }
}

}  // namespace sangam::graphql_door

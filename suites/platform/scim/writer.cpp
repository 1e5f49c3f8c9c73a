#include "suites/platform/scim/writer.h"

#include "kernel/api/operation.h"
#include "kernel/clock/clock.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

using Verb = Job::Verb;

api::Operation operation(std::string name, api::Kind kind) {
  api::Operation made;
  made.name = std::move(name);
  made.kind = kind;
  made.database_role = store::Role::auth;
  return made;
}

// Named in the audit; their requests and replies are SCIM's own, so no operation of the API.
const api::Operation& operation_of(const Job& job) {
  static const api::Operation users[] = {operation("scim.users.create", api::Kind::command),
                                         operation("scim.users.replace", api::Kind::command),
                                         operation("scim.users.patch", api::Kind::command),
                                         operation("scim.users.delete", api::Kind::command)};
  static const api::Operation groups[] = {operation("scim.groups.create", api::Kind::command),
                                          operation("scim.groups.replace", api::Kind::command),
                                          operation("scim.groups.patch", api::Kind::command),
                                          operation("scim.groups.delete", api::Kind::command)};
  const auto verb = static_cast<std::size_t>(job.verb);
  return job.of_users ? users[verb] : groups[verb];
}

api::Call::Parts parts_of(const Author& author, const api::Operation& operation) {
  return {.operation = &operation,
          .identity = author.identity,
          .trace = author.trace,
          .request_id = author.trace ? author.trace->request_id() : std::string(),
          .remote_address = author.remote_address,
          .deadline = author.deadline,
          .loop = author.loop,
          .pools = author.pools,
          .system_time = clock::system_now()};
}

template <class Id>
Id id_of(const std::string& text) {
  Id id;
  if (Id::parse(text, id)) throw not_found();
  return id;
}

Task<Resource> perform_on_user(ScimUsers& users, api::Call& call, Author author, Job job) {
  UserWrite how{author.role, job.if_match, author.view};
  if (job.verb == Verb::create)
    co_return co_await users.create(call, std::move(job.body), std::move(how));
  const auto id = id_of<UserId>(job.id);
  if (job.verb == Verb::replace)
    co_return co_await users.replace(call, id, std::move(job.body), std::move(how));
  if (job.verb == Verb::patch)
    co_return co_await users.patch(call, id, read_patch_request(job.body), std::move(how));
  co_await users.remove(call, id, job.if_match);
  co_return Resource{};
}

Task<Resource> perform_on_group(ScimGroups& groups, api::Call& call, Author author, Job job) {
  if (job.verb == Verb::create)
    co_return co_await groups.create(call, std::move(job.body), author.view);
  const auto id = id_of<teams::TeamId>(job.id);
  if (job.verb == Verb::replace)
    co_return co_await groups.replace(call, id, std::move(job.body), job.if_match, author.view);
  if (job.verb == Verb::patch)
    co_return co_await groups.patch(call, id, read_patch_request(job.body), job.if_match,
                                    author.view);
  co_await groups.remove(call, id, job.if_match);
  co_return Resource{};
}

}  // namespace

api::Call::Parts reading_parts(const Author& author) {
  static const api::Operation read = operation("scim.read", api::Kind::query);
  return parts_of(author, read);
}

Task<Resource> perform(ScimModule& module, Author author, Job job) {
  api::Call call(parts_of(author, operation_of(job)));
  auto done = job.of_users ? co_await perform_on_user(module.users, call, author, std::move(job))
                           : co_await perform_on_group(module.groups, call, author, std::move(job));
  call.audit(call.work());
  co_await call.work().commit();
  call.run_after_commit();
  co_return done;
}

}  // namespace sangam::suites::platform::scim

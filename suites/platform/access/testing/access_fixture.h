#pragma once

// A tenant with relations, asked as its operations are, without HTTP.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "kernel/store/testing/database.h"
#include "suites/platform/access/access.h"
#include "suites/platform/access/schema.h"

namespace sangam::suites::platform::access::testing {

inline constexpr std::string_view kModel = R"(
context amount: int
type user
type team
  relation member: [user, team#member]
type folder
  relation viewer: [user, team#member]
type document
  relation parent: [folder]
  relation approver: [user]
  relation viewer: [user] or parent->viewer
)";

// One permission, which "usr_ann" has.
class SampleRoles final : public RoleSource {
 public:
  bool is_permission(std::string_view permission) const override {
    return permission == "notes:write";
  }
  Task<PermissionFacts> explain(api::Call& call, std::optional<UserId> user,
                                std::string permission) override;
};

class AccessFixture : public ::testing::Test {
 protected:
  explicit AccessFixture(store::Migrations further = {});

  void set_model(std::string_view further = {});
  // What is wrong with a model: the details of its problems.
  std::vector<std::string> model_problems(std::string_view text);
  // Tuples as text, without conditions.
  RelationsWritten write(const std::vector<std::string>& touch,
                         const std::vector<std::string>& remove = {});
  void write_if(const std::string& tuple, std::string_view condition);
  // "pointer code" of each problem of writing.
  std::vector<std::string> problem_of(const std::vector<std::string>& touch);
  std::vector<StoredRelation> list(ListRelations request);
  Outcome may(std::string_view object, std::string_view relation, std::string_view subject);
  Outcome may(std::string_view object, std::string_view relation, std::string_view subject,
              AccessModule& module);

  template <class T>
  T run(Task<T> task) {
    return store::testing::run_until_done(database_.loop(), std::move(task));
  }
  Task<TenantGraphPointer> graph_of(Graphs& graphs, std::int32_t tenant);
  api::Call::Parts parts(std::string_view operation, std::int32_t tenant);

  // Runs a handler as its operation runs, and commits.
  template <class Service, class Reply, class Request>
  Reply call(std::string_view operation, Service& service,
             Task<Reply> (Service::*handler)(api::Call&, Request), Request request) {
    return run(run_call(parts(operation, tenant_), service, handler, std::move(request)));
  }
  template <class Service, class Reply, class Request>
  static Task<Reply> run_call(api::Call::Parts parts, Service& service,
                              Task<Reply> (Service::*handler)(api::Call&, Request),
                              Request request) {
    api::Call call(std::move(parts));
    auto reply = co_await (service.*handler)(call, std::move(request));
    if (api::writes(call.operation().kind)) {
      co_await call.work().commit();
      call.run_after_commit();
    }
    co_return reply;
  }

  store::testing::Database database_;
  SampleRoles roles_;
  AccessModule access_{roles_};
  api::Module module_{"access"};
  std::int32_t tenant_ = 5;
  std::string principal_ = "usr_ann";
  Timestamp proven_at_{1'769'851'800'000'000'000};
  Timestamp now_{1'769'851'800'000'000'000};
};

}  // namespace sangam::suites::platform::access::testing

#pragma once

// A tenant with ten thousand people and a team, asked as operations are, without HTTP.

#include <gtest/gtest.h>

#include "suites/platform/access/testing/access_fixture.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/teams/schema.h"
#include "suites/platform/teams/teams.h"

namespace sangam::suites::platform::teams::testing {

inline constexpr std::int32_t kUsers = 10'001;

class TeamsFixture : public access::testing::AccessFixture {
 protected:
  TeamsFixture() : AccessFixture({identity::schema(), teams::schema()}) {
    declare(module_, teams_);
    database_.execute(
        "insert into platform.tenants (number, id, slug, name, sandbox, created_at)"
        " overriding system value values (5, gen_random_uuid(), 'five', 'Five', false, 0);"
        "insert into platform.users (tenant_id, id, email, name, role, created_at)"
        " select 5, ('018f0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,"
        " 'user' || n || '@five.example', 'User ' || n, 'member', 0"
        " from generate_series(1, " +
        std::to_string(kUsers) + ") n");
    team_ = ask("teams.create", teams_.directory, &TeamDirectory::create,
                CreateTeam{TeamName::of("Everybody"), std::nullopt})
                .id;
  }

  static UserId user(std::int32_t number) {
    UserId id;
    const auto fault = UserId::parse_sql(uuid_text(static_cast<std::uint32_t>(number)), id);
    EXPECT_FALSE(fault);
    return id;
  }
  static std::vector<UserId> users(std::int32_t first, std::int32_t last) {
    std::vector<UserId> all;
    for (auto number = first; number <= last; ++number)
      all.push_back(user(number));
    return all;
  }

  api::Call::Parts auth_parts(std::string_view operation) {
    auto made = parts(operation, tenant_);
    made.pools.auth = &database_.pool(store::Role::auth);
    return made;
  }
  template <class Service, class Reply, class Request>
  Reply ask(std::string_view operation, Service& service,
            Task<Reply> (Service::*handler)(api::Call&, Request), Request request) {
    return run(run_call(auth_parts(operation), service, handler, std::move(request)));
  }

  static Task<MembersChanged> apply_in_call(api::Call::Parts parts, Memberships& memberships,
                                            TeamId team, MemberChange change) {
    api::Call call(std::move(parts));
    const auto done = co_await memberships.apply(call, team, std::move(change));
    co_await call.work().commit();
    call.run_after_commit();
    co_return done;
  }
  MembersChanged apply(MemberChange change) {
    return run(apply_in_call(auth_parts("teams.members.add"), teams_.memberships, team_,
                             std::move(change)));
  }
  static Task<void> leave_in_call(api::Call::Parts parts, Memberships& memberships, UserId user) {
    api::Call call(std::move(parts));
    co_await memberships.leave(call, user);
    co_await call.work().commit();
    call.run_after_commit();
  }
  bool is_member(UserId user) {
    return may("team:" + team_.str(), "member", "user:" + user.str()) ==
           authorization::Outcome::allowed;
  }
  std::string counted() { return database_.value("select members from teams.teams"); }
  std::string stored() { return database_.value("select count(*) from teams.members"); }

  TeamsModule teams_{access_.relations};
  TeamId team_;

 private:
  static std::string uuid_text(std::uint32_t number) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string tail(12, '0');
    for (std::size_t place = tail.size(); number != 0; number >>= 4)
      tail[--place] = kDigits[number & 15];
    return "018f0000-0000-7000-8000-" + tail;
  }
};

}  // namespace sangam::suites::platform::teams::testing

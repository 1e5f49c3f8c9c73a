#include "suites/platform/single_sign_on/identity_links.h"

#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

struct LinkedRow {
  UserId user_id;
};
SANGAM_DESCRIBE(LinkedRow, (user_id, ""))

struct SubjectRow {
  std::string subject;
};
SANGAM_DESCRIBE(SubjectRow, (subject, ""))

}  // namespace

Task<std::optional<UserId>> find_linked(store::UnitOfWork& work, ConnectionId connection,
                                        std::string subject) {
  const auto row = co_await work.row<LinkedRow>(kFindIdentity, connection, subject);
  if (!row) co_return std::nullopt;
  co_return row->user_id;
}

Task<bool> link(store::UnitOfWork& work, Link wanted, Timestamp now) {
  const auto made =
      co_await work.run(kInsertIdentity, wanted.connection, wanted.subject, wanted.user, now);
  if (made.rows() == 1) co_return true;
  const auto there = co_await find_linked(work, wanted.connection, wanted.subject);
  co_return there && *there == wanted.user;
}

void see_linked(store::UnitOfWork& work, ConnectionId connection, const std::string& subject,
                Timestamp now) {
  work.later(kSeeIdentity, connection, subject, now);
}

Task<std::optional<std::string>> unlink(store::UnitOfWork& work, ConnectionId connection,
                                        UserId user) {
  auto row = co_await work.row<SubjectRow>(kDeleteIdentity, connection, user);
  if (!row) co_return std::nullopt;
  co_return std::move(row->subject);
}

}  // namespace sangam::suites::platform::single_sign_on

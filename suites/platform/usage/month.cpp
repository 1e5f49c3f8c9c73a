#include "suites/platform/usage/month.h"

#include "kernel/store/unit_of_work.h"
#include "suites/platform/usage/days.h"
#include "suites/platform/usage/statements.h"

namespace sangam::suites::platform::usage {

namespace {

struct ServedRow {
  std::int64_t calls = 0;
};
SANGAM_DESCRIBE(ServedRow, (calls, ""))

}  // namespace

Task<std::int64_t> served_calls(store::Pool& auth, std::int32_t tenant, Timestamp now,
                                runtime::Deadline deadline) {
  const auto today = day_of(now);
  store::UnitOfWork work(auth, tenant, deadline, store::Mode::read_only);
  const auto row = co_await work.row<ServedRow>(kReadServed, month_of(today).days, today.days);
  co_return row ? row->calls : 0;
}

}  // namespace sangam::suites::platform::usage

#include "suites/platform/identity/tenants.h"

#include <charconv>

#include "kernel/store/database_error.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/identity/statements.h"

namespace sangam::suites::platform {

namespace {

Tenant to_tenant(const TenantRow& row) {
  return {TenantId{row.id}, row.slug, row.name, row.sandbox, row.created_at, row.status};
}

void require_sandbox(const api::Tenant& tenant) {
  if (!tenant.sandbox) throw Error{Code::conflict, "Only a sandbox has a clock of its own."};
}

TenantClock clock_of(const api::Call& call, std::int64_t offset) {
  return {{call.system_time().nanoseconds + offset}, offset / kNanosecondsPerSecond};
}

// A cursor is the number of the last tenant of the page before.
std::int32_t number_of(std::string_view cursor) {
  std::int32_t number = 0;
  const auto* end = cursor.data() + cursor.size();
  const auto [read, fault] = std::from_chars(cursor.data(), end, number);
  if (fault != std::errc() || read != end || number < 0)
    throw invalid_field("?cursor", "bad_cursor", "is not the cursor of a page of this list");
  return number;
}

}  // namespace

Task<Tenant> Tenants::get(api::Call& call, Nothing) {
  const auto row = co_await call.row<TenantRow>(kFindTenant, call.tenant().number);
  if (!row) throw Error{Code::not_found, "There is no such tenant."};
  co_return to_tenant(*row);
}

Task<api::Page<Tenant>> Tenants::list(api::Call& call, ListTenants request) {
  const auto& [most, cursor, sort] = request.paging;
  if (sort) throw invalid_field("?sort", "unknown_value", "this list has one order");
  const auto limit = most ? most->value : api::kDefaultPageSize;
  const auto after = cursor ? number_of(*cursor) : 0;
  const auto rows =
      co_await call.rows<TenantRow>(kPageTenants, after, limit, request.search, request.status);
  api::Page<Tenant> page;
  for (const auto& row : rows)
    page.items.push_back(to_tenant(row));
  if (static_cast<std::int64_t>(rows.size()) == limit)
    page.next = std::to_string(rows.back().number);
  co_return page;
}

Task<Tenant> Tenants::create(api::Call& call, CreateTenant request) {
  const auto hash = co_await passwords_.hash_new(
      call.loop(),
      {"/owner/password", request.owner.password.reveal(), request.owner.email.str(), {}});
  const TenantId id{call.new_id()};
  const UserId owner{call.new_id()};
  call.set_target(id.str());
  std::optional<TenantRow> row;
  try {
    row = co_await call.row<TenantRow>(kInsertTenant, id, request.slug, request.name,
                                       request.sandbox.value_or(false), call.now());
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique("tenants_slug_key")) throw;
    throw Error{Code::conflict,
                "A tenant with this slug exists.",
                {{"/slug", "taken", "belongs to another tenant"}}};
  }
  call.later(kInsertUser, row->number, owner, request.owner.email, request.owner.name, "owner",
             call.new_id(), hash, call.now());
  call.after_commit([this, row = *row] {
    directory_.remember(row);
    if (row.sandbox) hooks_.added(row.number);
  });
  co_return to_tenant(*row);
}

Task<TenantClock> Tenants::clock(api::Call& call, Nothing) {
  require_sandbox(call.tenant());
  co_return clock_of(call, call.tenant().clock_offset_nanoseconds);
}

Task<TenantClock> Tenants::advance_clock(api::Call& call, AdvanceClock request) {
  require_sandbox(call.tenant());
  const auto step = request.seconds.value * kNanosecondsPerSecond;
  const auto reached = call.system_time().nanoseconds + call.tenant().clock_offset_nanoseconds;
  if (reached > INT64_MAX - step)
    throw invalid_field("/seconds", "out_of_range", "would move the clock behind the year 2262");
  const auto row = co_await call.row<TenantRow>(kAdvanceClock, call.tenant().number, step);
  if (!row) throw Error{Code::not_found, "There is no such tenant."};
  call.after_commit([this, row = *row] {
    directory_.remember(row);
    hooks_.clock_moved(row.number, row.clock_offset);
  });
  co_return clock_of(call, row->clock_offset);
}

}  // namespace sangam::suites::platform

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/assert.h"
#include "kernel/api/dispatcher.h"
#include "kernel/audit/schema.h"
#include "kernel/audit/sealer_session.h"
#include "kernel/audit/testing/entries.h"
#include "kernel/store/explain_check.h"
#include "suites/platform/audit/audit.h"
#include "suites/platform/audit/statements.h"

namespace sangam::suites::platform {
namespace {

using namespace std::chrono_literals;
using audit::testing::app_session;
using audit::testing::write_entries;
using store::testing::Database;
using store::testing::run_until_done;
using store::testing::soon;

constexpr Timestamp kNow{1'769'851'800'000'000'000};
constexpr std::int32_t kTenant = 5;

// A call ends on its loop.
template <class Service, class Reply, class Request>
Task<Reply> run_call(api::Call::Parts parts, Service& service,
                     Task<Reply> (Service::*handler)(api::Call&, Request), Request request) {
  api::Call call(std::move(parts));
  co_return co_await (service.*handler)(call, std::move(request));
}

class AuditTest : public ::testing::Test {
 protected:
  AuditTest() {
    declare(module_, audit_);
    audit_.keys = {key_.public_key()};
  }

  void seal() {
    audit::SealerSession sealer(database_.endpoint().as(store::Role::relay), key_, 0s);
    const auto deadline = soon();
    while (!sealer.lead() && !deadline.passed())
      std::this_thread::sleep_for(5ms);
    sealer.seal(kNow);
  }
  api::Call::Parts parts(std::string_view operation, std::int32_t tenant = kTenant) {
    auto identity = std::make_shared<api::Identity>();
    identity->tenant = std::make_shared<api::Tenant>();
    identity->tenant->number = tenant;
    identity->tenant->slug = "sample";
    identity->principal.id_text = "usr_reader";
    const api::Operation* found = nullptr;
    for (const auto& one : module_.operations())
      if (one.name == operation) found = &one;
    SANGAM_ASSERT(found);
    return {.operation = found,
            .identity = identity,
            .request_id = "req_test",
            .deadline = soon(),
            .loop = &database_.loop(),
            .pools = {.app = &database_.pool()},
            .system_time = kNow};
  }
  template <class Service, class Reply, class Request>
  Reply call(std::string_view name, Service& service,
             Task<Reply> (Service::*handler)(api::Call&, Request), Request request,
             std::int32_t tenant = kTenant) {
    return run_until_done(database_.loop(),
                          run_call(parts(name, tenant), service, handler, std::move(request)));
  }
  AuditVerification verify(std::optional<std::string> resume = std::nullopt) {
    VerifyAudit request;
    if (resume) request.resume = Text<1, 8192>::of(*resume);
    return call("audit.verify", audit_.verifications, &AuditVerifications::verify, request);
  }
  AuditRecord get(const std::string& id, std::int32_t tenant = kTenant) {
    return call("audit.get", audit_.log, &AuditLog::get, {{*uuid_from_hex(id)}}, tenant);
  }
  std::string id_at(int number) {
    return database_.value("select id from kernel.audit_seals where tenant_id = 5 and number = " +
                           std::to_string(number));
  }

  audit::SigningKey key_{audit::Hash{3}};
  Database database_{{audit::schema()}};
  AuditModule audit_;
  api::Module module_{"platform"};
};

std::vector<audit::Hash> hashes(const std::vector<std::string>& texts) {
  std::vector<audit::Hash> result;
  for (const auto& text : texts)
    result.push_back(audit::hash_from_hex(text).value());
  return result;
}

audit::Entry entry_of(const AuditEntry& entry) {
  return {.id = entry.id.value,
          .at = entry.at,
          .actor = entry.actor,
          .actor_kind = entry.actor_kind,
          .operation = entry.operation,
          .request_id = entry.request_id,
          .target = entry.target,
          .outcome = entry.outcome,
          .detail = entry.detail};
}

TEST_F(AuditTest, AnEntryComesWithItsProof) {
  auto app = app_session(database_);
  write_entries(app, kTenant, 700);
  seal();
  write_entries(app, kTenant, 20);
  seal();
  const std::vector keys{key_.public_key()};
  for (const int number : {1, 2, 256, 257, 512, 699, 700, 701, 720}) {
    const auto record = get(id_at(number));
    ASSERT_EQ(record.state, AuditState::covered);
    ASSERT_EQ(record.seal->number, number);
    const auto previous = audit::hash_from_hex(record.seal->previous).value();
    const auto hash = audit::chain_hash(previous, number, entry_of(record.entry));
    EXPECT_EQ(audit::to_hex(hash), record.seal->hash);
    const auto checkpoint = audit::open_note(record.inclusion->checkpoint, keys);
    ASSERT_TRUE(checkpoint.has_value());
    EXPECT_EQ(checkpoint->size, 720);
    EXPECT_TRUE(audit::verify_inclusion(number - 1, checkpoint->size,
                                        audit::leaf_hash(audit::bytes_of(hash)),
                                        hashes(record.inclusion->path), checkpoint->root));
  }
}

TEST_F(AuditTest, CheckpointsAreProvedToContainEachOther) {
  auto app = app_session(database_);
  for (const int count : {3, 297, 500}) {
    write_entries(app, kTenant, count);
    seal();
  }
  const auto page =
      call("audit.checkpoints.list", audit_.log, &AuditLog::list_checkpoints, api::Paging{});
  ASSERT_EQ(page.items.size(), 3U);
  EXPECT_EQ(page.items[0].size, 800);
  const std::vector keys{key_.public_key()};
  const auto newest = audit::open_note(page.items[0].note, keys).value();
  for (const auto& item : page.items) {
    const auto older = audit::open_note(item.note, keys).value();
    const auto proof = call("audit.consistency", audit_.log, &AuditLog::consistency,
                            GetConsistency{{older.size}, {newest.size}});
    EXPECT_TRUE(audit::verify_consistency(older.size, newest.size, hashes(proof.path), older.root,
                                          newest.root));
  }
  EXPECT_THROW(
      call("audit.consistency", audit_.log, &AuditLog::consistency, GetConsistency{{1}, {801}}),
      Error);
}

TEST_F(AuditTest, WhatIsNotSealedYetSaysSo) {
  auto app = app_session(database_);
  write_entries(app, kTenant, 1);
  const auto id = database_.value("select id from kernel.audit");
  EXPECT_EQ(get(id).state, AuditState::waiting);
  EXPECT_THROW(get(id, 6), Error);
}

TEST_F(AuditTest, ListsByTargetAndOutcome) {
  auto app = app_session(database_);
  write_entries(app, kTenant, 9);
  ListAudit request;
  request.target = Text<1, 500>::of("item 4");
  EXPECT_EQ(call("audit.list", audit_.log, &AuditLog::list, request).items.size(), 1U);
  ListAudit refused;
  refused.outcome = AuditOutcome::refused;
  EXPECT_EQ(call("audit.list", audit_.log, &AuditLog::list, refused).items.size(), 0U);
}

TEST_F(AuditTest, TellsLooksFromChanges) {
  auto app = app_session(database_);
  write_entries(app, kTenant, 3);
  const auto operation = database_.value("select distinct operation from kernel.audit");
  ListAudit looks;
  looks.kind = AuditKind::look;
  ListAudit changes;
  changes.kind = AuditKind::change;
  EXPECT_EQ(call("audit.list", audit_.log, &AuditLog::list, looks).items.size(), 0U);
  EXPECT_EQ(call("audit.list", audit_.log, &AuditLog::list, changes).items.size(), 3U);
  audit_.looks = {operation, "another.look"};
  EXPECT_EQ(call("audit.list", audit_.log, &AuditLog::list, looks).items.size(), 3U);
  EXPECT_EQ(call("audit.list", audit_.log, &AuditLog::list, changes).items.size(), 0U);
}

TEST_F(AuditTest, VerifyingFindsWhatWasDone) {
  auto app = app_session(database_);
  write_entries(app, kTenant, 1'300);
  seal();
  auto sound = verify();
  EXPECT_TRUE(sound.complete);
  EXPECT_TRUE(sound.whole);
  EXPECT_EQ(sound.checked, 1'300);
  EXPECT_EQ(sound.checkpoints, 1);
  database_.execute("update kernel.audit set actor = 'eve' where id = '" + id_at(900) + "'");
  database_.execute(
      "insert into kernel.audit select tenant_id, gen_random_uuid(), at, 'bob', actor_kind,"
      " operation, request_id, target, outcome, detail, '3' from kernel.audit where id = '" +
      id_at(20) + "'");
  const auto found = verify();
  EXPECT_TRUE(found.complete);
  ASSERT_EQ(found.found, 2);
  EXPECT_EQ(found.findings[0].number, 900);
  EXPECT_EQ(found.findings[0].kind, audit::FindingKind::altered);
  EXPECT_EQ(found.findings[1].kind, audit::FindingKind::inserted);
  EXPECT_THROW(verify("bm90IGEgdG9rZW4="), Error);
}

Task<std::string> whole_body(api::Download download) {
  std::string all, piece;
  while (co_await download.stream->next(piece))
    all += piece;
  co_return all;
}

TEST_F(AuditTest, ExportsProveThemselves) {
  auto app = app_session(database_);
  write_entries(app, kTenant, 2'500);
  seal();
  const auto body = [&](auto handler, ExportAudit request) {
    return run_until_done(database_.loop(),
                          whole_body(call("audit.export.csv", audit_.exports, handler, request)));
  };
  ExportAudit behind;
  behind.after.emplace().value = 1'100;
  for (const auto& request : {ExportAudit{}, behind}) {
    std::istringstream lines(body(&AuditExports::evidence, request));
    const std::vector keys{key_.public_key()};
    const auto verified = audit::verify_evidence(
        [&]() -> std::optional<std::string> {
          std::string line;
          return std::getline(lines, line) ? std::optional(line) : std::nullopt;
        },
        keys);
    EXPECT_EQ(verified.found, 0);
    EXPECT_EQ(verified.last, 2'500);
  }
  const auto lines_of = [](const std::string& text) { return std::ranges::count(text, '\n'); };
  EXPECT_EQ(lines_of(body(&AuditExports::csv, {})), 2'501);
  EXPECT_EQ(lines_of(body(&AuditExports::cef, behind)), 1'400);
  EXPECT_EQ(lines_of(body(&AuditExports::ocsf, {})), 2'500);
  ExportAudit early;
  early.to = kNow;
  EXPECT_EQ(body(&AuditExports::cef, early), "");
  EXPECT_THROW(body(&AuditExports::evidence, early), Error);
}

class NoInput final : public api::InputSource {
 public:
  void read(const Type&, void*) override {}
  api::Body& body() override { SANGAM_ASSERT(false); }
};

Task<int> dispatched(api::Call::Parts parts, std::string target) {
  api::Call call(std::move(parts));
  call.set_target(std::move(target));
  NoInput input;
  co_return (co_await api::dispatch(call, input, "")).status;
}

TEST_F(AuditTest, WhoReadRestrictedDataIsRecorded) {
  auto& loop = database_.loop();
  EXPECT_EQ(run_until_done(loop, dispatched(parts("audit.list"), "/audit?limit=1")), 200);
  EXPECT_EQ(database_.value("select actor || ' ' || operation || ' ' || target || ' ' || outcome"
                            " from kernel.audit"),
            "usr_reader audit.list /audit?limit=1 done");
  EXPECT_EQ(run_until_done(loop, dispatched(parts("audit.checkpoints.list"), "")), 200);
  EXPECT_EQ(database_.value("select count(*) from kernel.audit"), "1");
}

TEST_F(AuditTest, StatementsUseTheirIndexes) {
  for (const auto& problem : store::check_plans(database_.endpoint(), kAuditStatements, {}, soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::suites::platform

// Uploads on a real database: what is kept of chunks, who may send, and how an operation gets its
// body, once, whatever ends in between.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/clock/clock.h"
#include "kernel/jobs/schema.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/uploads/completion.h"
#include "suites/platform/uploads/schema.h"
#include "suites/platform/uploads/statements.h"
#include "suites/platform/uploads/upload_store.h"
#include "suites/platform/uploads/uploads.h"

namespace sangam::suites::platform::uploads {
namespace {

using store::testing::soon;
using ::testing::HasSubstr;

constexpr std::int32_t kTenant = 5;

struct CountBytes {
  Text<1, 20> name;
};
SANGAM_DESCRIBE(CountBytes, (name, "What it is called"))

struct Counted {
  std::string name;
  std::int64_t bytes = 0;
  std::string key;
};
SANGAM_DESCRIBE(Counted, (name, ""), (bytes, ""), (key, "Its idempotency key"))

// Counts what it reads; refuses, or is not there for a while, as its name says.
class Counter {
 public:
  Task<Counted> count(api::Call& call, CountBytes request, api::Body& body) {
    ++runs;
    if (request.name.str() == "busy" && runs == 1) throw Error{Code::unavailable, "later"};
    if (request.name.str() == "bad") throw Error{Code::refused, "this is no file of ours"};
    Counted counted{request.name.str(), 0, call.idempotency_key()};
    while (const auto piece = co_await body.next()) {
      counted.bytes += static_cast<std::int64_t>(piece->size());
      read += *piece;
    }
    call.reply().status = 202;
    co_return counted;
  }

  int runs = 0;
  std::string read;
};

class UploadsOnRows : public ::testing::Test {
 protected:
  UploadsOnRows() {
    module_.upload<&Counter::count>("test.count", counter_).post("/count").permission("test:write");
    std::vector<const api::Operation*> operations;
    for (const auto& operation : module_.operations())
      operations.push_back(&operation);
    uploads_.operations.fill(operations);
    auto identity = std::make_shared<api::Identity>();
    identity->tenant = std::make_shared<api::Tenant>();
    identity->tenant->number = kTenant;
    identity->principal.id_text = "usr_ann";
    identity->principal.permissions = {"test:write"};
    identity_ = identity;
    trace_.begin({});
  }

  template <class T>
  T run(Task<T> task) {
    return store::testing::run_until_done(database_.loop(), std::move(task));
  }
  UploadStore store() { return {database_.pool(), kTenant, nullptr}; }

  UploadRow row(std::int64_t length, std::string request = R"({"name":"day"})",
                UploadKind kind = UploadKind::whole) {
    const auto now = clock::system_now();
    UploadRow row;
    row.id = clock::new_uuid(now);
    row.kind = kind;
    row.operation = kind == UploadKind::partial ? "" : "test.count";
    row.request = std::move(request);
    row.actor = "usr_ann";
    row.actor_kind = "user";
    row.length = length;
    row.state = length == 0 ? UploadState::received : UploadState::receiving;
    row.created_at = now;
    row.expires_at = Timestamp{now.nanoseconds + kNanosecondsPerSecond * 3600};
    return row;
  }
  UploadRow made(UploadRow row) {
    auto rows = store();
    EXPECT_FALSE(run(rows.create(row, uploads_.limits)));
    return row;
  }
  Writing writing(const UploadRow& row, std::int64_t received = 0) {
    return {.upload = row.id,
            .writer = clock::new_uuid(clock::system_now()),
            .received = received,
            .length = row.length,
            .expires_at = row.expires_at,
            .now = row.created_at,
            .actor = row.actor};
  }
  UploadRow sent(UploadRow row, const std::string& bytes) {
    auto rows = store();
    auto hand = writing(row);
    EXPECT_TRUE(run(rows.take_over(hand)));
    for (std::size_t at = 0; at < bytes.size(); at += kPieceBytes)
      EXPECT_TRUE(run(rows.append(hand, bytes.substr(at, kPieceBytes))));
    return found(row);
  }
  UploadRow found(const UploadRow& row) {
    auto rows = store();
    return run(rows.find(row.id)).value_or(UploadRow{});
  }
  void complete(const UploadRow& row) {
    run(completion_.run({.identity = identity_,
                         .trace = trace_,
                         .loop = database_.loop(),
                         .pools = {.app = &database_.pool()}},
                        row));
  }
  std::string value(const std::string& sql) { return database_.value(sql); }
  std::string pieces() { return value("select count(*) from uploads.pieces"); }

  store::testing::Database database_{{jobs::schema(), uploads::schema()}};
  Counter counter_;
  api::Module module_{"test"};
  UploadsModule uploads_;
  Completion completion_{uploads_.operations, nullptr, uploads_.limits};
  api::IdentityPointer identity_;
  telemetry::Trace trace_;
};

TEST_F(UploadsOnRows, ComeInPiecesAndRunOnce) {
  std::string bytes(kPieceBytes * 2 + 77, 'x');
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(i % 251);
  const auto upload = sent(made(row(static_cast<std::int64_t>(bytes.size()))), bytes);
  EXPECT_EQ(upload.state, UploadState::received);
  EXPECT_EQ(pieces(), "3");
  complete(upload);
  complete(upload);
  EXPECT_EQ(counter_.runs, 1);
  EXPECT_EQ(counter_.read, bytes);
  const auto done = found(upload);
  EXPECT_EQ(done.state, UploadState::done);
  EXPECT_EQ(done.reply_status, 202);
  EXPECT_THAT(*done.reply, HasSubstr("\"bytes\":" + std::to_string(bytes.size())));
  EXPECT_THAT(*done.reply, HasSubstr(UploadId{upload.id}.str()));
  EXPECT_EQ(pieces(), "0");
}

TEST_F(UploadsOnRows, ALaterWriterTakesOver) {
  const auto upload = made(row(10));
  auto rows = store();
  auto first = writing(upload);
  auto second = writing(upload);
  ASSERT_TRUE(run(rows.take_over(first)));
  EXPECT_TRUE(run(rows.append(first, "abc")));
  EXPECT_FALSE(run(rows.take_over(second)));  // it takes nothing to be received
  second.received = 3;
  ASSERT_TRUE(run(rows.take_over(second)));
  EXPECT_FALSE(run(rows.append(first, "XYZ")));
  EXPECT_TRUE(run(rows.append(second, "defghij")));
  EXPECT_EQ(found(upload).state, UploadState::received);
  complete(found(upload));
  EXPECT_EQ(counter_.read, "abcdefghij");
}

TEST_F(UploadsOnRows, WhatIsHeldCountsAsAWholeOrNotAtAll) {
  const auto upload = made(row(6));
  auto rows = store();
  auto hand = writing(upload);
  ASSERT_TRUE(run(rows.take_over(hand)));
  EXPECT_TRUE(run(rows.hold(hand, 0, "bad")));
  EXPECT_EQ(found(upload).received, 0);
  run(rows.drop_held(hand));
  EXPECT_EQ(pieces(), "0");
  EXPECT_TRUE(run(rows.hold(hand, 0, "abc")));
  EXPECT_TRUE(run(rows.hold(hand, 3, "def")));
  EXPECT_TRUE(run(rows.accept(hand, 6)));
  EXPECT_EQ(found(upload).state, UploadState::received);
  complete(found(upload));
  EXPECT_EQ(counter_.read, "abcdef");
}

// A process that ended left pieces that nobody accepted.
TEST_F(UploadsOnRows, WhatWasHeldAndNotAcceptedGoesWithTheNextWriter) {
  const auto upload = made(row(3));
  auto rows = store();
  auto lost = writing(upload);
  ASSERT_TRUE(run(rows.take_over(lost)));
  ASSERT_TRUE(run(rows.hold(lost, 0, "??")));
  EXPECT_EQ(sent(upload, "abc").state, UploadState::received);
  complete(found(upload));
  EXPECT_EQ(counter_.read, "abc");
}

TEST_F(UploadsOnRows, WhatIsRefusedIsKeptAsARefusal) {
  const auto upload = sent(made(row(3, R"({"name":"bad"})")), "abc");
  complete(upload);
  const auto failed = found(upload);
  EXPECT_EQ(failed.state, UploadState::failed);
  EXPECT_EQ(failed.reply_status, 422);
  EXPECT_THAT(*failed.reply, HasSubstr("no file of ours"));
  EXPECT_EQ(pieces(), "0");
}

TEST_F(UploadsOnRows, WhatPassesWithTimeIsTriedAgain) {
  const auto upload = sent(made(row(3, R"({"name":"busy"})")), "abc");
  EXPECT_THROW(complete(upload), Error);
  EXPECT_EQ(found(upload).state, UploadState::received);
  complete(upload);
  EXPECT_EQ(found(upload).state, UploadState::done);
  EXPECT_EQ(counter_.runs, 2);
}

TEST_F(UploadsOnRows, WhoMayNoLongerIsRefused) {
  const auto upload = sent(made(row(3)), "abc");
  auto other = std::make_shared<api::Identity>(*identity_);
  other->principal.permissions.clear();
  identity_ = other;
  complete(upload);
  EXPECT_EQ(found(upload).state, UploadState::failed);
  EXPECT_EQ(found(upload).reply_status, 403);
  EXPECT_EQ(counter_.runs, 0);
}

// Whoever ran it is gone: trusted for a while, then somebody else goes on.
TEST_F(UploadsOnRows, AnInterruptedRunIsTakenUp) {
  const auto upload = sent(made(row(3)), "abc");
  auto rows = store();
  const auto now = clock::system_now();
  const Timestamp later{now.nanoseconds + kNanosecondsPerSecond};
  EXPECT_TRUE(run(rows.claim(upload.id, now, later)));
  EXPECT_FALSE(run(rows.claim(upload.id, now, later)));
  EXPECT_FALSE(run(rows.end(upload.id, now)));
  const Timestamp after{later.nanoseconds + 1};
  EXPECT_TRUE(run(rows.claim(upload.id, after, after)));
}

TEST_F(UploadsOnRows, PartsBecomeOne) {
  const auto one = sent(made(row(3, "", UploadKind::partial)), "abc");
  const auto two = sent(made(row(4, "", UploadKind::partial)), "defg");
  auto final = row(7, R"({"name":"day"})", UploadKind::final);
  final.received = 7;
  final.state = UploadState::received;
  final.parts = {two.id, one.id};
  complete(made(final));
  EXPECT_EQ(counter_.read, "defgabc");
  EXPECT_EQ(found(final).state, UploadState::done);
  EXPECT_EQ(value("select count(*) from uploads.uploads"), "1");
  EXPECT_EQ(pieces(), "0");
  auto again = row(7, R"({"name":"day"})", UploadKind::final);
  again.received = 7;
  again.state = UploadState::received;
  again.parts = final.parts;
  complete(made(again));
  EXPECT_EQ(found(again).reply_status, 409);
}

TEST_F(UploadsOnRows, ATenantHasLimits) {
  auto rows = store();
  const UploadLimits two{.open_most = 2, .bytes_most = 100};
  EXPECT_FALSE(run(rows.create(row(60), two)));
  try {
    run(rows.create(row(41), two));
    FAIL() << "more than the limit";
  } catch (const Error& error) {
    EXPECT_EQ(error.code, Code::quota_exceeded);
    EXPECT_EQ(error.fields.front().code, "upload_bytes");
  }
  EXPECT_FALSE(run(rows.create(row(40), two)));
  EXPECT_THROW(run(rows.create(row(0), two)), Error);
}

TEST_F(UploadsOnRows, TheSameIdIsTheSameUpload) {
  const auto upload = made(row(5));
  auto rows = store();
  const auto known = run(rows.create(upload, uploads_.limits));
  ASSERT_TRUE(known);
  EXPECT_EQ(known->id, upload.id);
  EXPECT_EQ(value("select count(*) from uploads.uploads"), "1");
}

TEST_F(UploadsOnRows, WhatEndsLeavesNothing) {
  const auto upload = sent(made(row(1'000'000)), std::string(900'000, 'x'));
  auto rows = store();
  EXPECT_TRUE(run(rows.end(upload.id, clock::system_now())));
  EXPECT_EQ(value("select count(*) from uploads.uploads"), "0");
  EXPECT_EQ(pieces(), "0");
  EXPECT_FALSE(run(rows.end(upload.id, clock::system_now())));
}

TEST_F(UploadsOnRows, AJobForgetsEachOneDay) {
  made(row(5));
  EXPECT_EQ(value("select count(*) from kernel.job_queue where kind = 'uploads.forget'"), "1");
}

TEST_F(UploadsOnRows, StatementsUseIndexes) {
  for (const auto& problem : store::check_plans(database_.endpoint(), kStatements, {}, soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::suites::platform::uploads

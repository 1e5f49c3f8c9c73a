// Tampering as the superuser, past every rule, and what verifying says of it.

#include "kernel/audit/verify_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/audit/schema.h"
#include "kernel/audit/sealer_session.h"
#include "kernel/audit/statements.h"
#include "kernel/audit/testing/entries.h"
#include "kernel/store/rows.h"

namespace sangam::audit {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::soon;
using testing::app_session;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::write_entries;

constexpr Timestamp kNow{1'769'851'800'000'000'000};

// A thousand entries of tenant 1, signed at 500 and at 1,000, and some of tenant 2.
class Tampering : public ::testing::Test {
 protected:
  Tampering() {
    auto app = app_session(database_);
    SealerSession sealer(database_.endpoint().as(store::Role::relay), key_, 0s);
    EXPECT_TRUE(sealer.lead());
    for (int half = 0; half < 2; ++half) {
      write_entries(app, 1, 500);
      write_entries(app, 2, 3);
      sealer.seal({kNow.nanoseconds + half});
    }
  }

  VerifiedTenant verify(std::int32_t tenant = 1, std::vector<std::string> notes = {}) {
    store::BatchConnection relay(database_.endpoint().as(store::Role::relay), soon());
    const std::vector keys{key_.public_key()};
    return verify_tenant(relay, tenant, keys, notes, soon());
  }
  // "kind number" of each finding.
  std::vector<std::string> findings(std::vector<std::string> notes = {}) {
    std::vector<std::string> texts;
    for (const auto& finding : verify(1, std::move(notes)).findings)
      texts.push_back(std::string(name(finding.kind)) + " " + std::to_string(finding.number));
    return texts;
  }
  std::string entry_at(int number) {
    return "(select at, id from kernel.audit_seals where tenant_id = 1 and number = " +
           std::to_string(number) + ")";
  }
  void tamper(const std::string& sql) {
    database_.execute("set session_replication_role = replica; " + sql);
  }
  // Computes the chain anew from a number on, as somebody would who knows the code.
  void seal_again_from(std::int64_t number);

  SigningKey key_{Hash{7}};
  Database database_{{schema()}};
};

void Tampering::seal_again_from(std::int64_t number) {
  store::BatchConnection relay(database_.endpoint().as(store::Role::relay), soon());
  auto hash = hash_from(
      store::read_rows<SealedRow>(relay.run(soon(), kReadSealed, 1, number - 2, std::int64_t{1}))
          .front()
          .hash.value);
  for (const auto& row : store::read_rows<SealedRow>(
           relay.run(soon(), kReadSealed, 1, number - 1, std::int64_t{10'000}))) {
    hash = chain_hash(*hash, row.number, *entry_of(row));
    tamper("update kernel.audit_seals set hash = '\\x" + to_hex(*hash) +
           "' where tenant_id = 1 and number = " + std::to_string(row.number));
  }
  tamper("update kernel.audit_chains set head = '\\x" + to_hex(*hash) + "' where tenant_id = 1");
}

TEST_F(Tampering, NothingIsFoundWhereNothingWasDone) {
  EXPECT_THAT(findings(), ElementsAre());
  EXPECT_EQ(verify().entries, 1'000);
  EXPECT_EQ(verify().checkpoints, 2);
  EXPECT_EQ(verify(2).entries, 6);
  EXPECT_EQ(verify(2).found, 0);
}

// Every column of an entry, one byte or bit of it.
TEST_F(Tampering, OneFlippedByteNamesItsEntry) {
  const auto id =
      database_.value("select id from kernel.audit_seals where tenant_id = 1 and number = 320");
  for (const char* change :
       {"actor = 'anm'", "actor_kind = 'usez'", "operation = 'shop.selm'", "request_id = 'r420'",
        "outcome = 'done '", "target = null", "target = 'itam'", "detail = '{}'"}) {
    const auto row = " from kernel.audit where id = '" + id + "'";
    database_.execute("create table before as select *" + row);
    tamper("update kernel.audit set " + std::string(change) + " where id = '" + id + "'");
    const auto verified = verify();
    ASSERT_EQ(verified.found, 1) << change;
    EXPECT_EQ(verified.findings[0].kind, FindingKind::altered);
    EXPECT_EQ(verified.findings[0].number, 320);
    EXPECT_EQ(to_hex(*verified.findings[0].id), id);
    tamper("delete" + row + "; insert into kernel.audit select * from before; drop table before");
    ASSERT_EQ(verify().found, 0) << change;
  }
}

TEST_F(Tampering, ATimeThatIsMovedNamesItsEntry) {
  tamper("update kernel.audit set at = at + 1 where (at, id) = " + entry_at(10));
  EXPECT_THAT(findings(), ElementsAre("missing 10", "inserted 0"));
}

TEST_F(Tampering, AMissingEntryIsNamed) {
  tamper("delete from kernel.audit where (at, id) = " + entry_at(500));
  EXPECT_THAT(findings(), ElementsAre("missing 500"));
}

TEST_F(Tampering, AMissingSealIsNamed) {
  tamper("delete from kernel.audit where (at, id) = " + entry_at(77) +
         "; delete from kernel.audit_seals where tenant_id = 1 and number = 77");
  EXPECT_THAT(findings(), ElementsAre("seal_missing 77"));
}

TEST_F(Tampering, EntriesThatChangedPlacesAreNamed) {
  tamper(
      "create temp table two as select number, at, id from kernel.audit_seals"
      " where tenant_id = 1 and number in (40, 41);"
      "update kernel.audit_seals s set at = t.at, id = t.id from two t"
      " where s.tenant_id = 1 and s.number = 81 - t.number");
  EXPECT_THAT(findings(), ElementsAre("altered 40", "altered 41"));
}

TEST_F(Tampering, AnInsertedEntryIsNamed) {
  tamper(
      "insert into kernel.audit select tenant_id, gen_random_uuid(), at, 'bob', actor_kind,"
      " operation, request_id, target, outcome, detail, xid from kernel.audit"
      " where (at, id) = " +
      entry_at(30));
  const auto verified = verify();
  ASSERT_EQ(verified.found, 1);
  EXPECT_EQ(verified.findings[0].kind, FindingKind::inserted);
  EXPECT_EQ(to_hex(*verified.findings[0].id),
            database_.value("select id from kernel.audit where actor = 'bob'"));
}

TEST_F(Tampering, ATruncatedTailIsNoticed) {
  const std::string cut =
      "delete from kernel.audit a using kernel.audit_seals s where s.tenant_id = 1 and"
      " s.number > 900 and a.tenant_id = 1 and a.at = s.at and a.id = s.id;"
      "delete from kernel.audit_seals where tenant_id = 1 and number > 900;";
  tamper(cut);
  EXPECT_THAT(findings(), ElementsAre("truncated 901"));
  // With the chain's own row bent to fit, the checkpoint still knows.
  tamper(
      "update kernel.audit_chains set length = 900, head = (select hash from"
      " kernel.audit_seals where tenant_id = 1 and number = 900) where tenant_id = 1");
  EXPECT_THAT(findings(), ElementsAre("truncated 901"));
  // With the checkpoint gone too, one that was kept elsewhere does.
  const auto note = database_.value(
      "select note from kernel.audit_checkpoints where tenant_id = 1 and size = 1000");
  tamper("delete from kernel.audit_checkpoints where size = 1000");
  EXPECT_THAT(findings(), ElementsAre());
  EXPECT_THAT(findings({note}), ElementsAre("truncated 901"));
}

TEST_F(Tampering, AChainComputedAnewIsNotTheOneThatWasSigned) {
  tamper("update kernel.audit set actor = 'eve' where (at, id) = " + entry_at(700));
  EXPECT_THAT(findings(), ElementsAre("altered 700"));
  seal_again_from(700);
  EXPECT_THAT(findings(), ElementsAre("rewritten 1000"));
  EXPECT_THAT(verify().findings[0].detail, HasSubstr("from 501 on"));
}

TEST_F(Tampering, AForgedCheckpointIsNotBelieved) {
  const auto forged = sign({.tenant = 1, .size = 1'000, .at = kNow}, SigningKey(Hash{8}));
  tamper("update kernel.audit_checkpoints set note = '" + forged +
         "' where tenant_id = 1 and size = 1000");
  EXPECT_THAT(findings(), ElementsAre("bad_checkpoint 0"));
}

TEST_F(Tampering, SealsBehindTheEndAreNoticed) {
  tamper(
      "insert into kernel.audit_seals select tenant_id, 1001, at, id, hash from"
      " kernel.audit_seals where tenant_id = 1 and number = 3");
  EXPECT_THAT(findings(), ElementsAre("altered 1001", "inserted 1001"));
  tamper(
      "delete from kernel.audit_chains where tenant_id = 1;"
      "delete from kernel.audit_seals where number = 1001");
  EXPECT_THAT(findings(), ElementsAre("truncated 1000"));
}

// Writing is the sealer's; the app role can only read, and only its tenant's.
TEST_F(Tampering, IsNotOpenToTheServer) {
  auto app = app_session(database_);
  app.script("select set_config('sangam.tenant', '1', false)", soon());
  EXPECT_EQ(app.script("select distinct tenant_id from kernel.audit_seals", soon()).value(0, 0),
            "1");
  for (const char* sql :
       {"update kernel.audit set actor = 'x'", "delete from kernel.audit",
        "update kernel.audit_seals set number = 1", "delete from kernel.audit_checkpoints",
        "insert into kernel.audit_seals values (1, 5000, 0, gen_random_uuid(), 'x')",
        "select * from kernel.audit_cursor"})
    EXPECT_ANY_THROW(app.script(sql, soon())) << sql;
}

}  // namespace
}  // namespace sangam::audit

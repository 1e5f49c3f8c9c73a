#include "kernel/graphql/names.h"

#include <gtest/gtest.h>

#include <array>

namespace sangam::graphql_door {
namespace {

using Values = std::array<std::string_view, 2>;

TEST(Names, AreThoseOfTheField) {
  EXPECT_EQ(field_name("ledger.accounts.open"), "ledgerAccountsOpen");
  EXPECT_EQ(field_name("api_keys.list"), "apiKeysList");
  EXPECT_EQ(field_name("id"), "id");
  EXPECT_EQ(type_name("ledger.accounts.open"), "LedgerAccountsOpen");
  EXPECT_EQ(type_name("created_at"), "CreatedAt");
  EXPECT_EQ(enumerator_name("in_doubt"), "IN_DOUBT");
}

TEST(Names, OfLinksSayWhatIsTheIdAndWhatTheThing) {
  EXPECT_EQ(link_names("debit_account").link, "debitAccount");
  EXPECT_EQ(link_names("debit_account").id, "debitAccountId");
  EXPECT_EQ(link_names("pending_id").link, "pending");
  EXPECT_EQ(link_names("pending_id").id, "pendingId");
  EXPECT_EQ(link_names("id").link, "");
  EXPECT_EQ(link_names("id").id, "id");
}

TEST(Names, OfValuesMustBeNamesToEnumerateThem) {
  EXPECT_TRUE(can_enumerate(Values{"paper", "in_cloth2"}));
  EXPECT_FALSE(can_enumerate(Values{"paper", "half-cloth"}));
  EXPECT_FALSE(can_enumerate(Values{"paper", "2nd"}));
  EXPECT_FALSE(can_enumerate(Values{"paper", "PAPER"}));
  EXPECT_FALSE(can_enumerate(Values{"paper", "__cloth"}));
  EXPECT_FALSE(can_enumerate(Values{"paper", ""}));
  EXPECT_FALSE(can_enumerate({}));
}

}  // namespace
}  // namespace sangam::graphql_door

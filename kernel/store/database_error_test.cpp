#include "kernel/store/database_error.h"

#include <gtest/gtest.h>

namespace sangam::store {
namespace {

DatabaseError error_of(std::string state) {
  DatabaseError error;
  error.sqlstate = std::move(state);
  error.constraint = "users_email_key";
  error.message = "duplicate key";
  error.statement = "users.add";
  error.compose_text();
  return error;
}

Code code_of(std::string state) {
  try {
    throw_database_error(error_of(std::move(state)));
  } catch (const Error& error) {
    EXPECT_EQ(error.detail.find("duplicate"), std::string::npos);  // nothing of the inside is shown
    return error.code;
  }
}

TEST(DatabaseErrors, ThatPassWithTimeAskForARetry) {
  for (const char* state : {"40001", "40P01", "08006", "53300", "57P01", "57P03", "25P03"})
    EXPECT_EQ(code_of(state), Code::unavailable) << state;
}

TEST(DatabaseErrors, AFullDiskHasACodeOfItsOwn) {
  EXPECT_EQ(code_of("53100"), Code::storage_full);
  EXPECT_TRUE(passes_with_time(Code::storage_full));
}

TEST(DatabaseErrors, TimeoutsAreDeadlines) {
  for (const char* state : {"57014", "55P03"})
    EXPECT_EQ(code_of(state), Code::deadline_exceeded);
}

TEST(DatabaseErrors, OthersKeepTheirPlaceAndConstraint) {
  try {
    throw_database_error(error_of("23505"));
  } catch (const DatabaseError& error) {
    EXPECT_TRUE(error.violates_unique("users_email_key"));
    EXPECT_FALSE(error.violates_unique("other"));
    EXPECT_STREQ(error.what(),
                 "SQLSTATE 23505 in users.add: duplicate key (constraint users_email_key)");
  }
}

}  // namespace
}  // namespace sangam::store

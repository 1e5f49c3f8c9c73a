#include "kernel/api/call_meter.h"

#include <gtest/gtest.h>

namespace sangam::api {
namespace {

using metering::Meter;
using metering::Outcome;

Meter meter_without_session(PrincipalKind kind) {
  Identity identity;
  identity.principal.kind = kind;
  return meter_of(identity);
}

TEST(CallMeter, TellsPeopleFromProgramsByTheirSession) {
  Identity person;
  person.session = SessionFacts{};
  EXPECT_EQ(meter_of(person), Meter::calls_person);
  person.principal.kind = PrincipalKind::platform_operator;
  EXPECT_EQ(meter_of(person), Meter::calls_person);
  EXPECT_EQ(meter_without_session(PrincipalKind::api_key), Meter::calls_api_key);
  EXPECT_EQ(meter_without_session(PrincipalKind::oauth_client), Meter::calls_access_token);
  EXPECT_EQ(meter_without_session(PrincipalKind::user), Meter::calls_access_token);
  EXPECT_EQ(meter_without_session(PrincipalKind::directory), Meter::calls_directory);
}

TEST(CallMeter, BlamesCallersForFourHundredsAndUsForFiveHundreds) {
  EXPECT_EQ(outcome_of(200), Outcome::succeeded);
  EXPECT_EQ(outcome_of(304), Outcome::succeeded);
  EXPECT_EQ(outcome_of(400), Outcome::refused);
  EXPECT_EQ(outcome_of(499), Outcome::refused);
  EXPECT_EQ(outcome_of(500), Outcome::failed);
}

}  // namespace
}  // namespace sangam::api

#include "suites/platform/scim/bulk_request.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

namespace sangam::suites::platform::scim {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::IsEmpty;

BulkOperation operation(std::string_view text) {
  const json::value body = {{"schemas", {"urn:ietf:params:scim:api:messages:2.0:BulkRequest"}},
                            {"Operations", json::array{json::parse(text)}}};
  return read_bulk_request(body).operations.front();
}

TEST(BulkRequest, KnowsWhatEachOperationRefersTo) {
  const auto group = operation(R"({"method":"PATCH","path":"/Groups/bulkId:g","data":
      {"members":[{"value":"bulkId:b"},{"value":"usr_1"},{"value":"bulkId:a"}],"x":"bulkId:b"}})");
  EXPECT_THAT(group.refers_to, ElementsAre("a", "b", "g"));
  EXPECT_THAT(operation(R"({"method":"DELETE","path":"/Users/usr_1"})").refers_to, IsEmpty());
}

TEST(BulkRequest, PutsIdsInTheirPlaces) {
  const auto group = operation(R"({"method":"PUT","path":"/Groups/bulkId:g","data":
      {"members":[{"value":"bulkId:a"},{"value":"usr_1"}]}})");
  const auto job = resolved({{"a", "usr_2"}, {"g", "team_1"}, {"other", "x"}}, group.job);
  EXPECT_EQ(job.id, "team_1");
  EXPECT_EQ(job.body, json::parse(R"({"members":[{"value":"usr_2"},{"value":"usr_1"}]})"));
}

}  // namespace
}  // namespace sangam::suites::platform::scim

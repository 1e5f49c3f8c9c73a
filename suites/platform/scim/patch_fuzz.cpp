// Feeds arbitrary JSON to the reader of PATCH and applies it: what is left is a document that reads
// as itself, or the request is refused.

#include <boost/json.hpp>

#include "base/assert.h"
#include "kernel/api/json_document.h"
#include "suites/platform/scim/patch.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"

namespace {

namespace json = boost::json;
using namespace sangam::suites::platform::scim;

json::object sample() {
  return {{"userName", "ann"},
          {"active", true},
          {"name", {{"givenName", "Ann"}}},
          {"emails",
           json::array{json::object{{"value", "a@a.example"}, {"type", "work"}, {"primary", true}},
                       json::object{{"value", "b@a.example"}, {"type", "home"}}}},
          {kUserKind.extension->schema, {{"department", "Books"}}}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = sangam::api::JsonDocument::parse({reinterpret_cast<const char*>(data), size});
  if (!body) return 0;
  auto document = sample();
  try {
    for (const auto& operation : read_patch_request(body->root()))
      apply_patch(kUserKind, operation, document);
    const auto read = read_resource(kUserKind, document);
    SANGAM_ASSERT(read_resource(kUserKind, read) == read);
  } catch (const ScimError& error) {
    SANGAM_ASSERT(error.status == 400 || error.status == 413);
  }
  return 0;
}

// Feeds arbitrary text to the parser of filters: what it accepts reads the same when written again,
// and becomes a condition whose parameters are as many as it names, or is refused.

#include "base/assert.h"
#include "suites/platform/scim/filter_sql.h"
#include "suites/platform/scim/scim_error.h"

namespace {

using namespace sangam::suites::platform::scim;

void translate(const Filter& filter, const ResourceKind& kind) {
  sangam::store::Parameters parameters;
  parameters.add(std::int32_t{5});
  std::string sql;
  try {
    FilterSql(kind, parameters, sql, FilterSql::Unknown::refused).write(filter);
  } catch (const ScimError& error) {
    SANGAM_ASSERT(error.status == 400);
    return;
  }
  const auto last = "$" + std::to_string(parameters.size());
  SANGAM_ASSERT(parameters.size() == 1 || sql.contains(last));
  SANGAM_ASSERT(!sql.contains("$" + std::to_string(parameters.size() + 1)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto filter = parse_filter({reinterpret_cast<const char*>(data), size});
  if (!filter) return 0;
  // With every bracket written out it may be nested deeper, or longer, than is allowed.
  if (const auto again = parse_filter(to_text(*filter))) SANGAM_ASSERT(*again == *filter);
  translate(*filter, kUserKind);
  translate(*filter, kGroupKind);
  return 0;
}

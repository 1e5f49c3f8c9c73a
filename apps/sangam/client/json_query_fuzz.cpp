// Pointers as somebody types them: what they find is of the document, or they are refused.

#include <boost/json.hpp>
#include <cstdlib>

#include "apps/sangam/client/json_query.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kDocument = boost::json::parse(
      R"({"items":[{"a/b":[1,2]},{"~":{"":null}},[[[]]]],"*":{"0":true},"":[0]})");
  const std::string_view pointer(reinterpret_cast<const char*>(data), size);
  const auto found = sangam::apps::client::select_values(kDocument, pointer);
  if (!found && found.error().empty()) std::abort();
  // A star multiplies by the longest list, three, at each of the four levels at most.
  if (found && found->size() > 81) std::abort();
  return 0;
}

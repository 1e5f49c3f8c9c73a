#include "suites/platform/scim/shown_meta.h"

#include <boost/json.hpp>

namespace sangam::suites::platform::scim {

namespace {

std::string text_of(Timestamp time) {
  std::string text;
  Scalar<Timestamp>::format(time, text);
  return text;
}

}  // namespace

boost::json::object shown_meta(const ResourceKind& kind, Timestamp created, Timestamp changed,
                               std::string_view location, std::string_view version) {
  return {{"resourceType", kind.name},
          {"created", text_of(created)},
          {"lastModified", text_of(changed)},
          {"location", location},
          {"version", version}};
}

}  // namespace sangam::suites::platform::scim

#pragma once

// Projection: which attributes a reply shows (RFC 7644 §3.9).

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "suites/platform/scim/attribute_path.h"

namespace sangam::suites::platform::scim {

// A value; what was asked by `attributes` or `excludedAttributes`.
class Projection {
 public:
  // Names parted by commas; both may be empty, and only one of them may be given: throws ScimError
  // (invalidSyntax).
  static Projection read(std::string_view attributes, std::string_view excluded);

  // Whether the reply shows that attribute at all: what costs a look-up is not looked up in vain.
  bool shows(const ResourceKind& kind, std::string_view attribute) const;
  // Leaves of a resource what was asked for. Names that nobody knows change nothing.
  void apply(const ResourceKind& kind, boost::json::object& resource) const;

 private:
  void keep_only(const ResourceKind& kind, boost::json::object& resource) const;

  std::vector<std::string> names_;
  bool excludes_ = false;
};

}  // namespace sangam::suites::platform::scim

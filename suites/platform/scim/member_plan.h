#pragma once

// MemberPlan: who shall be in a group after the operations of a PATCH. Apart from documents,
// because a group may have ten thousand members. Private to this folder.

#include <boost/json/fwd.hpp>
#include <set>
#include <vector>

#include "base/id.h"
#include "suites/platform/scim/patch_path.h"
#include "suites/platform/scim/patch_request.h"
#include "suites/platform/teams/memberships.h"

namespace sangam::suites::platform::scim {

// Those named by a value of `members`. Throws ScimError (invalidValue).
std::set<UserId> read_members(const boost::json::value& sent);

class MemberPlan {
 public:
  explicit MemberPlan(std::set<UserId> members) : before_(members), members_(std::move(members)) {}

  // `path` names members, all or by value eq "…", several joined by `or`: other filters would be
  // held against ten thousand members. Throws ScimError.
  void apply(PatchKind kind, const PatchPath& path, const boost::json::value& value);
  void replace(std::set<UserId> members) { members_ = std::move(members); }

  teams::MemberChange change() const;

 private:
  void remove_meant(const Filter& filter);

  std::set<UserId> before_;
  std::set<UserId> members_;
};

}  // namespace sangam::suites::platform::scim

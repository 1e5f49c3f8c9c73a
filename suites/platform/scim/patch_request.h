#pragma once

// PatchRequest: the body of PATCH (RFC 7644 §3.5.2), with the habits of directories: Add, Replace
// and Remove with capital letters, and operations without a path whose members are paths.

#include <boost/json/fwd.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"

namespace sangam::suites::platform::scim {

enum class PatchKind : std::uint8_t { add, replace, remove };
SANGAM_ENUM(PatchKind, add, replace, remove)

struct PatchOperation {
  PatchKind kind = PatchKind::add;
  std::optional<std::string> path;
  boost::json::value value;  // null when there was none
};

// Each member of an operation without a path counts as one.
inline constexpr std::size_t kPatchOperationsMost = 1'000;
inline constexpr std::size_t kUserPatchOperationsMost = 200;

// Throws ScimError (invalidSyntax, tooMany).
std::vector<PatchOperation> read_patch_request(const boost::json::value& body);

// Throws ScimError (tooMany) for more than `most`.
void require_few_operations(const std::vector<PatchOperation>& operations, std::size_t most);

}  // namespace sangam::suites::platform::scim

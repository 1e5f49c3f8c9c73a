#include "suites/platform/scim/resource.h"

#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

// Without W/ and quotes: versions are compared weakly, as directories send them in either form.
std::string_view opaque(std::string_view tag) noexcept {
  while (tag.starts_with(' '))
    tag.remove_prefix(1);
  while (tag.ends_with(' '))
    tag.remove_suffix(1);
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.size() >= 2 && tag.starts_with('"') && tag.ends_with('"'))
    tag = tag.substr(1, tag.size() - 2);
  return tag;
}

}  // namespace

bool names_version(std::string_view header, std::string_view version) noexcept {
  while (!header.empty()) {
    const auto tag = header.substr(0, header.find(','));
    header.remove_prefix(std::min(tag.size() + 1, header.size()));
    if (opaque(tag) == "*" || opaque(tag) == opaque(version)) return true;
  }
  return false;
}

void require_version(std::string_view if_match, std::string_view version) {
  if (!if_match.empty() && !names_version(if_match, version))
    throw ScimError(412, "", "Somebody changed the resource since it was read.");
}

}  // namespace sangam::suites::platform::scim

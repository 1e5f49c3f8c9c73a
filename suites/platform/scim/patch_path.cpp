#include "suites/platform/scim/patch_path.h"

#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

// The bracket that closes the one at `open`: brackets within quotes do not count.
std::size_t closing_bracket(std::string_view text, std::size_t open) {
  bool quoted = false;
  for (auto at = open + 1; at < text.size(); ++at) {
    if (quoted && text[at] == '\\') ++at;
    else if (text[at] == '"') quoted = !quoted;
    else if (!quoted && text[at] == ']') return at;
  }
  throw invalid_path("A bracket of the path is not closed.");
}

const Attribute* part_behind(std::string_view rest, const Attribute& attribute) {
  if (rest.empty()) return nullptr;
  const auto* part =
      rest.front() == '.' ? find_attribute(attribute.parts, rest.substr(1)) : nullptr;
  if (!part) throw invalid_path("Behind the brackets of the path stands no part of its values.");
  return part;
}

}  // namespace

PatchPath read_patch_path(const ResourceKind& kind, std::string_view text) {
  if (text.size() > Filter::kTextMost) throw invalid_path("The path is too long.");
  const auto open = text.find('[');
  const auto target = find_path(kind, text.substr(0, open));
  if (!target)
    throw invalid_path("The path names no attribute of a " + std::string(kind.name) + ".");
  PatchPath path{*target, std::nullopt};
  if (open == std::string_view::npos) return path;
  const auto* attribute = target->attribute;
  if (!attribute || target->part || !attribute->multi_valued || attribute->parts.empty())
    throw invalid_path("Brackets follow an attribute that has several values.");
  const auto close = closing_bracket(text, open);
  auto filter = parse_value_filter(text.substr(open + 1, close - open - 1));
  if (!filter) throw invalid_filter(filter.error().reason);
  path.values = std::move(*filter);
  path.target.part = part_behind(text.substr(close + 1), *attribute);
  return path;
}

}  // namespace sangam::suites::platform::scim

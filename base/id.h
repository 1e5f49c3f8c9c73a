#pragma once

// Id<Account>: a typed identifier. On the wire a prefix, an underscore and 26 characters of
// Crockford base32 (acct_01j…); in SQL a uuid. Fresh ids are UUID version 7 and sort by time.

#include <algorithm>
#include <array>

#include "base/describe.h"
#include "base/uuid.h"

namespace sangam {

namespace detail {
Verdict parse_id(std::string_view prefix, std::string_view text, Uuid& value);
void format_id(std::string_view prefix, const Uuid& value, std::string& out);
Verdict parse_sql_uuid(std::string_view text, Uuid& value);

// ^acct_[0-7][0-9a-hjkmnp-tv-z]{25}$ for the prefix acct: what schemas say of such an id.
template <class Resource>
struct IdPattern {
  static constexpr std::string_view kTail = "_[0-7][0-9a-hjkmnp-tv-z]{25}$";
  static constexpr auto kText = [] {
    std::array<char, 1 + Resource::kIdPrefix.size() + kTail.size()> text{'^'};
    const auto tail = std::ranges::copy(Resource::kIdPrefix, text.begin() + 1).out;
    std::ranges::copy(kTail, tail);
    return text;
  }();
};
}  // namespace detail

// `Resource` names its prefix: `static constexpr std::string_view kIdPrefix = "acct";`
template <class Resource>
struct Id {
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "id",
                                .pattern = {detail::IdPattern<Resource>::kText.data(),
                                            detail::IdPattern<Resource>::kText.size()}};

  Uuid value;

  static Verdict parse(std::string_view text, Id& id) {
    return detail::parse_id(Resource::kIdPrefix, text, id.value);
  }
  void format(std::string& out) const { detail::format_id(Resource::kIdPrefix, value, out); }
  static Verdict parse_sql(std::string_view text, Id& id) {
    return detail::parse_sql_uuid(text, id.value);
  }
  void format_sql(std::string& out) const { append_hex(value, out); }

  std::string str() const {
    std::string text;
    format(text);
    return text;
  }

  friend auto operator<=>(const Id&, const Id&) = default;
  friend bool operator==(const Id&, const Id&) = default;
};

// Identifiers of things that many places name and few define.
struct TenantResource {
  static constexpr std::string_view kIdPrefix = "tnt";
};
struct UserResource {
  static constexpr std::string_view kIdPrefix = "usr";
};
using TenantId = Id<TenantResource>;
using UserId = Id<UserResource>;

template <>
struct Scalar<Uuid> {
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "uuid"};
  static Verdict parse(std::string_view text, Uuid& value) {
    return detail::parse_sql_uuid(text, value);
  }
  static void format(const Uuid& value, std::string& out) { append_hex(value, out); }
};

}  // namespace sangam

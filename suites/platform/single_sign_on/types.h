#pragma once

// Ids, words and limits of this module.

#include <chrono>
#include <string_view>

#include "base/describe.h"
#include "base/id.h"
#include "base/text.h"
#include "base/timestamp.h"

namespace sangam::suites::platform::single_sign_on {

struct ConnectionResource {
  static constexpr std::string_view kIdPrefix = "sso";
};
struct DomainResource {
  static constexpr std::string_view kIdPrefix = "dom";
};
using ConnectionId = Id<ConnectionResource>;
using DomainId = Id<DomainResource>;

enum class Protocol : std::uint8_t { oidc, saml };
SANGAM_ENUM(Protocol, oidc, saml)

// A role that an identity provider may give. Never owner: who runs their directory would run us.
enum class GivenRole : std::uint8_t { admin, member, auditor };
SANGAM_ENUM(GivenRole, admin, member, auditor)

// What a sign-in under way is for.
enum class Purpose : std::uint8_t { sign_in, test };
SANGAM_ENUM(Purpose, sign_in, test)

// A person types a password and a code meanwhile.
inline constexpr std::chrono::minutes kRequestLife{15};

// Of a tenant.
inline constexpr std::int64_t kConnectionsMost = 50;
inline constexpr std::int64_t kDomainsMost = 200;
// Of a connection.
inline constexpr std::size_t kGroupRolesMost = 200;
inline constexpr std::size_t kGroupBytesMost = 256;
// Of a person at an identity provider.
inline constexpr std::size_t kSubjectBytesMost = 512;
inline constexpr std::size_t kGroupsMost = 2'000;

// Where browsers come back to, and identity providers of SAML post to.
inline constexpr std::string_view kBackPath = "/sign-on/back/";
inline constexpr std::string_view kStartPath = "/sign-on/start/";
inline constexpr std::string_view kSamlPath = "/sign-on/saml/";

// Text of several lines, as people paste it: metadata, certificates.
template <std::size_t BytesMost>
class PastedText {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.min_length = 1, .max_length = BytesMost};

  static Verdict parse(std::string_view text, PastedText& pasted) {
    if (text.empty()) return Fault{"too_short", "must not be empty"};
    if (text.size() > BytesMost) return Fault{"too_long", "is too long"};
    if (!utf8_length(text)) return Fault{"not_utf8", "is not UTF-8"};
    pasted.value_ = text;
    return {};
  }
  void format(std::string& out) const { out += value_; }
  const std::string& str() const noexcept { return value_; }

 private:
  std::string value_;
};

}  // namespace sangam::suites::platform::single_sign_on

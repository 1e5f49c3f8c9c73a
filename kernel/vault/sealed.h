#pragma once

// Sealed<T>: a described scalar for the rows of a table, so that a secret is ciphertext wherever a
// row goes: in SQL a bytea, in JSON and logs eight stars, and never read from a request.
//
//   struct EndpointRow {
//     EndpointId id;
//     vault::Sealed<std::string> secret;
//   };
//   row.secret = vault::Sealed<std::string>::of(key, {"webhooks.endpoints", "secret", id}, plain);
//   const std::string plain = row.secret.open(key, {"webhooks.endpoints", "secret", row.id.value});

#include "base/describe.h"
#include "base/error.h"
#include "base/scalars.h"
#include "kernel/vault/tenant_key.h"

namespace sangam::vault {

// What all Sealed<…> share, so that their code exists once.
class SealedBytes {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "sealed"};

  // From outside: always refused.
  static Verdict parse(std::string_view text, SealedBytes& sealed);
  void format(std::string& out) const { out += "********"; }
  static Verdict parse_sql(std::string_view text, SealedBytes& sealed);
  void format_sql(std::string& out) const;

  // As TenantKey::seal made them.
  const std::string& bytes() const noexcept { return bytes_; }

 protected:
  std::string bytes_;
};

// Of a scalar T, sealed in the text form that it has in SQL. Secret (base/text.h) hides itself from
// every text form: seal what it reveals, as std::string.
template <class T>
class Sealed : public SealedBytes {
 public:
  static Verdict parse(std::string_view text, Sealed& sealed) {
    return SealedBytes::parse(text, sealed);
  }
  static Verdict parse_sql(std::string_view text, Sealed& sealed) {
    return SealedBytes::parse_sql(text, sealed);
  }

  // Throws Error{too_large}.
  static Sealed of(const TenantKey& key, const Place& place, const T& value) {
    std::string plain;
    type_of<T>.format_sql(&value, plain);
    Sealed sealed;
    sealed.bytes_ = key.seal(place, plain);
    wipe(plain);
    return sealed;
  }
  // Throws Error{internal} as TenantKey::open does, and for what is no T.
  T open(const TenantKey& key, const Place& place) const {
    std::string plain = key.open(place, bytes_);
    T value{};
    const auto fault = type_of<T>.parse_sql(plain, &value);
    wipe(plain);
    if (fault) throw Error{Code::internal, "A sealed value is of another type."};
    return value;
  }
};

}  // namespace sangam::vault

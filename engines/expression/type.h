#pragma once

// Type: what a value can be, as far as it is known before an expression runs.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::expression {

enum class Kind : std::uint8_t {
  dynamic,  // known when it runs
  null,
  boolean,
  integer,   // int: 64 bits, signed
  natural,   // uint: 64 bits, without sign
  floating,  // double
  text,      // string: Unicode
  bytes,
  timestamp,
  duration,
  list,       // of one parameter
  map,        // of two: key, value
  type,       // a type as a value; of one
  optional,   // a value that may be absent; of one
  record,     // a map with declared members
  abstract,   // of the host's own; any number of parameters
  parameter,  // stands for any type in the declaration of a function
};

struct Member;

// Immutable, cheap to copy; any thread.
class Type {
 public:
  Type() = default;  // dynamic
  Type(Kind kind);   // of a kind without parameters

  static Type list(Type element);
  static Type map(Type key, Type value);
  static Type type(Type of);
  static Type optional(Type of);
  static Type abstract(std::string name, std::vector<Type> parameters = {});
  static Type parameter(std::string name);
  static Type record(std::string name, std::vector<Member> members);

  Kind kind() const noexcept { return kind_; }
  bool is_dynamic() const noexcept { return kind_ == Kind::dynamic; }
  const std::vector<Type>& parameters() const noexcept;
  const Type& parameter(std::size_t index) const { return parameters()[index]; }
  // Of records, abstract types and parameters.
  const std::string& name() const noexcept;
  // Of a record; null when there is no such member.
  const Type* member(std::string_view name) const noexcept;

  // "map(string, list(int))".
  std::string str() const;

  friend bool operator==(const Type& a, const Type& b);

 private:
  struct Detail;
  Type(Kind kind, std::string name, std::vector<Type> parameters);

  Kind kind_ = Kind::dynamic;
  std::shared_ptr<const Detail> detail_;
};

struct Member {
  std::string name;
  Type type;
};

}  // namespace sangam::expression

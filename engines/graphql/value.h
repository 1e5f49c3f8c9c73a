#pragma once

// Value: what variables, arguments and results are once they are more than text.

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sangam::graphql {

struct Member;

// Like JSON, but whole numbers are apart from fractions. A value of an enum is the text of its
// name, an ID a text. A value type; any thread may read it.
class Value {
 public:
  struct Null {
    friend bool operator==(Null, Null) = default;
  };
  using List = std::vector<Value>;
  using Object = std::vector<Member>;  // in its order; no name comes twice
  using Variant = std::variant<Null, bool, std::int64_t, double, std::string, List, Object>;

  Value();  // null
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

  Value(bool value);
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Value(T value) : Value(static_cast<std::int64_t>(value)) {}
  Value(std::int64_t value);
  Value(double value);
  Value(std::string value);
  Value(std::string_view value);
  Value(const char* value);
  Value(List value);
  Value(Object value);

  bool is_null() const noexcept { return is<Null>(); }
  template <class T>
  bool is() const noexcept {
    return std::holds_alternative<T>(variant_);
  }
  // Null when it is of another kind.
  template <class T>
  const T* get() const noexcept {
    return std::get_if<T>(&variant_);
  }
  // The member of an object; null when there is none, or this is no object. O(members).
  const Value* find(std::string_view name) const noexcept;

  friend bool operator==(const Value& a, const Value& b);

 private:
  Variant variant_;
};

struct Member {
  std::string name;
  Value value;

  friend bool operator==(const Member&, const Member&) = default;
};

// JSON, in the order of the members. What is not finite is null. O(bytes).
std::string to_json(const Value& value);

// "the text \"x\"", "a list": how a refusal names it. At most some 60 bytes.
std::string shown(const Value& value);
// "\"x\"", cut short when it is long.
std::string shown_text(std::string_view text);

// The shortest decimal that reads back as the same: "1.5", "1e+30", "2.0".
std::string decimal_text(double value);

}  // namespace sangam::graphql

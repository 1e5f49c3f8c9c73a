#pragma once

// Reflection of our own, compiled once. SANGAM_DESCRIBE(Struct, (field, "what it is"), …) emits one
// constexpr table a struct. JSON, schemas, SQL rows, masking and the command line each walk these
// tables in one .cpp, so a described struct costs the compiler milliseconds, not seconds.
//
// What a type looks like from outside is decided in three places only:
//   * scalars (text on the wire, or a JSON number or boolean) give parse and format: Scalar<T>;
//   * structs give their fields: SANGAM_DESCRIBE;
//   * std::optional and std::vector are built in.
// Limits live in types (Text<1, 120>, Bounded<1, 100>): what has been parsed is valid.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sangam {

// Why a value was refused: a stable code and a sentence for people.
struct Fault {
  std::string_view code;
  std::string detail;
};
using Verdict = std::optional<Fault>;  // nullopt: accepted

enum class Shape : std::uint8_t {
  boolean,   // JSON true or false
  integer,   // JSON number without fraction
  number,    // JSON number
  text,      // JSON string
  amount,    // {"amount": "12.50", "asset": "INR"}; one text elsewhere: "12.50 INR"
  object,    // described struct
  document,  // any JSON, made by us: replies only
  list,      // std::vector
  optional,  // std::optional: the field may be absent or null
};

// What a schema says of a scalar, beside its shape.
struct Facts {
  std::string_view format = {};   // JSON Schema format, or ours
  std::string_view pattern = {};  // ECMA 262 regular expression
  std::string_view example = {};
  std::optional<std::int64_t> minimum = {};
  std::optional<std::int64_t> maximum = {};
  std::optional<std::int64_t> min_length = {};  // code points
  std::optional<std::int64_t> max_length = {};
  std::span<const std::string_view> values = {};  // of an enumeration
};

struct Field;

// The table of one C++ type. Pointers that do not belong to the shape are null.
struct Type {
  Shape shape;
  std::string_view name = {};  // of a described struct; names the schema
  Facts facts = {};

  // Scalars: one text form for the wire, query strings and the command line, one for SQL.
  Verdict (*parse)(std::string_view text, void* value) = nullptr;
  void (*format)(const void* value, std::string& out) = nullptr;
  Verdict (*parse_sql)(std::string_view text, void* value) = nullptr;
  void (*format_sql)(const void* value, std::string& out) = nullptr;

  // Structs.
  std::span<const Field> (*fields)() = nullptr;

  // Lists and optionals: the type inside and how to reach it.
  const Type* inner = nullptr;
  std::size_t (*size)(const void* list) = nullptr;
  const void* (*at)(const void* list, std::size_t index) = nullptr;
  void* (*append)(void* list) = nullptr;
  std::int64_t max_items = 0;
  const void* (*get)(const void* optional) = nullptr;  // null when empty
  void* (*emplace)(void* optional) = nullptr;
};

struct Field {
  std::string_view name;
  std::string_view text;
  std::size_t offset;
  const Type* type;

  const void* in(const void* object) const noexcept {
    return static_cast<const std::byte*>(object) + offset;
  }
  void* in(void* object) const noexcept { return static_cast<std::byte*>(object) + offset; }
  bool required() const noexcept { return type->shape != Shape::optional; }
};

// Specialise for a scalar: kShape, kFacts, parse, format; and parse_sql, format_sql where SQL wants
// another text than the wire does (ids are hexadecimal there).
template <class T>
struct Scalar;

// A class may carry the four itself instead: static kShape and kFacts, static parse(text, T&),
// format(out) const.
template <class T>
  requires requires { T::kShape; }
struct Scalar<T> {
  static constexpr Shape kShape = T::kShape;
  static constexpr Facts kFacts = T::kFacts;
  static Verdict parse(std::string_view text, T& value) { return T::parse(text, value); }
  static void format(const T& value, std::string& out) { value.format(out); }
  static Verdict parse_sql(std::string_view text, T& value) {
    if constexpr (requires { T::parse_sql(text, value); }) return T::parse_sql(text, value);
    else return T::parse(text, value);
  }
  static void format_sql(const T& value, std::string& out) {
    if constexpr (requires { value.format_sql(out); }) value.format_sql(out);
    else value.format(out);
  }
};

template <class T>
concept Described = requires(const T* p) { describe(p); };

// A list longer than this is refused when it is read; operations that take more say so by type.
inline constexpr std::int64_t kDefaultMaxItems = 10'000;

template <class T>
struct TypeOf;

template <class T>
inline constexpr const Type& type_of = TypeOf<T>::kType;

template <class T>
  requires requires { Scalar<T>::kShape; }
struct TypeOf<T> {
  static constexpr Type make() {
    Type type{.shape = Scalar<T>::kShape, .facts = Scalar<T>::kFacts};
    type.parse = [](std::string_view text, void* value) {
      return Scalar<T>::parse(text, *static_cast<T*>(value));
    };
    type.format = [](const void* value, std::string& out) {
      Scalar<T>::format(*static_cast<const T*>(value), out);
    };
    type.parse_sql = type.parse;
    type.format_sql = type.format;
    if constexpr (requires(T& v, std::string& s) { Scalar<T>::parse_sql(std::string_view{}, v); }) {
      type.parse_sql = [](std::string_view text, void* value) {
        return Scalar<T>::parse_sql(text, *static_cast<T*>(value));
      };
      type.format_sql = [](const void* value, std::string& out) {
        Scalar<T>::format_sql(*static_cast<const T*>(value), out);
      };
    }
    return type;
  }
  static constexpr Type kType = make();
};

template <Described T>
struct TypeOf<T> {
  static constexpr Type kType{
      .shape = Shape::object,
      .name = describe_name(static_cast<const T*>(nullptr)),
      .fields = [] { return describe(static_cast<const T*>(nullptr)); },
  };
};

template <class T>
struct TypeOf<std::optional<T>> {
  static constexpr Type kType{
      .shape = Shape::optional,
      .inner = &TypeOf<T>::kType,
      .get = [](const void* optional) -> const void* {
        const auto& value = *static_cast<const std::optional<T>*>(optional);
        return value ? &*value : nullptr;
      },
      .emplace = [](void* optional) -> void* {
        return &static_cast<std::optional<T>*>(optional)->emplace();
      },
  };
};

template <class T>
struct TypeOf<std::vector<T>> {
  static constexpr Type kType{
      .shape = Shape::list,
      .inner = &TypeOf<T>::kType,
      .size = [](const void* list) { return static_cast<const std::vector<T>*>(list)->size(); },
      .at = [](const void* list, std::size_t index) -> const void* {
        return &(*static_cast<const std::vector<T>*>(list))[index];
      },
      .append = [](void* list) -> void* {
        return &static_cast<std::vector<T>*>(list)->emplace_back();
      },
      .max_items = kDefaultMaxItems,
  };
};

template <class T>
std::span<const Field> fields_of() {
  return describe(static_cast<const T*>(nullptr));
}

// An empty request or reply.
struct Nothing {};
constexpr std::span<const Field> describe(const Nothing*) { return {}; }
constexpr std::string_view describe_name(const Nothing*) { return "Nothing"; }

// What an enumeration's generated functions share. `names` is indexed by the enumerator.
Verdict parse_enumerator(std::span<const std::string_view> names, std::string_view text,
                         std::size_t& index);

}  // namespace sangam

// The preprocessor's loop: applies `macro(Struct, item)` to each item, up to 64 of them.
#define SANGAM_PARENS ()
#define SANGAM_EXPAND(...) \
  SANGAM_EXPAND3(SANGAM_EXPAND3(SANGAM_EXPAND3(SANGAM_EXPAND3(__VA_ARGS__))))
#define SANGAM_EXPAND3(...) \
  SANGAM_EXPAND2(SANGAM_EXPAND2(SANGAM_EXPAND2(SANGAM_EXPAND2(__VA_ARGS__))))
#define SANGAM_EXPAND2(...) \
  SANGAM_EXPAND1(SANGAM_EXPAND1(SANGAM_EXPAND1(SANGAM_EXPAND1(__VA_ARGS__))))
#define SANGAM_EXPAND1(...) __VA_ARGS__
#define SANGAM_FOR_EACH(macro, Struct, ...) \
  __VA_OPT__(SANGAM_EXPAND(SANGAM_FOR_EACH_ONE(macro, Struct, __VA_ARGS__)))
#define SANGAM_FOR_EACH_ONE(macro, Struct, item, ...) \
  macro(Struct, item) __VA_OPT__(SANGAM_FOR_EACH_AGAIN SANGAM_PARENS(macro, Struct, __VA_ARGS__))
#define SANGAM_FOR_EACH_AGAIN() SANGAM_FOR_EACH_ONE

#define SANGAM_FIRST(first, ...) first
#define SANGAM_REST(first, ...) __VA_ARGS__
#define SANGAM_STRING_OF(x) #x
#define SANGAM_STRING(x) SANGAM_STRING_OF(x)

#define SANGAM_FIELD_ROW(Struct, item)                                \
  ::sangam::Field{SANGAM_STRING(SANGAM_FIRST item), SANGAM_REST item, \
                  offsetof(Struct, SANGAM_FIRST item),                \
                  &::sangam::TypeOf<decltype(Struct::SANGAM_FIRST item)>::kType},

// In the namespace of the struct, after it.
#define SANGAM_DESCRIBE(Struct, ...)                                          \
  constexpr std::string_view describe_name(const Struct*) { return #Struct; } \
  inline constexpr ::sangam::Field Struct##_fields[] = {                      \
      SANGAM_FOR_EACH(SANGAM_FIELD_ROW, Struct, __VA_ARGS__)};                \
  constexpr std::span<const ::sangam::Field> describe(const Struct*) { return Struct##_fields; }

#define SANGAM_ENUMERATOR_NAME(Enum, item) SANGAM_STRING(item),

// In the namespace of the enumeration, after it; the enumerators must be 0, 1, 2 … in the same
// order.
#define SANGAM_ENUM(Enum, ...)                                                                \
  inline constexpr std::string_view Enum##_names[] = {                                        \
      SANGAM_FOR_EACH(SANGAM_ENUMERATOR_NAME, Enum, __VA_ARGS__)};                            \
  constexpr std::span<const std::string_view> enumerator_names(Enum) { return Enum##_names; } \
  constexpr std::string_view name(Enum value) {                                               \
    return Enum##_names[static_cast<std::size_t>(value)];                                     \
  }

// Scalars of enumerations made by SANGAM_ENUM.
template <class T>
  requires requires(T value) { enumerator_names(value); }
struct sangam::Scalar<T> {
  static constexpr sangam::Shape kShape = sangam::Shape::text;
  static constexpr sangam::Facts kFacts{.values = enumerator_names(T{})};
  static sangam::Verdict parse(std::string_view text, T& value) {
    std::size_t index = 0;
    auto verdict = sangam::parse_enumerator(enumerator_names(T{}), text, index);
    if (!verdict) value = static_cast<T>(index);
    return verdict;
  }
  static void format(const T& value, std::string& out) { out += name(value); }
};

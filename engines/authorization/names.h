#pragma once

// Names as people write them: "document:plan" is an object, "team:sales#member" a userset (whoever
// has that relation to that object), "user:*" everybody of a type. The terms are Zanzibar's (Pang
// et al. 2019, section 2.1).

#include <optional>
#include <string>
#include <string_view>

namespace sangam::authorization {

// Of a type or relation: a lower-case letter, then letters, digits and underscores; 50 at most.
bool is_name(std::string_view text) noexcept;
// Of an object within its type: 1 to 128 of letters, digits and _-.@+=/|~
bool is_object_id(std::string_view text) noexcept;

inline constexpr std::string_view kEveryone = "*";

struct ObjectName {
  std::string_view type;
  std::string_view id;

  friend bool operator==(const ObjectName&, const ObjectName&) = default;
};

struct SubjectName {
  ObjectName object;          // its id is kEveryone for "user:*"
  std::string_view relation;  // empty: the object itself

  bool everyone() const noexcept { return object.id == kEveryone; }
};

// They point into the text; nullopt when it has another form. O(bytes).
std::optional<ObjectName> parse_object(std::string_view text) noexcept;
std::optional<SubjectName> parse_subject(std::string_view text) noexcept;

// A relationship tuple: the subject has the relation to the object, if the condition holds.
struct Tuple {
  std::string object;
  std::string relation;
  std::string subject;
  std::string condition;  // CEL (engines/expression); empty: none

  friend bool operator==(const Tuple&, const Tuple&) = default;
};

// "document:plan#viewer@team:sales#member": without its condition, as the field writes it.
std::string to_text(const Tuple& tuple);
// nullopt when it has another form.
std::optional<Tuple> parse_tuple(std::string_view text);

}  // namespace sangam::authorization

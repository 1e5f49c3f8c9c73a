#pragma once

// Schema: which types of objects there are, which relations, and what a relation follows from. Read
// from text:
//
//   context amount: int                    // what conditions may ask for, beside now, ip and
//                                          // step_up_age
//   type user
//   type team
//     relation lead: [user]
//     relation member: [user, team#member] or lead
//   type folder
//     relation parent: [folder]
//     relation viewer: [user, user:*, team#member] or parent->viewer
//   type document
//     relation parent: [folder]
//     relation blocked: [user]
//     relation viewer: ([user] or parent->viewer) but not blocked
//
// In brackets stands who may be written in tuples (direct); a name is another relation of the
// object (computed); parent->viewer is whoever is viewer of a parent (tuple to userset). `or`,
// `and`, `but not` combine; different ones only with parentheses. White space and line ends mean
// nothing, // is a comment.

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engines/authorization/relation_set.h"
#include "engines/expression/environment.h"

namespace sangam::authorization {

using TypeNumber = std::uint16_t;
using RelationNumber = std::uint16_t;

// In the place of a relation: the object itself.
inline constexpr RelationNumber kItself = 0xFFFF;

struct Rewrite {
  enum class Kind : std::uint8_t {
    direct,        // the tuples of the relation
    computed,      // `relation` of the same object
    through,       // of the objects that `relation` leads to, the relation named `target`
    any_of,        // union of the operands
    all_of,        // their intersection
    first_but_not  // exclusion: the first, without the second
  };
  Kind kind = Kind::direct;
  RelationNumber relation = kItself;
  std::string name;    // of `relation`
  std::string target;  // of through
  // Of through: the relation named `target` of each type that has one.
  std::vector<std::pair<TypeNumber, RelationNumber>> targets;
  std::vector<Rewrite> operands;
  std::size_t position = 0;  // in the text

  // Of through; kItself when the type has no such relation.
  RelationNumber target_of(TypeNumber type) const noexcept {
    for (const auto& [of, target] : targets)
      if (of == type) return target;
    return kItself;
  }
};

// Whether it needs more than one fact at once: an intersection or exclusion.
bool is_gated(const Rewrite& rewrite) noexcept;

// Who may be the subject of a tuple.
struct SubjectKind {
  TypeNumber type = 0;
  RelationNumber relation = kItself;
  bool everyone = false;

  friend bool operator==(const SubjectKind&, const SubjectKind&) = default;
};

// Whoever has some relation to an object has `into` to those that point to it by `tupleset`.
struct Passage {
  RelationNumber tupleset;
  RelationNumber into;
};

struct Relation {
  std::string name;
  TypeNumber type = 0;
  Rewrite rewrite;
  std::vector<SubjectKind> subjects;  // of its tuples; empty: it has none
  bool gated = false;                 // is_gated(rewrite)
  // What follows from having it, in one step.
  std::vector<RelationNumber> computed_into;
  std::vector<Passage> passages;
  std::vector<RelationNumber> userset_of;  // in whose tuples it may be the subject
  // All relations that may help to have it, itself included; not those behind `but not`.
  RelationSet contributors;
};

struct TypeDefinition {
  std::string name;
  std::vector<RelationNumber> relations;
  std::vector<RelationNumber> subject_of;   // in whose tuples its objects may be the subject
  std::vector<RelationNumber> everyone_of;  // the same of all its objects at once
};

struct SchemaFault {
  std::size_t position = 0;  // bytes from the begin of the text
  std::string message;       // a sentence for people
};

// Immutable; any thread. Shared by the graphs and conditions that use it.
class Schema {
 public:
  static constexpr std::size_t kTextMost = 64 * 1024;
  static constexpr std::size_t kTypesMost = 100;
  static constexpr std::size_t kRelationsMost = 1'000;
  static constexpr std::size_t kContextMost = 50;

  // The faults: what cannot be read (one), or names that mean nothing, are there twice or cannot be
  // combined (all). A relation that would depend on its own absence is one.
  static std::expected<std::shared_ptr<const Schema>, std::vector<SchemaFault>> parse(
      std::string_view text);

  const std::vector<TypeDefinition>& types() const noexcept { return types_; }
  const std::vector<Relation>& relations() const noexcept { return relations_; }
  const Relation& relation(RelationNumber number) const { return relations_[number]; }
  // kNoType and kItself when there is none. O(number of types, relations of the type).
  TypeNumber find_type(std::string_view name) const noexcept;
  RelationNumber find_relation(TypeNumber type, std::string_view name) const noexcept;
  bool allows(RelationNumber relation, const SubjectKind& subject) const noexcept;
  // Relations whose usersets tuples can name, and all that contribute to these: groups of people,
  // as a rule, where other relations are of things.
  const RelationSet& groups() const noexcept { return groups_; }
  // What conditions may name.
  const expression::Environment& environment() const noexcept { return environment_; }

  static constexpr TypeNumber kNoType = 0xFFFF;

 private:
  friend class SchemaParser;
  friend class SchemaResolver;
  Schema() = default;

  std::vector<TypeDefinition> types_;
  std::vector<Relation> relations_;
  RelationSet groups_;
  expression::Environment environment_;
};

// "line 2, column 5: There is no relation 'owmer'."
std::string to_text(const SchemaFault& fault, std::string_view text);

}  // namespace sangam::authorization

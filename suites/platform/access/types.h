#pragma once

// What the operations of this module take and give.

#include <optional>
#include <string>
#include <vector>

#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "engines/authorization/explanation.h"
#include "engines/authorization/limits.h"
#include "kernel/api/audit_detail.h"
#include "kernel/api/list.h"

namespace sangam::suites::platform::access {

using authorization::Outcome;

using ObjectText = Text<3, 180>;
using RelationText = Text<1, 50>;
using SubjectText = Text<3, 240>;

struct RelationTuple {
  ObjectText object;
  RelationText relation;
  SubjectText subject;
  std::optional<Text<1, 1000>> condition;
};
SANGAM_DESCRIBE(RelationTuple, (object, "document:plan: a type of the model and an id"),
                (relation, "A relation of that type"),
                (subject, "user:ann, user:* for everybody, or team:sales#member"),
                (condition, "An expression (CEL) that must hold for the tuple to count"))

struct RelationName {
  ObjectText object;
  RelationText relation;
  SubjectText subject;
};
SANGAM_DESCRIBE(RelationName, (object, "The object"), (relation, "The relation"),
                (subject, "The subject"))

struct WriteRelations {
  std::optional<std::vector<RelationTuple>> touch;
  std::optional<std::vector<RelationName>> remove;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(WriteRelations, (touch, "Tuples to add, or to give this condition; 100 at most"),
                (remove, "Tuples to remove, if they are there; 100 at most"),
                (reason, "Why, for the audit"))

struct RelationsWritten {
  std::int64_t touched = 0;
  std::int64_t removed = 0;
  std::int64_t version = 0;
};
SANGAM_DESCRIBE(RelationsWritten, (touched, "Tuples that are new or have another condition"),
                (removed, "Tuples that were there"), (version, "Counts the changes of the tenant"))

struct StoredRelation {
  std::string object;
  std::string relation;
  std::string subject;
  std::string condition;
  Timestamp written_at;
};
SANGAM_DESCRIBE(StoredRelation, (object, "The object"), (relation, "The relation"),
                (subject, "The subject"), (condition, "Empty when there is none"),
                (written_at, "When it was added or changed"))

struct ListRelations {
  std::optional<ObjectText> object;
  std::optional<RelationText> relation;
  std::optional<SubjectText> subject;
  api::Paging paging;
};
SANGAM_DESCRIBE(ListRelations, (object, "Of this object only"), (relation, "Of this relation only"),
                (subject, "That name this subject only"), (paging, "Which page"))

struct ContextValue {
  Text<1, 50> name;
  Text<0, 1000> value;
};
SANGAM_DESCRIBE(ContextValue, (name, "As the model declares it, or ip or step_up_age"),
                (value, "As text: 500, true, 10.0.0.1, 5m, 2026-01-31T09:00:00Z"))

struct CheckAccess {
  ObjectText object;
  RelationText relation;
  std::optional<SubjectText> subject;
  std::optional<std::vector<ContextValue>> context;
};
SANGAM_DESCRIBE(CheckAccess, (object, "What it is about"), (relation, "What is asked for"),
                (subject, "Who; yourself unless said"), (context, "What conditions may ask for"))

struct AccessDecision {
  bool allowed = false;
  Outcome outcome = Outcome::denied;
};
SANGAM_DESCRIBE(AccessDecision, (allowed, "Whether the answer is yes"),
                (outcome, "undecided: a condition lacks its context, so no"))

struct CheckItem {
  ObjectText object;
  RelationText relation;
  std::optional<SubjectText> subject;
};
SANGAM_DESCRIBE(CheckItem, (object, "What it is about"), (relation, "What is asked for"),
                (subject, "Who; yourself unless said"))

struct CheckMany {
  std::vector<CheckItem> checks;
  std::optional<std::vector<ContextValue>> context;
};
SANGAM_DESCRIBE(CheckMany, (checks, "100 at most"), (context, "What conditions may ask for"))

struct AccessDecisions {
  std::vector<AccessDecision> decisions;
};
SANGAM_DESCRIBE(AccessDecisions, (decisions, "In the order of the checks"))

struct ListObjects {
  RelationText type;
  RelationText relation;
  std::optional<SubjectText> subject;
  std::optional<std::vector<ContextValue>> context;
  std::optional<Bounded<1, 10'000>> limit;
};
SANGAM_DESCRIBE(ListObjects, (type, "Of which type"), (relation, "What is asked for"),
                (subject, "Who; yourself unless said"), (context, "What conditions may ask for"),
                (limit, "1000 unless said"))

struct ListSubjects {
  ObjectText object;
  RelationText relation;
  std::optional<std::vector<ContextValue>> context;
  std::optional<Bounded<1, 10'000>> limit;
};
SANGAM_DESCRIBE(ListSubjects, (object, "What it is about"), (relation, "What is asked for"),
                (context, "What conditions may ask for"), (limit, "1000 unless said"))

struct NamesFound {
  std::vector<std::string> names;
  bool complete = true;
};
SANGAM_DESCRIBE(NamesFound, (names, "In byte order: document:plan, user:ann, user:*"),
                (complete, "False when there are more than the limit"))

struct ExplainAccess {
  std::optional<ObjectText> object;
  std::optional<RelationText> relation;
  std::optional<Text<1, 100>> permission;
  std::optional<SubjectText> subject;
  std::optional<std::vector<ContextValue>> context;
};
SANGAM_DESCRIBE(ExplainAccess, (object, "What it is about; with a relation"),
                (relation, "What is asked for"),
                (permission, "Instead of both: a permission, like ledger.accounts:write"),
                (subject, "Who; yourself unless said"), (context, "What conditions may ask for"))

struct AccessModelText {
  std::string text;
  std::int64_t version = 0;
  std::int64_t tuples = 0;
  std::optional<Timestamp> changed_at;
};
SANGAM_DESCRIBE(AccessModelText, (text, "Types, relations and what follows from what"),
                (version, "Counts the changes of model and tuples"), (tuples, "How many there are"),
                (changed_at, "Of model or tuples"))

// Up to 64 KiB with line ends, which Text does not take.
class ModelText {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.min_length = 1, .max_length = 65'536};
  static Verdict parse(std::string_view text, ModelText& value);
  void format(std::string& out) const { out += value_; }
  const std::string& str() const noexcept { return value_; }

 private:
  std::string value_;
};

struct SetModel {
  ModelText text;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(SetModel, (text, "The whole model; every tuple must be possible under it"),
                (reason, "Why, for the audit"))

}  // namespace sangam::suites::platform::access

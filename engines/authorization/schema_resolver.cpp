#include "engines/authorization/schema_resolver.h"

#include <fmt/format.h>

#include <algorithm>

namespace sangam::authorization {

bool is_gated(const Rewrite& rewrite) noexcept {
  return rewrite.kind == Rewrite::Kind::all_of || rewrite.kind == Rewrite::Kind::first_but_not ||
         std::ranges::any_of(rewrite.operands, is_gated);
}

std::vector<SchemaFault> SchemaResolver::run() {
  const auto count = schema_.relations_.size();
  dependencies_.resize(count);
  for (std::size_t i = 0; i < count; ++i)
    resolve_subjects(static_cast<RelationNumber>(i));
  for (std::size_t i = 0; i < count; ++i) {
    auto& relation = schema_.relations_[i];
    relation.gated = is_gated(relation.rewrite);
    resolve(relation.rewrite, static_cast<RelationNumber>(i), false);
  }
  for (std::size_t i = 0; i < count; ++i)
    schema_.relations_[i].contributors = dependencies_of(static_cast<RelationNumber>(i), false);
  schema_.groups_ = RelationSet(count);
  for (const auto& relation : schema_.relations_)
    if (!relation.userset_of.empty()) schema_.groups_.add_all(relation.contributors);
  refuse_own_absence();
  return std::move(faults_);
}

void SchemaResolver::resolve_subjects(RelationNumber number) {
  auto& relation = schema_.relations_[number];
  for (const auto& written : subjects_[number]) {
    SubjectKind subject{.type = schema_.find_type(written.type), .everyone = written.everyone};
    if (subject.type == Schema::kNoType) {
      fail(written.position, fmt::format("There is no type '{}'.", written.type));
      continue;
    }
    if (!written.relation.empty()) {
      subject.relation = schema_.find_relation(subject.type, written.relation);
      if (subject.relation == kItself) {
        fail(written.position,
             fmt::format("The type '{}' has no relation '{}'.", written.type, written.relation));
        continue;
      }
    }
    if (std::ranges::find(relation.subjects, subject) != relation.subjects.end()) {
      fail(written.position, "This subject is there twice.");
      continue;
    }
    relation.subjects.push_back(subject);
    if (subject.relation != kItself)
      schema_.relations_[subject.relation].userset_of.push_back(number);
    else if (subject.everyone) schema_.types_[subject.type].everyone_of.push_back(number);
    else schema_.types_[subject.type].subject_of.push_back(number);
  }
}

void SchemaResolver::resolve(Rewrite& rewrite, RelationNumber number, bool negative) {
  const auto& relation = schema_.relations_[number];
  switch (rewrite.kind) {
    case Rewrite::Kind::direct:
      for (const auto& subject : relation.subjects)
        if (subject.relation != kItself)
          depend(number, subject.relation, negative, rewrite.position);
      return;
    case Rewrite::Kind::computed:
      rewrite.relation = schema_.find_relation(relation.type, rewrite.name);
      if (rewrite.relation == kItself)
        return fail(rewrite.position, fmt::format("There is no relation '{}'.", rewrite.name));
      if (!negative) schema_.relations_[rewrite.relation].computed_into.push_back(number);
      return depend(number, rewrite.relation, negative, rewrite.position);
    case Rewrite::Kind::through:
      return resolve_through(rewrite, number, negative);
    case Rewrite::Kind::any_of:
    case Rewrite::Kind::all_of:
    case Rewrite::Kind::first_but_not:
      break;
  }
  for (std::size_t i = 0; i < rewrite.operands.size(); ++i)
    resolve(rewrite.operands[i], number,
            negative || (i == 1 && rewrite.kind == Rewrite::Kind::first_but_not));
}

void SchemaResolver::resolve_through(Rewrite& rewrite, RelationNumber number, bool negative) {
  rewrite.relation = schema_.find_relation(schema_.relations_[number].type, rewrite.name);
  if (rewrite.relation == kItself)
    return fail(rewrite.position, fmt::format("There is no relation '{}'.", rewrite.name));
  const auto& tupleset = schema_.relations_[rewrite.relation];
  const bool plain = tupleset.rewrite.kind == Rewrite::Kind::direct &&
                     std::ranges::all_of(tupleset.subjects, [](const auto& subject) {
                       return subject.relation == kItself && !subject.everyone;
                     });
  if (!plain)
    return fail(rewrite.position,
                fmt::format("'{}' must lead to objects: only types in brackets.", rewrite.name));
  bool any = false;
  for (const auto& subject : tupleset.subjects) {
    const auto target = schema_.find_relation(subject.type, rewrite.target);
    if (target == kItself) continue;
    any = true;
    rewrite.targets.emplace_back(subject.type, target);
    if (!negative) schema_.relations_[target].passages.push_back({rewrite.relation, number});
    depend(number, target, negative, rewrite.position);
  }
  if (!any)
    fail(rewrite.position,
         fmt::format("No type that '{}' leads to has '{}'.", rewrite.name, rewrite.target));
}

void SchemaResolver::depend(RelationNumber number, RelationNumber on, bool negative,
                            std::size_t position) {
  dependencies_[number].push_back({on, negative, position});
}

RelationSet SchemaResolver::dependencies_of(RelationNumber number, bool with_negative) const {
  RelationSet reached(schema_.relations_.size());
  std::vector<RelationNumber> open{number};
  reached.add(number);
  while (!open.empty()) {
    const auto next = open.back();
    open.pop_back();
    for (const auto& dependency : dependencies_[next])
      if ((with_negative || !dependency.negative) && reached.add(dependency.on))
        open.push_back(dependency.on);
  }
  return reached;
}

// Who is not in it because he is in it: no answer would be right. With this refused, every schema
// has exactly one meaning (stratified negation, Apt et al. 1988).
void SchemaResolver::refuse_own_absence() {
  for (std::size_t i = 0; i < dependencies_.size(); ++i)
    for (const auto& dependency : dependencies_[i])
      if (dependency.negative && dependencies_of(dependency.on, true).contains(i))
        fail(dependency.position,
             fmt::format("'{}' would depend on not having it: what stands behind `but not` must "
                         "not follow from it.",
                         schema_.relations_[i].name));
}

void SchemaResolver::fail(std::size_t position, std::string message) {
  faults_.push_back({position, std::move(message)});
}

}  // namespace sangam::authorization

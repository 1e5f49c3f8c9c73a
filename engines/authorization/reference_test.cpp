// Random schemas and tuples, with fixed seeds: every answer compared with a naive evaluator that
// works out all that follows by going over everything until nothing changes.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "engines/authorization/graph.h"

namespace sangam::authorization {
namespace {

using Random = std::mt19937;

int pick(Random& random, int below) { return static_cast<int>(random() % below); }

// Holds with amount = 50; does not; cannot be decided.
constexpr std::string_view kConditions[] = {"amount > 10", "amount < 10", "flag"};

constexpr int kTypes = 3;
constexpr int kRelations = 4;
constexpr int kObjects = 4;

std::string relation_name(int number) { return "r" + std::to_string(number); }
std::string type_name(int number) { return "t" + std::to_string(number); }

// r0 leads to objects; r1 always has tuples; the others are anything.
std::string random_rewrite(Random& random, int depth, bool& direct) {
  const int kind = pick(random, depth > 2 ? 3 : 6);
  if (kind == 0 && !std::exchange(direct, true)) {
    std::string text = "[user";
    if (pick(random, 4) == 0) text += ", user:*";
    for (int i = 0; i < 2; ++i)
      if (pick(random, 2) == 0)
        text += ", " + type_name(i) + "#" + relation_name(1 + pick(random, kRelations - 1));
    return text + "]";
  }
  if (kind == 1) return "r0->" + relation_name(1 + pick(random, kRelations - 1));
  if (kind < 3) return relation_name(1 + pick(random, kRelations - 1));
  constexpr std::string_view kWords[] = {" or ", " and ", " but not "};
  const auto first = random_rewrite(random, depth + 1, direct);
  const auto second = random_rewrite(random, depth + 1, direct);
  return "(" + first + std::string(kWords[kind - 3]) + second + ")";
}

std::string random_schema(Random& random) {
  std::string text = "context amount: int context flag: bool type user\n";
  for (int type = 0; type < kTypes; ++type) {
    text += "type " + type_name(type) + "\n  relation r0: [" + type_name(pick(random, kTypes)) +
            ", " + type_name(type) + "]\n";
    for (int relation = 1; relation < kRelations; ++relation) {
      bool direct = false;
      text +=
          "  relation " + relation_name(relation) + ": " + random_rewrite(random, 0, direct) + "\n";
    }
  }
  return text;
}

std::shared_ptr<const Schema> valid_schema(Random& random) {
  while (true)
    if (auto schema = Schema::parse(random_schema(random))) return *schema;
}

std::string random_subject(Random& random, const Schema& schema, const SubjectKind& kind) {
  const auto& type = schema.types()[kind.type].name;
  if (kind.everyone) return type + ":*";
  auto text = type + ":o" + std::to_string(pick(random, kObjects));
  return kind.relation == kItself ? text : text + "#" + schema.relation(kind.relation).name;
}

Tuple random_tuple(Random& random, const Schema& schema) {
  while (true) {
    const auto& relation =
        schema.relations()[static_cast<std::size_t>(pick(random, kTypes * kRelations))];
    if (relation.subjects.empty()) continue;
    const auto& kind = relation.subjects[random() % relation.subjects.size()];
    Tuple tuple{schema.types()[relation.type].name + ":o" + std::to_string(pick(random, kObjects)),
                relation.name, random_subject(random, schema, kind), ""};
    if (pick(random, 3) == 0) tuple.condition = kConditions[pick(random, 3)];
    return tuple;
  }
}

using Pair = std::pair<std::string, RelationNumber>;  // "t0:o1" and a relation of its type

// All that follows for one subject, twice: with unknown facts as no, and as yes.
class Reference {
 public:
  Reference(const Schema& schema, const std::vector<Tuple>& tuples, std::string subject)
      : schema_(schema), tuples_(tuples), subject_(std::move(subject)) {
    for (int stratum = 0; stratum <= kTypes * kRelations; ++stratum)
      for (const bool possible : {false, true})
        while (grow(stratum, possible)) {
        }
  }

  Outcome outcome(const std::string& object, RelationNumber relation) const {
    if (sets_[0].contains({object, relation})) return Outcome::allowed;
    return sets_[1].contains({object, relation}) ? Outcome::undecided : Outcome::denied;
  }

 private:
  // A relation whose `but not` needs another is worked out after it.
  int stratum_of(const Rewrite& rewrite, RelationNumber number) {
    int stratum = 0;
    const auto need = [&](RelationNumber on) { stratum = std::max(stratum, strata_[on]); };
    if (rewrite.kind == Rewrite::Kind::computed) need(rewrite.relation);
    for (const auto& [type, target] : rewrite.targets)
      need(target);
    if (rewrite.kind == Rewrite::Kind::direct)
      for (const auto& subject : schema_.relation(number).subjects)
        if (subject.relation != kItself) need(subject.relation);
    for (std::size_t i = 0; i < rewrite.operands.size(); ++i) {
      const bool negative = rewrite.kind == Rewrite::Kind::first_but_not && i == 1;
      stratum = std::max(stratum, stratum_of(rewrite.operands[i], number) + (negative ? 1 : 0));
    }
    return stratum;
  }

  bool grow(int stratum, bool possible) {
    if (strata_.empty()) {
      strata_.resize(schema_.relations().size());
      for (std::size_t round = 0; round < strata_.size() * 2; ++round)
        for (std::size_t i = 0; i < strata_.size(); ++i)
          strata_[i] = stratum_of(schema_.relations()[i].rewrite, static_cast<RelationNumber>(i));
    }
    bool grew = false;
    for (std::size_t i = 0; i < strata_.size(); ++i)
      for (int object = 0; object < kObjects; ++object) {
        const auto number = static_cast<RelationNumber>(i);
        const auto& relation = schema_.relation(number);
        const auto name = schema_.types()[relation.type].name + ":o" + std::to_string(object);
        if (strata_[i] != stratum || !holds(relation.rewrite, {name, number}, possible)) continue;
        grew |= sets_[possible ? 1 : 0].insert({name, number}).second;
      }
    return grew;
  }

  static bool passes(const std::string& condition, bool possible) {
    return condition.empty() || condition == kConditions[0] ||
           (possible && condition == kConditions[2]);
  }

  bool has(const Pair& pair, bool possible) const {
    return sets_[possible ? 1 : 0].contains(pair) ||
           pair.first + "#" + schema_.relation(pair.second).name == subject_;
  }

  // The subject of a tuple is ours, or a userset that we are in.
  bool includes(const std::string& subject, bool possible) const {
    if (subject == subject_) return true;
    if (subject == "user:*") return subject_.starts_with("user:");
    const auto hash = subject.find('#');
    if (hash == subject.npos) return false;
    const auto object = subject.substr(0, hash);
    const auto type = schema_.find_type(object.substr(0, object.find(':')));
    return has({object, schema_.find_relation(type, subject.substr(hash + 1))}, possible);
  }

  bool holds(const Rewrite& rewrite, const Pair& pair, bool possible) const {
    const auto some = [&](RelationNumber relation, auto good) {
      return std::ranges::any_of(tuples_, [&](const Tuple& tuple) {
        return tuple.object == pair.first && tuple.relation == schema_.relation(relation).name &&
               passes(tuple.condition, possible) && good(tuple.subject);
      });
    };
    const auto operand = [&](std::size_t i, bool mode) {
      return holds(rewrite.operands[i], pair, mode);
    };
    switch (rewrite.kind) {
      case Rewrite::Kind::direct:
        return some(pair.second, [&](const auto& subject) { return includes(subject, possible); });
      case Rewrite::Kind::computed:
        return has({pair.first, rewrite.relation}, possible);
      case Rewrite::Kind::through:
        return some(rewrite.relation, [&](const auto& subject) {
          const auto type = schema_.find_type(subject.substr(0, subject.find(':')));
          const auto target = schema_.find_relation(type, rewrite.target);
          return target != kItself && has({subject, target}, possible);
        });
      case Rewrite::Kind::any_of:
        return operand(0, possible) || operand(1, possible);
      case Rewrite::Kind::all_of:
        return operand(0, possible) && operand(1, possible);
      case Rewrite::Kind::first_but_not:
        return operand(0, possible) && !operand(1, !possible);
    }
    return false;
  }

  const Schema& schema_;
  const std::vector<Tuple>& tuples_;
  std::string subject_;
  std::vector<int> strata_;
  std::set<Pair> sets_[2];
};

class Comparison {
 public:
  explicit Comparison(unsigned seed)
      : random_(seed), schema_(valid_schema(random_)), graph_(schema_, HashSeed{7}) {
    EXPECT_TRUE(context_.set_text("amount", "50"));
  }

  void run() {
    for (int round = 0; round < 4; ++round) {
      change();
      for (int i = 0; i < kObjects; ++i)
        compare("user:o" + std::to_string(i));
      compare("user:stranger");
      compare("user:*");
      compare(
          random_subject(random_, *schema_, {.type = schema_->relations()[1].type, .relation = 1}));
    }
  }

 private:
  void change() {
    for (int i = 0; i < 15; ++i) {
      const auto tuple = random_tuple(random_, *schema_);
      std::erase_if(tuples_, [&](const Tuple& one) { return to_text(one) == to_text(tuple); });
      tuples_.push_back(tuple);
      ASSERT_TRUE(graph_.touch(tuple));
    }
    for (int i = 0; i < 5; ++i) {
      const auto at = tuples_.begin() + pick(random_, static_cast<int>(tuples_.size()));
      ASSERT_TRUE(graph_.remove(*at));
      tuples_.erase(at);
    }
    ASSERT_EQ(graph_.size(), tuples_.size());
  }

  void compare(const std::string& subject) {
    const Reference reference(*schema_, tuples_, subject);
    for (std::size_t i = 0; i < schema_->relations().size(); ++i) {
      const auto& relation = schema_->relations()[i];
      const auto& type = schema_->types()[relation.type].name;
      std::vector<std::string> allowed;
      for (int object = 0; object < kObjects; ++object) {
        const auto id = "o" + std::to_string(object);
        const auto name = type + ":" + id;
        if (name + "#" + relation.name == subject) continue;  // a userset is within itself
        const Question question{name, relation.name, subject};
        const auto expected = reference.outcome(name, static_cast<RelationNumber>(i));
        ASSERT_EQ(graph_.check(question, context_).value(), expected) << text(question);
        ASSERT_EQ(graph_.explain(question, context_)->outcome, expected) << text(question);
        if (expected == Outcome::allowed) allowed.push_back(id);
      }
      if (subject.contains('#')) continue;
      ASSERT_EQ(graph_.list_objects(type, relation.name, subject, context_, 100)->names, allowed)
          << subject << " " << relation.name;
      list_subjects(type, relation.name, subject, allowed);
    }
  }

  // Those that some tuple names are in the lists of subjects, or everybody is.
  void list_subjects(const std::string& type, const std::string& relation,
                     const std::string& subject, const std::vector<std::string>& allowed) {
    for (int object = 0; object < kObjects; ++object) {
      const auto id = "o" + std::to_string(object);
      const auto listed = graph_.list_subjects(type + ":" + id, relation, context_, 100)->names;
      const bool in = std::ranges::find(listed, subject) != listed.end();
      const bool all = std::ranges::find(listed, "user:*") != listed.end();
      const bool may = std::ranges::find(allowed, id) != allowed.end();
      if (in) ASSERT_TRUE(may) << type << id << relation << subject;
      if (may) ASSERT_TRUE(in || all || named_everyone()) << type << id << relation << subject;
    }
  }

  // Somebody may be let in by "user:*" although everybody as such is not.
  bool named_everyone() const {
    return std::ranges::any_of(tuples_, [](const auto& one) { return one.subject == "user:*"; });
  }

  std::string text(const Question& question) const {
    std::string all = std::string(question.object) + "#" + std::string(question.relation) + "@" +
                      std::string(question.subject) + "\n";
    for (const auto& tuple : tuples_)
      all += to_text(tuple) + " " + tuple.condition + "\n";
    for (const auto& relation : schema_->relations())
      all += schema_->types()[relation.type].name + "#" + relation.name + "\n";
    return all;
  }

  Random random_;
  std::shared_ptr<const Schema> schema_;
  Graph graph_;
  Context context_{*schema_};
  std::vector<Tuple> tuples_;
};

TEST(AgainstReference, EveryAnswerIsTheSame) {
  for (unsigned seed = 1; seed <= 120 && !::testing::Test::HasFatalFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Comparison(seed).run();
  }
}

}  // namespace
}  // namespace sangam::authorization

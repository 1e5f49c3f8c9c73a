#pragma once

// Search: whether the asker reaches one of several goals, each step needing one fact only. It goes
// from the goals to what they follow from, and from the asker to what follows for him, always on
// the side where the next step is cheaper. So it costs about twice the cheaper side: a document
// shared with ten thousand teams is no harder for somebody in two of them than one shared with two
// is for somebody in ten thousand. It ends when the two meet, when one side knows all, or when the
// asker's groups are all known and only groups are left among the goals: who is in few groups need
// not know what all of them may see, and who asks for a thing need not know who is in all its
// groups. Private to the engine.

#include <vector>

#include "engines/authorization/evaluator.h"

namespace sangam::authorization {

class Search {
 public:
  Search(Evaluator& evaluator, Mode mode);

  // Both return true when the asker is there already.
  bool add_goal(Node node);
  // Of a rewrite without intersection and exclusion, all that it follows from.
  bool add_goals_of(const Rewrite& rewrite, Node node);
  bool run();

  // All that follows for the asker and helps to have `relation`.
  const std::vector<Node>& explore(RelationNumber relation);

 private:
  // Which steps to take from a node that was reached: to groups, to other things, or both.
  enum class Steps : std::uint8_t { groups, others, all };

  bool wants(Steps steps, RelationNumber into) const;
  bool goals_pending() const;
  bool reached_pending();
  bool take_goal(Node goal);
  bool take_reached(Node node, Steps steps);
  void set_relevant();
  bool is_direct(Node node);
  bool expand_goal(Node node);
  bool add_usersets(Node node);
  bool add_passages(const Rewrite& rewrite, Node node);
  bool expand_reached(Node node, Steps steps);
  bool add_subject_of(Node subject, RelationNumber relation);
  bool add_reached(Node node);
  std::int64_t cost_of_goal(Node node) const;
  std::int64_t cost_of_reached(Node node, Steps steps) const;
  // The relations of the tuples that a reached node may be the subject of.
  const std::vector<RelationNumber>& tuples_of(Node node) const;

  Evaluator& evaluator_;
  const Schema& schema_;
  const TupleTable& tuples_;
  Mode mode_;
  RelationSet relevant_;  // relations that may help to reach a goal

  FlatSet goals_seen_;
  std::vector<Node> goals_;        // that are no groups
  std::vector<Node> group_goals_;  // looked into last
  std::size_t next_goal_ = 0;
  std::size_t next_group_goal_ = 0;
  std::int64_t goals_cost_ = 0;

  FlatSet reached_seen_;
  std::vector<Node> reached_;       // groups first
  std::size_t next_to_groups_ = 0;  // first to be expanded to groups
  std::size_t next_to_others_ = 0;  // and then to other things
  bool groups_known_ = false;
  std::int64_t reached_cost_ = 0;
  FlatSet refused_;  // nodes that something follows into, but which do not hold
};

}  // namespace sangam::authorization

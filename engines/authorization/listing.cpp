#include "engines/authorization/listing.h"

#include <algorithm>

#include "engines/authorization/search.h"

namespace sangam::authorization {

namespace {

Found first_of(std::vector<std::string> names, std::size_t most) {
  std::ranges::sort(names);
  const bool complete = names.size() <= most;
  if (!complete) names.resize(most);
  return {std::move(names), complete};
}

// Everybody who might have a relation: what stands behind `but not` is left out of account, and one
// operand of an intersection is enough.
class Candidates {
 public:
  Candidates(GraphParts parts, std::int64_t steps) : parts_(parts), steps_(steps) {}

  void collect(Node start) {
    add(start);
    for (std::size_t i = 0; i < nodes_.size() && steps_ > 0; ++i)
      expand(parts_.schema.relation(nodes_[i].relation).rewrite, nodes_[i]);
  }
  const std::vector<Node>& subjects() const noexcept { return subjects_; }
  bool exhausted() const noexcept { return steps_ <= 0; }

 private:
  void add(Node node) {
    if (seen_.insert(node.key())) (node.relation == kItself ? subjects_ : nodes_).push_back(node);
  }

  void expand(const Rewrite& rewrite, Node node) {
    switch (rewrite.kind) {
      case Rewrite::Kind::direct:
        return expand_direct(node);
      case Rewrite::Kind::computed:
        return add({node.object, rewrite.relation});
      case Rewrite::Kind::through:
        return expand_through(rewrite, node);
      case Rewrite::Kind::any_of:
        for (const auto& operand : rewrite.operands)
          expand(operand, node);
        return;
      case Rewrite::Kind::all_of:
      case Rewrite::Kind::first_but_not:
        return expand(rewrite.operands[0], node);
    }
  }

  void expand_direct(Node node) {
    for (const auto& kind : parts_.schema.relation(node.relation).subjects)
      for_each(node, kind.relation, [this](Node subject) { add(subject); });
  }

  void expand_through(const Rewrite& rewrite, Node node) {
    for_each({node.object, rewrite.relation}, kItself, [&](Node subject) {
      const auto target = rewrite.target_of(parts_.objects.type(subject.object));
      if (target != kItself) add({subject.object, target});
    });
  }

  template <class Use>
  void for_each(Node node, RelationNumber kind, Use use) {
    auto slot = parts_.tuples.of_object(node, kind).first;
    for (; slot != kNoSlot && --steps_ > 0; slot = parts_.tuples.next_of_object(slot))
      use(parts_.tuples.at(slot).subject);
  }

  GraphParts parts_;
  std::int64_t steps_;
  FlatSet seen_;
  std::vector<Node> nodes_;
  std::vector<Node> subjects_;
};

}  // namespace

Found find_objects(Evaluator& evaluator, RelationNumber relation, std::size_t most) {
  Search search(evaluator, Mode::certain);
  std::vector<std::string> names;
  for (const auto& node : search.explore(relation))
    if (node.relation == relation) names.push_back(evaluator.parts().objects.id(node.object));
  return first_of(std::move(names), most);
}

std::expected<Found, Fault> find_subjects(GraphParts parts, Node node, const Context& context,
                                          std::size_t most, Limits limits) {
  Candidates candidates(parts, limits.steps);
  candidates.collect(node);
  if (candidates.exhausted())
    return std::unexpected(Fault{FaultKind::too_many_steps, {}, "Too many groups and members."});
  std::vector<std::string> names;
  for (const auto& subject : candidates.subjects()) {
    const auto type = parts.objects.type(subject.object);
    const auto& id = parts.objects.id(subject.object);
    const auto everyone = parts.objects.find(type, kEveryone);
    const Asker asker{
        .node = subject,
        .type = type,
        .everyone = everyone == kNoSlot ? std::nullopt : std::optional(Node{everyone, kItself})};
    Evaluator evaluator(parts, asker, context, limits);
    if (evaluator.decide(node) == Outcome::allowed)
      names.push_back(parts.schema.types()[type].name + ":" + id);
    if (evaluator.fault()) return std::unexpected(*evaluator.fault());
    limits.steps -= evaluator.steps();
  }
  return first_of(std::move(names), most);
}

}  // namespace sangam::authorization

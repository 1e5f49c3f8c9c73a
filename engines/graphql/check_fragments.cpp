// §5.5: fragments as a whole.

#include <unordered_map>

#include "engines/graphql/checking.h"

namespace sangam::graphql {

namespace {

// More steps of a cycle are not named.
constexpr std::size_t kMostNamed = 8;

void check_names(Checking& checking) {
  std::unordered_map<std::string_view, Position> names;
  for (const auto& fragment : checking.document.fragments()) {
    const auto [first, added] = names.emplace(fragment.name.text, fragment.name.position);
    if (!added)
      checking.report(Rule::fragment_name_uniqueness,
                      "There are two fragments named " + quoted(fragment.name.text) + ".",
                      {first->second, fragment.name.position});
  }
}

void check_used(Checking& checking) {
  std::vector<bool> used(checking.document.fragments().size());
  std::vector<const Uses*> waiting;
  for (const auto& uses : checking.operation_uses)
    waiting.push_back(&uses);
  while (!waiting.empty()) {
    const auto* uses = waiting.back();
    waiting.pop_back();
    for (const auto* spread : uses->spreads) {
      const auto* fragment = checking.document.target(*spread);
      if (fragment == nullptr || used[fragment->number]) continue;
      used[fragment->number] = true;
      waiting.push_back(&checking.fragment_uses[fragment->number]);
    }
  }
  for (const auto& fragment : checking.document.fragments()) {
    // Of two with the same name, both are used when the name is.
    const auto* named = checking.document.find_fragment(fragment.name.text);
    if (!used[named->number])
      checking.report(Rule::fragments_must_be_used,
                      "The fragment " + quoted(fragment.name.text) + " is not used.",
                      {fragment.position});
  }
}

// Depth first, each fragment once, without recursion: a chain may be as long as the document.
class Cycles {
 public:
  explicit Cycles(Checking& checking)
      : checking_(checking), progress_(checking.document.fragments().size()) {}

  void check() {
    for (const auto& fragment : checking_.document.fragments()) {
      if (progress_[fragment.number] == Progress::none) enter(fragment, nullptr);
      while (!path_.empty())
        advance();
    }
  }

 private:
  enum class Progress : std::uint8_t { none, on_path, done };
  struct Step {
    const Fragment* fragment;
    const Selection* spread;  // by which it was entered
    std::size_t next = 0;
  };

  void enter(const Fragment& fragment, const Selection* spread) {
    progress_[fragment.number] = Progress::on_path;
    path_.push_back({.fragment = &fragment, .spread = spread});
  }

  void advance() {
    auto& step = path_.back();
    const auto& spreads = checking_.fragment_uses[step.fragment->number].spreads;
    if (step.next == spreads.size()) {
      progress_[step.fragment->number] = Progress::done;
      path_.pop_back();
      return;
    }
    const auto* spread = spreads[step.next++];
    const auto* target = checking_.document.target(*spread);
    if (target == nullptr) return;
    if (progress_[target->number] == Progress::none) enter(*target, spread);
    else if (progress_[target->number] == Progress::on_path) report(*target, *spread);
  }

  void report(const Fragment& fragment, const Selection& closing) {
    auto at = path_.size();
    while (path_[at - 1].fragment != &fragment)
      --at;
    std::string through;
    std::vector<Position> positions;
    for (; at < path_.size() && positions.size() < kMostNamed; ++at) {
      through += (through.empty() ? ", through " : ", ") + quoted(path_[at].fragment->name.text);
      positions.push_back(path_[at].spread->position);
    }
    positions.push_back(closing.position);
    checking_.report(
        Rule::fragment_spreads_must_not_form_cycles,
        "The fragment " + quoted(fragment.name.text) + " spreads itself" + through + ".",
        positions);
  }

  Checking& checking_;
  std::vector<Progress> progress_;
  std::vector<Step> path_;
};

}  // namespace

void check_fragments(Checking& checking) {
  check_names(checking);
  check_used(checking);
  Cycles(checking).check();
}

}  // namespace sangam::graphql

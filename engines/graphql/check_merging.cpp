// §5.3.2: fields with the same response key must be the same field, or can never meet.
//
// The specification compares every two fields, and what every two select, again and again. Here all
// fields that get the same key are looked at together, and what they select is merged and looked at
// once: first whether results have the same shape, whatever object they are of; then, among those
// whose parents can be the same object, whether they are the same field with the same arguments.
// Both hold for every two of a group when they hold for the first and each other one. A merged
// selection is remembered by its parts, so a document without fragments takes O(fields); with
// fragments there can be more merged selections than fields, and Checking::spend() bounds them.

#include <algorithm>
#include <deque>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "engines/graphql/checking.h"
#include "engines/graphql/print_document.h"

namespace sangam::graphql {

namespace {

// The numbers of the first selections of the sets that are merged: sorted, none twice.
using Parts = std::u32string;
using Fields = std::vector<const Selection*>;

// Of arguments that are compared.
constexpr std::size_t kBytesAStep = 64;

// Arguments in the order of their names, also inside objects: what means the same has the same
// text.
void append_canonical(const Literal& literal, std::string& out);

void append_canonical(Items<Argument> arguments, std::string& out) {
  std::vector<const Argument*> sorted;
  for (const auto& argument : arguments)
    sorted.push_back(&argument);
  // A name that comes twice is another rule's problem; even then the order is always the same.
  std::ranges::sort(sorted, {}, [](const Argument* one) {
    return std::pair(one->name.text, one->name.position);
  });
  for (const auto* argument : sorted) {
    (out += argument->name.text) += ':';
    append_canonical(argument->value, out);
    out += ',';
  }
}

void append_canonical(const Literal& literal, std::string& out) {
  if (literal.kind == LiteralKind::list) {
    out += '[';
    for (const auto& element : literal.elements) {
      append_canonical(element, out);
      out += ',';
    }
    out += ']';
  } else if (literal.kind == LiteralKind::object) {
    out += '{';
    append_canonical(literal.members, out);
    out += '}';
  } else {
    out += print(literal);
  }
}

// SameResponseShape(), without what the fields select.
bool same_shape(const Type& a, const Type& b) {
  if (a.wrapping != b.wrapping) return false;
  return (!a.named->is_leaf() && !b.named->is_leaf()) || a.named == b.named;
}

class Merging {
 public:
  explicit Merging(Checking& checking) : checking_(checking) {}

  void check() {
    std::vector<bool> reached(checking_.document.fragments().size());
    for (const auto& operation : checking_.document.operations())
      start(operation.selections, reached);
    // Fragments that no operation reaches are checked by themselves.
    for (const auto& fragment : checking_.document.fragments())
      if (!reached[fragment.number]) start(fragment.selections, reached);
  }

 private:
  enum class Check : std::uint8_t { shape, identity };

  struct Merged {
    const Parts* parts = nullptr;
    Check check = Check::shape;
  };

  void start(Items<Selection> selections, std::vector<bool>& reached) {
    reached_ = &reached;
    Parts parts(1, selections[0].number);
    sets_.emplace(selections[0].number, selections);
    // What is another field says more than what has another type.
    add(parts, Check::identity);
    add(std::move(parts), Check::shape);
    while (!waiting_.empty() && checking_.goes_on()) {
      const auto merged = waiting_.front();
      waiting_.pop_front();
      look_at(merged);
    }
  }

  void add(Parts parts, Check check) {
    if (!checking_.spend(1 + parts.size())) return;
    auto& seen = seen_[static_cast<std::size_t>(check)];
    const auto [place, added] = seen.insert(std::move(parts));
    if (added) waiting_.push_back({.parts = &*place, .check = check});
  }

  // All fields of the merged sets by their response key, in the order of the document.
  struct Groups {
    std::unordered_map<std::string_view, std::size_t> places;
    std::vector<Fields> fields;
  };

  struct Level {
    Items<Selection> selections;
    std::uint32_t next = 0;
  };

  bool expand(const Parts& parts, Groups& groups) {
    std::unordered_set<const Fragment*> spread;
    std::vector<Level> open;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
      open.push_back({.selections = sets_.at(*part)});
    while (!open.empty()) {
      auto& level = open.back();
      if (level.next == level.selections.size()) {
        open.pop_back();
        continue;
      }
      const auto& one = level.selections[level.next++];
      if (!checking_.spend(1)) return false;
      if (one.kind == SelectionKind::field) {
        const auto [place, added] = groups.places.emplace(one.response_key(), groups.fields.size());
        if (added) groups.fields.emplace_back();
        groups.fields[place->second].push_back(&one);
      } else if (one.kind == SelectionKind::inline_fragment) {
        open.push_back({.selections = one.selections});
      } else if (const auto* fragment = checking_.document.target(one);
                 fragment != nullptr && spread.insert(fragment).second) {
        (*reached_)[fragment->number] = true;
        open.push_back({.selections = fragment->selections});
      }
    }
    return true;
  }

  void look_at(const Merged& merged) {
    Groups groups;
    if (!expand(*merged.parts, groups)) return;
    for (const auto& fields : groups.fields) {
      if (merged.check == Check::shape) check_shape(fields);
      else check_identity(fields);
    }
  }

  const FieldMeaning& meaning(const Selection* field) const {
    return checking_.meanings[field->number];
  }

  void check_shape(const Fields& fields) {
    const Selection* first = nullptr;
    for (const auto* field : fields) {
      const auto* definition = meaning(field).definition;
      if (definition == nullptr) continue;
      if (first == nullptr) {
        first = field;
        continue;
      }
      const auto& type = meaning(first).definition->type;
      if (same_shape(type, definition->type)) continue;
      return report(*first, *field,
                    "they have different types, '" + to_text(type) + "' and '" +
                        to_text(definition->type) + "'");
    }
    merge(fields, Check::shape);
  }

  // Two fields of different objects never meet. All others of a group do.
  void check_identity(const Fields& fields) {
    if (fields.size() == 1) return check_same(fields);
    Fields anywhere;
    std::vector<const NamedType*> objects;
    std::unordered_map<const NamedType*, Fields> by_object;
    for (const auto* field : fields) {
      const auto* parent = meaning(field).parent;
      if (parent == nullptr || parent->kind != TypeKind::object) {
        anywhere.push_back(field);
        continue;
      }
      auto& those = by_object[parent];
      if (those.empty()) objects.push_back(parent);
      those.push_back(field);
    }
    if (objects.empty()) return check_same(anywhere);
    for (const auto* object : objects) {
      auto those = std::move(by_object[object]);
      if (!checking_.spend(anywhere.size())) return;
      those.insert(those.end(), anywhere.begin(), anywhere.end());
      check_same(those);
    }
  }

  void check_same(const Fields& fields) {
    const auto& first = *fields.front();
    for (const auto* field : fields) {
      if (first.name.text != field->name.text)
        return report(
            first, *field,
            quoted(first.name.text) + " and " + quoted(field->name.text) + " are different fields");
      if (!same_arguments(first, *field))
        return report(first, *field, "they have different arguments");
    }
    merge(fields, Check::identity);
  }

  bool same_arguments(const Selection& a, const Selection& b) {
    if (a.arguments.size() != b.arguments.size()) return false;
    if (&a == &b || a.arguments.empty()) return true;
    const auto& one = canonical(a);
    return checking_.spend(one.size() / kBytesAStep) && one == canonical(b);
  }

  const std::string& canonical(const Selection& field) {
    const auto [place, added] = canonical_.try_emplace(field.number);
    if (added) append_canonical(field.arguments, place->second);
    return place->second;
  }

  void merge(const Fields& fields, Check check) {
    Parts parts;
    for (const auto* field : fields) {
      if (field->selections.empty()) continue;
      const auto number = field->selections[0].number;
      sets_.emplace(number, field->selections);
      parts += number;
    }
    if (parts.empty()) return;
    std::ranges::sort(parts);
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    add(std::move(parts), check);
  }

  void report(const Selection& a, const Selection& b, const std::string& why) {
    if (!reported_.insert(std::minmax(a.number, b.number)).second) return;
    checking_.report(Rule::field_selection_merging,
                     "Two fields " + quoted(a.response_key()) + " cannot be merged: " + why +
                         ". Give one of them another alias.",
                     {a.position, b.position});
  }

  Checking& checking_;
  std::vector<bool>* reached_ = nullptr;
  std::unordered_map<std::uint32_t, Items<Selection>> sets_;
  std::unordered_set<Parts> seen_[2];  // by Check
  std::deque<Merged> waiting_;
  std::unordered_map<std::uint32_t, std::string> canonical_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> reported_;
};

}  // namespace

void check_merging(Checking& checking) { Merging(checking).check(); }

}  // namespace sangam::graphql

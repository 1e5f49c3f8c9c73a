#include "engines/messages/check_structure.h"

#include <algorithm>
#include <vector>

#include "base/assert.h"
#include "engines/messages/check_value.h"
#include "engines/messages/decimal_text.h"

namespace sangam::engines::messages {

namespace {

constexpr std::string_view kSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

class StructureCheck {
 public:
  StructureCheck(XmlTree& tree, std::string_view name_space, const ProblemSink& report)
      : tree_(tree), name_space_(name_space), report_(report) {}

  void element(ElementIndex index, const ElementType& type) {
    attributes(index, type);
    if (type.is_complex()) {
      complex(index, type);
    } else {
      simple(index, type);
    }
  }

 private:
  void add(ElementIndex index, std::string code, std::string reason, std::string below = {}) {
    report_({tree_.path(index) + below, tree_.line(index), std::move(code), std::move(reason)});
  }

  void attributes(ElementIndex index, const ElementType& type) {
    const auto& element = tree_.at(index);
    for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
      const auto& attribute = tree_.attribute_at(element.first_attribute + i);
      if (attribute.name_space == kSchemaInstance) continue;
      const bool currency = attribute.name == "Ccy" && attribute.name_space.empty();
      if (currency && type.form == Form::amount) continue;
      add(index, "unknown_attribute", "The attribute " + attribute.name + " is not allowed here",
          "/@" + attribute.name);
    }
  }

  void simple(ElementIndex index, const ElementType& type) {
    if (const auto child = tree_.at(index).first_child; child != kNoElement) {
      add(child, "unknown_element", "A single value is expected here, no further elements");
      return;
    }
    std::string_view currency;
    if (type.form == Form::amount) {
      const auto* attribute = tree_.attribute(index, "Ccy");
      if (attribute == nullptr) {
        add(index, "missing_attribute", "The currency of the amount is missing (attribute Ccy)",
            "/@Ccy");
      } else {
        currency = *attribute;
        check(index, {.form = Form::currency}, currency, {}, "/@Ccy");
      }
    }
    check(index, type, tree_.text(index), currency, {});
  }

  void check(ElementIndex index, const ElementType& type, std::string_view text,
             std::string_view currency, std::string below) {
    if (auto fault = check_value(type, text, currency)) {
      add(index, std::move(fault->code), std::move(fault->reason), std::move(below));
    }
  }

  void complex(ElementIndex index, const ElementType& type) {
    if (!trimmed(tree_.text(index)).empty()) {
      add(index, "unexpected_text", "Text stands where only elements are allowed");
    }
    std::vector<std::uint32_t> counts(type.children.size(), 0);
    std::size_t furthest = 0;
    for (auto i = tree_.at(index).first_child; i != kNoElement; i = tree_.at(i).next_sibling) {
      child(i, type, counts, furthest);
    }
    if (type.form == Form::choice) {
      alternatives(index, type, counts);
    } else {
      missing(index, type, counts);
    }
  }

  void child(ElementIndex index, const ElementType& type, std::vector<std::uint32_t>& counts,
             std::size_t& furthest) {
    const auto rule = std::ranges::find(type.children, tree_.name(index), &Child::name);
    if (rule == type.children.end()) {
      return add(index, "unknown_element", "The message has no such element at this place");
    }
    if (tree_.name_space(index) != name_space_) {
      return add(index, "wrong_namespace",
                 "The element is in another namespace than the message: \"" +
                     std::string(tree_.name_space(index)) + '"');
    }
    const auto position = static_cast<std::size_t>(rule - type.children.begin());
    const auto count = ++counts[position];
    if (rule->maximum > 1) tree_.set_ordinal(index, count);
    occurrences(index, *rule, count);
    if (type.form == Form::sequence && position < furthest && count <= rule->maximum) {
      add(index, "wrong_order",
          "The element stands too late: it belongs before " +
              std::string(type.children[furthest].name));
    }
    furthest = std::max(furthest, position);
    element(index, *rule->type);
  }

  void occurrences(ElementIndex index, const Child& rule, std::uint32_t count) {
    if (count <= rule.maximum) return;
    if (rule.maximum == 1) {
      add(index, "duplicate_element", "The element may stand here only once");
    } else if (count == rule.maximum + 1) {
      add(index, "too_many_occurrences",
          "The element may stand here at most " + std::to_string(rule.maximum) + " times");
    }
  }

  void missing(ElementIndex index, const ElementType& type,
               const std::vector<std::uint32_t>& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const auto& rule = type.children[i];
      if (counts[i] >= rule.minimum) continue;
      add(index, "missing_element",
          "The mandatory element " + std::string(rule.name) + " is missing",
          '/' + std::string(rule.name));
    }
  }

  void alternatives(ElementIndex index, const ElementType& type,
                    const std::vector<std::uint32_t>& counts) {
    const auto used = std::ranges::count_if(counts, [](auto count) { return count > 0; });
    if (used == 1) return;
    std::string names;
    for (const auto& rule : type.children) {
      if (!names.empty()) names += ", ";
      names += rule.name;
    }
    add(index, used == 0 ? "missing_element" : "several_alternatives",
        "Exactly one of these elements is needed: " + names);
  }

  XmlTree& tree_;
  std::string_view name_space_;
  const ProblemSink& report_;
};

}  // namespace

void check_structure(XmlTree& tree, ElementIndex index, const ElementType& type,
                     std::string_view name_space, const ProblemSink& report) {
  SANGAM_ASSERT(index < tree.size());
  StructureCheck(tree, name_space, report).element(index, type);
}

}  // namespace sangam::engines::messages

#include "engines/messages/pain001.h"

#include <algorithm>
#include <array>

#include "engines/messages/pain001_parts.h"

namespace sangam::engines::messages {

namespace {

constexpr std::array<std::string_view, 2> kNamespaces{
    "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03",
    "http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.02.xsd"};
constexpr std::string_view kRoot = "Document";
constexpr std::string_view kMessage = "CstmrCdtTrfInitn";

// The root decides whether the file is this message at all. If it is not, checking its content
// would only bury the reason under consequences; the element below is named still.
std::vector<Problem> check_identity(const XmlTree& tree) {
  std::vector<Problem> problems;
  if (tree.name(0) != kRoot) {
    problems.push_back({tree.path(0), tree.line(0), "wrong_root",
                        "The root element is not Document: this is not an ISO 20022 message"});
    return problems;
  }
  const auto name_space = tree.name_space(0);
  if (std::ranges::find(kNamespaces, name_space) == kNamespaces.end()) {
    const std::string found =
        name_space.empty() ? "The root element has no namespace"
                           : "The namespace is \"" + std::string(name_space.substr(0, 200)) + '"';
    problems.push_back({tree.path(0), tree.line(0), "wrong_namespace",
                        found + "; expected is " + std::string(kNamespaces[0])});
  }
  const auto message = tree.at(0).first_child;
  if (!problems.empty() && message != kNoElement && tree.name(message) != kMessage) {
    problems.push_back({tree.path(message), tree.line(message), "unknown_element",
                        "The message is not a customer credit transfer initiation, whose element "
                        "is CstmrCdtTrfInitn"});
  }
  return problems;
}

bool is_tolerated(std::string_view code) {
  return code == "iban_check_digits" || code == "transaction_count_mismatch";
}

}  // namespace

Pain001Result read_pain001(std::string_view xml, const Limits& limits, Strictness strictness) {
  Problems problems(limits.max_problems);
  Problems warnings(limits.max_problems);
  auto tree = read_xml(xml, limits);
  if (!tree) {
    problems.add(std::move(tree.error()));
    return std::unexpected(std::move(problems).take());
  }
  problems.add_all(check_identity(*tree));
  if (!problems.empty()) return std::unexpected(std::move(problems).take());

  const ProblemSink report = [&](Problem problem) {
    const bool tolerated = strictness == Strictness::specimen && is_tolerated(problem.code);
    (tolerated ? warnings : problems).add(std::move(problem));
  };
  check_structure(*tree, 0, kPain001V03Document, tree->name_space(0), report);
  check_pain001_rules(*tree, report);
  if (!problems.empty()) return std::unexpected(std::move(problems).take());

  auto message = extract_pain001(*tree);
  message.warnings = std::move(warnings).take().problems;
  return message;
}

}  // namespace sangam::engines::messages

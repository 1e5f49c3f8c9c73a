#pragma once

// Condition: when a call has to wait for approval. CEL (engines/expression) over
//   request   the request's fields by name, as its JSON has them: amounts and ids are texts
//   role      the role of whoever asks; "api_key" for a key

#include <string>
#include <string_view>

#include "engines/expression/expression.h"

namespace sangam::suites::platform::approvals {

// Immutable; any thread.
class Condition {
 public:
  // An empty text always holds. Throws Error{invalid} about `pointer` naming what is wrong.
  static Condition compile(std::string_view text, std::string_view pointer);

  // A condition that cannot be worked out holds: what is in doubt waits.
  bool holds(std::string_view request_json, std::string_view role) const;
  const std::string& text() const noexcept { return text_; }

 private:
  explicit Condition(std::string text) : text_(std::move(text)) {}

  std::string text_;
  std::vector<expression::Expression> expression_;  // one, or none for an empty text
};

}  // namespace sangam::suites::platform::approvals

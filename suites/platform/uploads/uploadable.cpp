#include "suites/platform/uploads/uploadable.h"

#include <algorithm>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"

namespace sangam::suites::platform::uploads {

void UploadInput::read(const Type& type, void* value) {
  const auto document = api::JsonDocument::parse(json_);
  if (!document)
    throw Error{Code::malformed, "The parameters, at byte " +
                                     std::to_string(document.error().offset) + ", " +
                                     document.error().reason + "."};
  api::Problems problems;
  api::read_json(document->root(), type, value, problems);
  if (problems.empty()) return;
  const bool single = problems.size() == 1;
  throw Error{Code::invalid,
              single ? "The parameters: " + problems.front().pointer + " " + problems.front().detail
                     : std::to_string(problems.size()) + " parameters are not valid.",
              std::move(problems)};
}

api::Body& UploadInput::body() {
  SANGAM_ASSERT(body_ != nullptr);
  return *body_;
}

void Uploadable::fill(const std::vector<const api::Operation*>& operations) {
  for (const auto* operation : operations) {
    if (operation->kind != api::Kind::upload || operation->audience != api::Audience::tenant ||
        api::holds_secret(*operation->input))
      continue;
    operations_.push_back(operation);
    length_most_ = std::max(length_most_, static_cast<std::int64_t>(operation->body_limit));
  }
  std::ranges::sort(operations_, {}, &api::Operation::name);
}

const api::Operation* Uploadable::find(std::string_view name) const {
  const auto found = std::ranges::lower_bound(operations_, name, {}, [](const auto* operation) {
    return std::string_view(operation->name);
  });
  return found != operations_.end() && (*found)->name == name ? *found : nullptr;
}

}  // namespace sangam::suites::platform::uploads

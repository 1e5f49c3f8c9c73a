#pragma once

// AuditDetail: what an operation adds to its audit entry, beside who did what to which: why, and
// what it changed. As JSON: {"reason":"…","before":{…},"after":{…},"omitted":["…"]}.

#include <optional>
#include <string>

#include "base/describe.h"
#include "base/text.h"

namespace sangam::api {

// In a person's own words.
using Reason = Text<1, 500>;

class AuditDetail {
 public:
  // Of a member's JSON; longer ones are named in `omitted`. Entries are kept for ever.
  static constexpr std::size_t kMemberMost = 32 * 1024;

  void set_reason(std::string reason) { reason_ = std::move(reason); }

  // Adds the members of a struct that differ, as they were and as they are; nothing of those that
  // do not. Both are of `type`, a described struct without secrets. O(bytes).
  void add_change(const Type& type, const void* before, const void* after);

  // Nothing when nothing was added.
  std::optional<std::string> json() const;

 private:
  std::optional<std::string> reason_;
  std::string before_;  // members, with commas
  std::string after_;
  std::string omitted_;
  bool changed_ = false;
};

}  // namespace sangam::api

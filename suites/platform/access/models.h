#pragma once

// The model of a tenant: read and replaced.

#include "suites/platform/access/graphs.h"
#include "suites/platform/access/types.h"

namespace sangam::suites::platform::access {

class Models {
 public:
  explicit Models(Graphs& graphs) : graphs_(graphs) {}

  Task<AccessModelText> get(api::Call& call, Nothing request);
  // Error{invalid} names every fault of the text, and every sort of tuple that it would make
  // impossible, with an example; then nothing changes.
  Task<AccessModelText> set(api::Call& call, SetModel request);

 private:
  Graphs& graphs_;
};

}  // namespace sangam::suites::platform::access

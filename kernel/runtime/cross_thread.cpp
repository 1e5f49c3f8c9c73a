#include "kernel/runtime/cross_thread.h"

#include <algorithm>

namespace sangam::runtime {

void CrossThreadBase::deliver(CrossThreadBase* first) {
  while (first != nullptr) {
    CrossThreadBase* completion = first;
    first = first->next_;  // read before resuming: the waiter's frame may go with the resumption
    completion->delivered_ = true;
    if (completion->waiter_) completion->waiter_.resume();
  }
}

void CompletionBatch::append(CrossThreadBase& completion) {
  const auto list = std::ranges::find(lists_, &completion.loop(), &List::loop);
  if (list == lists_.end()) {
    lists_.push_back({&completion.loop(), &completion, &completion});
    return;
  }
  list->last->next_ = &completion;
  list->last = &completion;
}

void CompletionBatch::flush() {
  for (const List& list : lists_) {
    list.loop->post([first = list.first] { CrossThreadBase::deliver(first); });
  }
  lists_.clear();
}

}  // namespace sangam::runtime

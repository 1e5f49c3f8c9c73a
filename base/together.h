#pragma once

// together(): tasks that go on side by side on one thread, for what waits for several things at
// once. Each starts in its turn and runs until it waits for something.

#include <exception>
#include <vector>

#include "base/task.h"

namespace sangam {

namespace detail {

struct Together {
  std::size_t under_way = 0;
  std::exception_ptr failure;  // the first
  Completion<bool> ended;
};

inline Task<void> run_beside(Task<void> task, Together* all) {
  try {
    co_await std::move(task);
  } catch (...) {
    if (!all->failure) all->failure = std::current_exception();
  }
  if (--all->under_way == 0) all->ended.complete(true);
}

}  // namespace detail

// Goes on when the last has ended. The failure of the first that failed is thrown, once all have
// ended.
inline Task<void> together(std::vector<Task<void>> tasks) {
  if (tasks.empty()) co_return;
  detail::Together all{.under_way = tasks.size(), .failure = {}, .ended = {}};
  for (auto& task : tasks)
    start_detached(detail::run_beside(std::move(task), &all));
  co_await all.ended;
  if (all.failure) std::rethrow_exception(all.failure);
}

}  // namespace sangam

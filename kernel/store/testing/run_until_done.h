#pragma once

// Included by database.h: the template behind run_until_done.

#include <exception>
#include <optional>
#include <variant>

#include "base/assert.h"
#include "base/task.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::store::testing {

namespace detail {

template <class T>
using Slot = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
struct Finished {
  std::optional<Slot<T>> value;
  std::exception_ptr failure;
};

template <class T>
Task<void> watch(runtime::EventLoop& loop, Task<T> task, Finished<T>& finished) {
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(task);
      finished.value.emplace();
    } else {
      finished.value.emplace(co_await std::move(task));
    }
  } catch (...) {
    finished.failure = std::current_exception();
  }
  loop.stop();
}

}  // namespace detail

template <class T>
T run_until_done(runtime::EventLoop& loop, Task<T> task) {
  detail::Finished<T> finished;
  loop.post([&] { start_detached(detail::watch<T>(loop, std::move(task), finished)); });
  loop.run();
  if (finished.failure) std::rethrow_exception(finished.failure);
  SANGAM_ASSERT(finished.value.has_value());
  if constexpr (!std::is_void_v<T>) return std::move(*finished.value);
}

}  // namespace sangam::store::testing

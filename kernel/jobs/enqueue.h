#pragma once

// Putting a job into the queue, as part of a unit of work: it is there exactly when the work is
// committed.
//
//   struct SendReminder {
//     static constexpr std::string_view kJobKind = "shop.reminder";
//     OrderId order;
//   };
//   SANGAM_DESCRIBE(SendReminder, (order, "Whose buyer is reminded"))
//
//   jobs::enqueue(call.work(), SendReminder{order}, {call.now(), call.principal().id_text});

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/scalars.h"
#include "base/timestamp.h"
#include "kernel/api/json_writer.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::jobs {

// 0 goes first, within a tenant: no priority of one tenant delays another.
inline constexpr std::int16_t kFirstPriority = 0;
inline constexpr std::int16_t kNormalPriority = 5;
inline constexpr std::int16_t kLastPriority = 9;
inline constexpr std::int32_t kNormalTries = 8;
// Of one job. What is larger belongs into a table, and its key into the job.
inline constexpr std::size_t kMaxPayload = 256 * 1024;

// When, on the tenant's clock, and by whom a job is made.
struct Origin {
  Timestamp now;
  std::string created_by;
};

struct JobOptions {
  std::int16_t priority = kNormalPriority;
  std::optional<Timestamp> run_at = {};  // on the tenant's clock; empty: at once
  // While a job of this kind and key waits for its first attempt, the tenant gets no second one.
  std::optional<std::string> unique_key = {};
  std::int32_t tries = kNormalTries;
  std::optional<Uuid> schedule = {};  // that made it
  std::optional<Uuid> id = {};        // fresh unless given; the same id again does nothing
};

// Adds a job to `work` (read_write) and returns its id. `payload` is JSON.
Uuid enqueue_text(store::UnitOfWork& work, std::string_view kind, std::string_view payload,
                  const Origin& origin, const JobOptions& options = {});

template <Described Payload>
Uuid enqueue(store::UnitOfWork& work, const Payload& payload, const Origin& origin,
             const JobOptions& options = {}) {
  return enqueue_text(work, Payload::kJobKind, api::to_json(payload), origin, options);
}

// Adds many jobs of one kind, to run at once: one statement. At most 10,000.
void enqueue_texts(store::UnitOfWork& work, std::string_view kind,
                   const std::vector<std::string>& payloads, const Origin& origin,
                   const JobOptions& options = {});

}  // namespace sangam::jobs

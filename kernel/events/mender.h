#pragma once

// Mender: takes dead letters that somebody requeued back to their consumer, and parked streams in
// their order.
//
//   parked ──requeue──> requeued ──handled──> done
//      │ └──skip──> skipped  └─failed again──> parked
//   a stream: parked ──requeue or skip of its oldest event──> oldest event, next one, … ──> running

#include "kernel/events/deliverer.h"
#include "kernel/store/pool.h"

namespace sangam::events {

// Belongs to its loop's thread.
class Mender {
 public:
  // All must outlive it.
  Mender(Deliverer& deliverer, const Consumer& consumer, store::Pool& app, store::Pool& relay,
         std::function<bool()> may_work)
      : deliverer_(deliverer),
        consumer_(consumer),
        app_(app),
        relay_(relay),
        may_work_(std::move(may_work)) {}

  // Works off what is asked for now.
  Task<void> mend();

 private:
  Task<void> mend_events();
  Task<void> mend_streams();
  Task<void> resume_stream(std::int32_t tenant, std::string stream);
  Task<bool> end_stream(std::int32_t tenant, std::string stream, bool release);

  Deliverer& deliverer_;
  const Consumer& consumer_;
  store::Pool& app_;
  store::Pool& relay_;
  const std::function<bool()> may_work_;
};

}  // namespace sangam::events

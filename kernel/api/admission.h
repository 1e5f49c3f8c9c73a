#pragma once

// Admission: decides whether a request is served now, later or not at all, after it is known who
// asks and before anything is done for them: limits of rate, quotas, turns, load. Implemented by
// whoever keeps limits; asked by every door.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/describe.h"
#include "base/error.h"
#include "base/task.h"
#include "kernel/api/identity.h"
#include "kernel/api/operation.h"
#include "kernel/http/response.h"
#include "kernel/runtime/deadline.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::api {

// What a door knows of a request; all of it outlives the question.
struct AdmissionQuestion {
  const Operation& operation;
  const Identity* identity = nullptr;  // null: nobody signed in
  std::string_view remote_address;
  runtime::EventLoop& loop;
  std::string_view request_id{};  // for who looks at what was turned away
};

// What a request has to pass, in this order.
enum class AdmissionStep : std::uint8_t { load, rates, quota, turns };
SANGAM_ENUM(AdmissionStep, load, rates, quota, turns)

// What one of them would say of a request.
struct AdmissionForecast {
  AdmissionStep step = AdmissionStep::load;
  std::optional<Error> refusal;
  std::string limit;  // "tenant: 600 requests in 60 s, 588 left"; empty: none holds
};

// What the reply tells of limits, whether it was let in or not; empty: nothing.
struct AdmissionNotes {
  std::string policy;  // RateLimit-Policy
  std::string limit;   // RateLimit

  void add_to(http::ResponseHeaders& headers) const {
    if (policy.empty()) return;
    headers.set("RateLimit-Policy", policy);
    headers.set("RateLimit", limit);
  }
};

class Admission;

// A place among those at work; given back when it goes. On its loop only.
class WorkPlace {
 public:
  WorkPlace() = default;
  WorkPlace(Admission& admission, const runtime::EventLoop& loop, std::int32_t tenant)
      : admission_(&admission), loop_(&loop), tenant_(tenant) {}
  ~WorkPlace();
  WorkPlace(WorkPlace&& other) noexcept
      : admission_(std::exchange(other.admission_, nullptr)),
        loop_(other.loop_),
        tenant_(other.tenant_) {}
  WorkPlace& operator=(WorkPlace&&) = delete;

 private:
  Admission* admission_ = nullptr;  // null: none was needed
  const runtime::EventLoop* loop_ = nullptr;
  std::int32_t tenant_ = 0;
};

// Any loop. Refusals are thrown: Error{too_many_requests, quota_exceeded or unavailable}, with
// Retry-After and the limit in `fields`.
class Admission {
 public:
  virtual ~Admission() = default;

  // Takes what the request costs. False: it must be waited for, by admit() with the same question.
  virtual bool admit_now(const AdmissionQuestion& question, AdmissionNotes& notes) = 0;
  virtual Task<void> admit(AdmissionQuestion question, AdmissionNotes& notes) = 0;

  // Before a credential that nobody remembers is looked up: refused to an address from which too
  // many wrong ones came.
  virtual void require_lookup(std::string_view remote_address) = 0;
  // It was wrong.
  virtual void count_failure(std::string_view remote_address) noexcept = 0;

  // A place at work, when the whole request is here: what a client sends slowly keeps nobody from
  // working. Nothing: it must be waited for, by enter(), until `deadline` at most.
  virtual std::optional<WorkPlace> enter_now(const AdmissionQuestion& question) = 0;
  virtual Task<WorkPlace> enter(AdmissionQuestion question, runtime::Deadline deadline) = 0;
  virtual void leave(const runtime::EventLoop& loop, std::int32_t tenant) noexcept = 0;

  // What would be said of a request now; nothing is taken. On the loop of the question.
  virtual std::vector<AdmissionForecast> forecast(const AdmissionQuestion& question) = 0;
};

inline WorkPlace::~WorkPlace() {
  if (admission_ != nullptr) admission_->leave(*loop_, tenant_);
}

}  // namespace sangam::api

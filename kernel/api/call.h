#pragma once

// Call: the context of one request while its operation runs. It knows who asks, until when, at what
// time, and holds the unit of work: one PostgreSQL transaction, opened by the first statement with
// the tenant set for row-level security, committed by the kernel when the handler returns, rolled
// back when it throws.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/timestamp.h"
#include "kernel/api/audit_detail.h"
#include "kernel/api/identity.h"
#include "kernel/api/pools.h"
#include "kernel/runtime/deadline.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/store/unit_of_work.h"
#include "kernel/telemetry/trace.h"

namespace sangam::api {

struct Operation;

// What the reply carries beside its body.
struct ReplyFacts {
  int status = 0;    // 0: the operation's own
  std::string etag;  // without quotes; empty: none
  std::vector<std::string> set_cookies;
};

// What was kept until somebody else approved of it, and is done now.
struct Approved {
  std::string approval;     // "apr_…"
  std::string approved_by;  // "usr_…"
};

// The program that does it in the principal's name, as it says of itself: nothing of it is
// verified.
struct Agent {
  std::string name;  // empty: it did not say
  std::string version;
  bool confirmed = false;  // a person was asked by it, and said yes
};

// Lives as long as its operation runs; used by one coroutine at a time, unless it shares trips, on
// its loop's thread.
class Call {
 public:
  struct Parts {
    const Operation* operation = nullptr;
    IdentityPointer identity;           // null: nobody signed in
    telemetry::Trace* trace = nullptr;  // null: nobody records
    std::string request_id;
    std::string idempotency_key;  // empty: none
    std::optional<Approved> approved;
    std::optional<Agent> agent;  // every call of an agent is audited, reads too
    std::string_view if_match;   // without quotes; empty: none
    std::string_view remote_address;
    std::string_view user_agent;  // as sent, cut; empty: none
    std::string_view cookies;     // of the Cookie field
    bool secure = false;          // whether the connection is encrypted up to this process
    runtime::Deadline deadline = runtime::Deadline::never();
    runtime::EventLoop* loop = nullptr;
    Pools pools;
    Timestamp system_time;
  };
  explicit Call(Parts parts);
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  const Operation& operation() const noexcept { return *parts_.operation; }
  bool signed_in() const noexcept { return parts_.identity != nullptr; }
  // Throws Error{unauthenticated} when nobody signed in.
  const Identity& identity() const;
  const Principal& principal() const { return identity().principal; }
  // Throws Error{forbidden} for a principal without tenant.
  const Tenant& tenant() const;
  const std::shared_ptr<Tenant>& shared_tenant() const;

  // The time of this call: fixed when it began, on the tenant's own clock if it is a sandbox.
  Timestamp now() const noexcept { return now_; }
  // Machine time, for what must not follow a sandbox's clock (sessions, keys).
  Timestamp system_time() const noexcept { return parts_.system_time; }
  runtime::Deadline deadline() const noexcept { return parts_.deadline; }
  runtime::EventLoop& loop() const noexcept { return *parts_.loop; }
  const Pools& pools() const noexcept { return parts_.pools; }
  // What is recorded of this request: give it to units of work of your own, and to lanes.
  telemetry::Trace* trace() const noexcept { return parts_.trace; }
  const std::string& request_id() const noexcept { return parts_.request_id; }
  const std::optional<Approved>& approved() const noexcept { return parts_.approved; }
  const std::optional<Agent>& agent() const noexcept { return parts_.agent; }
  const std::string& idempotency_key() const noexcept { return parts_.idempotency_key; }
  std::string_view if_match() const noexcept { return parts_.if_match; }
  std::string_view remote_address() const noexcept { return parts_.remote_address; }
  std::string_view user_agent() const noexcept { return parts_.user_agent; }
  std::string_view cookies() const noexcept { return parts_.cookies; }
  bool secure() const noexcept { return parts_.secure; }

  // A fresh id of now().
  Uuid new_id() const;
  // An id that the same principal, operation, idempotency key and `purpose` always give: repeating
  // a keyed posting repeats its ids. Fresh when the request has no key.
  Uuid keyed_id(std::string_view purpose = {}) const;

  // The unit of work; opened by its first statement.
  store::UnitOfWork& work();
  // Reads that are asked for side by side travel together (UnitOfWork::share_trips). Before the
  // first; then several coroutines may use this at a time.
  void share_trips() noexcept { shares_trips_ = true; }
  // A transaction of its own, which the caller commits: for processes and streams, which have no
  // unit of work, because none may stay open while they wait for others. Of a stream, which may go
  // on for ever, each has ten seconds.
  store::UnitOfWork transaction(store::Mode mode = store::Mode::read_write) const;
  bool has_open_work() const noexcept { return work_ && work_->open(); }

  template <Described Row, class... Args>
  Task<std::vector<Row>> rows(const store::Statement& statement, const Args&... args) {
    return work().template rows<Row>(statement, args...);
  }
  template <Described Row, class... Args>
  Task<std::optional<Row>> row(const store::Statement& statement, const Args&... args) {
    return work().template row<Row>(statement, args...);
  }
  template <class... Args>
  Task<store::Result> run(const store::Statement& statement, const Args&... args) {
    return work().run(statement, args...);
  }
  // Leaves with COMMIT; nobody waits for its result.
  template <class... Args>
  void later(const store::Statement& statement, const Args&... args) {
    work().later(statement, args...);
  }

  // Publishes an event as part of the unit of work: it is there exactly when the work is committed.
  // `stream` names the thing it is about; events of one stream keep their order.
  template <Described Event>
  void emit(std::string_view stream, const Event& event) {
    emit_described(stream, Event::kEventType, Event::kEventVersion, type_of<Event>, &event);
  }

  // Runs `work` once the unit of work is committed, and not at all if it is not.
  void after_commit(std::move_only_function<void()> work) {
    after_commit_.push_back(std::move(work));
  }
  void run_after_commit() {
    for (auto& work : after_commit_)
      work();
  }

  // What the audit says this call was about.
  void set_target(std::string target) { target_ = std::move(target); }
  const std::string& target() const noexcept { return target_; }

  // Why it is done, as the caller says; kept with the audit entry.
  void because(const std::optional<Reason>& reason) {
    if (reason) detail_.set_reason(reason->str());
  }
  // What it changed: the audit entry holds the members that differ, as they were and as they are.
  // A struct without secrets.
  template <Described T>
  void changed(const T& before, const T& after) {
    detail_.add_change(type_of<T>, &before, &after);
  }

  // Writes that this call was done, as part of `work`, and who beside the principal had a part in
  // it: support in their place, whoever approved. The kernel does so for commands; operations
  // that open units of work of their own do it in the one that counts.
  void audit(store::UnitOfWork& work) const { audit_as(work, "done", detail_.json()); }
  // Those others as JSON for an entry that is written elsewhere; nothing when there are none.
  std::optional<std::string> others() const { return with_others(std::nullopt); }
  // The same with another outcome, and more about it as JSON.
  void audit_as(store::UnitOfWork& work, std::string_view outcome,
                const std::optional<std::string>& detail) const;

  // Whether the operation has put itself on record already.
  bool audited() const noexcept { return audited_; }

  std::optional<std::string> with_others(const std::optional<std::string>& detail) const;
  ReplyFacts& reply() noexcept { return reply_; }

 private:
  void emit_described(std::string_view stream, std::string_view type, std::int32_t version,
                      const Type& described, const void* event);

  Parts parts_;
  Timestamp now_;
  std::optional<store::UnitOfWork> work_;
  std::vector<std::move_only_function<void()>> after_commit_;
  bool shares_trips_ = false;
  std::string target_;
  AuditDetail detail_;
  mutable bool audited_ = false;  // auditing changes nothing of the call
  ReplyFacts reply_;
};

}  // namespace sangam::api

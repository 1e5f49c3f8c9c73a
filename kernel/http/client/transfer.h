#pragma once

// Transfer: one try of a request with one easy handle of libcurl. Private to this folder.

#include <memory>
#include <vector>

#include "base/task.h"
#include "kernel/http/client/client.h"
#include "kernel/http/client/multi_driver.h"
#include "kernel/http/client/url.h"
#include "kernel/runtime/coarse_timer.h"

namespace sangam::http::client {

// Where a transfer goes, checked.
struct Destination {
  Url url;
  std::vector<IpAddress> addresses;  // of a host that is a name: where to connect; else empty
};

// Lives until run() has returned; belongs to the loop's thread.
class Transfer {
 public:
  // All must outlive it.
  Transfer(runtime::EventLoop& loop, MultiDriver& driver, const ClientSettings& settings,
           const Request& request, const Destination& destination);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  Task<Reply> run(runtime::Deadline deadline);
  // Ends it as `failure`; its coroutine resumes inside this call.
  void end(Failure failure);

  // libcurl calls these.
  bool take_head_line(std::string_view line);
  bool take_body(std::string_view bytes);
  bool allows(const IpAddress& address);

 private:
  struct Easy;

  void set_options(runtime::Deadline deadline);
  void set_method();
  void set_fields();
  Reply finish(int code);
  Failure failure_of(int code) const;
  static void on_first_byte_late(void* self);

  MultiDriver& driver_;
  const ClientSettings& settings_;
  const Request& request_;
  const Destination& destination_;
  std::unique_ptr<Easy> easy_;
  runtime::CoarseTimer first_byte_timer_;
  bool under_way_ = false;
  std::optional<Failure> failure_;  // what we decided, whatever libcurl says
  std::size_t head_bytes_ = 0;
  Reply reply_;
};

}  // namespace sangam::http::client

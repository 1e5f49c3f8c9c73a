#include "kernel/http/client/multi_driver.h"

#include <curl/curl.h>

#include <boost/asio/steady_timer.hpp>
#include <mutex>

#include "base/assert.h"
#include "kernel/runtime/asio_access.h"
#include "kernel/runtime/fd_watcher.h"

namespace sangam::http::client {

namespace {

using runtime::Deadline;
using runtime::Interest;
using runtime::Readiness;

void start_curl() {
  static std::once_flag once;
  std::call_once(once,
                 [] { SANGAM_ASSERT(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
}

// A descriptor that libcurl wants to know about.
struct Socket {
  Socket(runtime::EventLoop& loop, curl_socket_t fd)
      : fd(fd), watcher(std::make_unique<runtime::FdWatcher>(loop, fd)) {}

  curl_socket_t fd;
  std::unique_ptr<runtime::FdWatcher> watcher;  // null: libcurl has let go of it
  Interest interest = Interest::readable;
};

Interest interest_of(int what) {
  return what == CURL_POLL_IN    ? Interest::readable
         : what == CURL_POLL_OUT ? Interest::writable
                                 : Interest::either;
}

// Of both directions we do not know which is ready: 0 lets libcurl look.
int bits_of(Interest interest) {
  return interest == Interest::readable   ? CURL_CSELECT_IN
         : interest == Interest::writable ? CURL_CSELECT_OUT
                                          : 0;
}

}  // namespace

struct MultiDriver::State : std::enable_shared_from_this<State> {
  explicit State(runtime::EventLoop& given)
      : loop(given), timer(runtime::io_context(given)), multi(curl_multi_init()) {
    SANGAM_ASSERT(multi != nullptr);
  }

  void act(curl_socket_t fd, int bits);
  void deliver_ended();
  void set_timer(long timeout_ms);
  void set_socket(curl_socket_t fd, int what, Socket* known);
  static Task<void> watch(std::shared_ptr<State> state, std::shared_ptr<Socket> socket);
  static int on_timer(CURLM* multi, long timeout_ms, void* state);
  static int on_socket(CURL* easy, curl_socket_t fd, int what, void* state, void* socket);

  runtime::EventLoop& loop;
  boost::asio::steady_timer timer;
  CURLM* multi;
  std::uint64_t timer_generation = 0;
  bool acting = false;
};

// Lets libcurl do what it can, then tells those whose transfer ended: outside of its callbacks,
// because they may start another.
void MultiDriver::State::act(curl_socket_t fd, int bits) {
  SANGAM_ASSERT(!acting);
  acting = true;
  int running = 0;
  SANGAM_ASSERT(curl_multi_socket_action(multi, fd, bits, &running) == CURLM_OK);
  acting = false;
  deliver_ended();
}

void MultiDriver::State::deliver_ended() {
  int left = 0;
  while (multi != nullptr) {
    const CURLMsg* message = curl_multi_info_read(multi, &left);
    if (message == nullptr) return;
    if (message->msg != CURLMSG_DONE) continue;
    CURL* easy = message->easy_handle;
    const int code = message->data.result;
    Completion<int>* completion = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &completion);
    curl_multi_remove_handle(multi, easy);
    completion->complete(code);
  }
}

void MultiDriver::State::set_timer(long timeout_ms) {
  const auto generation = ++timer_generation;
  if (timeout_ms < 0) {
    timer.cancel();
    return;
  }
  timer.expires_after(std::chrono::milliseconds(timeout_ms));
  timer.async_wait([weak = weak_from_this(), generation](boost::system::error_code error) {
    const auto self = weak.lock();
    if (error || !self || self->multi == nullptr || self->timer_generation != generation) return;
    self->act(CURL_SOCKET_TIMEOUT, 0);
  });
}

void MultiDriver::State::set_socket(curl_socket_t fd, int what, Socket* known) {
  if (what == CURL_POLL_REMOVE) {
    if (known == nullptr) return;
    curl_multi_assign(multi, fd, nullptr);
    // Its coroutine, if it waits, ends in here and frees the socket.
    const auto watcher = std::move(known->watcher);
    return;
  }
  if (known != nullptr) {
    const auto interest = interest_of(what);
    if (known->interest == interest) return;
    known->interest = interest;
    known->watcher->cancel();  // to wait anew
    return;
  }
  auto socket = std::make_shared<Socket>(loop, fd);
  socket->interest = interest_of(what);
  curl_multi_assign(multi, fd, socket.get());
  start_detached(watch(shared_from_this(), std::move(socket)));
}

Task<void> MultiDriver::State::watch(std::shared_ptr<State> state, std::shared_ptr<Socket> socket) {
  while (socket->watcher != nullptr) {
    const auto interest = socket->interest;
    const auto readiness = co_await socket->watcher->wait(interest, Deadline::never());
    if (readiness != Readiness::ready) continue;
    // A wait that libcurl itself began anew may find the descriptor ready at once: not now.
    while (state->acting)
      co_await runtime::sleep(state->loop, runtime::nanoseconds{0});
    if (socket->watcher != nullptr) state->act(socket->fd, bits_of(interest));
  }
}

int MultiDriver::State::on_timer(CURLM*, long timeout_ms, void* state) {
  static_cast<State*>(state)->set_timer(timeout_ms);
  return 0;
}

int MultiDriver::State::on_socket(CURL*, curl_socket_t fd, int what, void* state, void* socket) {
  static_cast<State*>(state)->set_socket(fd, what, static_cast<Socket*>(socket));
  return 0;
}

MultiDriver::MultiDriver(runtime::EventLoop& loop, long connections, long connections_an_origin) {
  start_curl();
  state_ = std::make_shared<State>(loop);
  auto* multi = state_->multi;
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &State::on_socket);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, state_.get());
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &State::on_timer);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, state_.get());
  curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections);
  curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections_an_origin);
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections);
}

MultiDriver::~MultiDriver() {
  curl_multi_cleanup(std::exchange(state_->multi, nullptr));
  state_->timer.cancel();
}

Task<int> MultiDriver::perform(void* easy) {
  Completion<int> completion;
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &completion);
  SANGAM_ASSERT(curl_multi_add_handle(state_->multi, easy) == CURLM_OK);
  co_return co_await completion;
}

void MultiDriver::abandon(void* easy, int code) {
  SANGAM_ASSERT(!state_->acting);
  Completion<int>* completion = nullptr;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &completion);
  curl_multi_remove_handle(state_->multi, easy);
  completion->complete(code);
}

}  // namespace sangam::http::client

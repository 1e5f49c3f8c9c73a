#include "kernel/sandbox/resident.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "base/assert.h"
#include "kernel/sandbox/child_watch.h"
#include "kernel/sandbox/frames.h"

namespace sangam::sandbox {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

// False at the end of the pipe.
bool read_exactly(int descriptor, char* bytes, std::size_t size) {
  while (size > 0) {
    const auto count = read(descriptor, bytes, size);
    if (count == 0) return false;
    SANGAM_ASSERT(count > 0 || errno == EINTR);
    if (count < 0) continue;
    bytes += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = write(descriptor, bytes.data(), bytes.size());
    SANGAM_ASSERT(count > 0 || errno == EINTR);
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

// A child that was started and not waited for yet.
struct Resident::Running {
  explicit Running(Child started) : child(std::move(started)) {}
  ~Running() { end(); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  // Kills and waits; its status. Killing what has ended already does nothing: it was not waited
  // for, so the number is still its own.
  int end() noexcept {
    if (std::exchange(ended, true)) return 0;
    kill(child.process, SIGKILL);
    int status = 0;
    while (waitpid(child.process, &status, 0) < 0)
      SANGAM_ASSERT(errno == EINTR);
    return status;
  }

  // One question and its answer; or why there is none: `ended` is its own doing.
  std::optional<SandboxFailure> exchange(std::string_view question, std::string& answer,
                                         const SandboxLimits& limits);

  Child child;
  bool ended = false;

 private:
  enum class Step : std::uint8_t { more, done, gone };
  Step write_some(std::string_view& rest) const;
  Step read_some(std::string& received) const;
};

Resident::Running::Step Resident::Running::write_some(std::string_view& rest) const {
  const auto count = write(child.input.get(), rest.data(), std::min(rest.size(), kBlock));
  if (count < 0) return errno == EAGAIN || errno == EINTR ? Step::more : Step::gone;
  rest.remove_prefix(static_cast<std::size_t>(count));
  return rest.empty() ? Step::done : Step::more;
}

Resident::Running::Step Resident::Running::read_some(std::string& received) const {
  const auto filled = received.size();
  received.resize(filled + kBlock);
  const auto count = read(child.output.get(), received.data() + filled, kBlock);
  const int reason = errno;
  received.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count == 0 || (count < 0 && reason != EAGAIN && reason != EINTR)) return Step::gone;
  if (received.size() < kLengthBytes) return Step::more;
  return received.size() < kLengthBytes + read_length(received) ? Step::more : Step::done;
}

std::optional<SandboxFailure> Resident::Running::exchange(std::string_view question,
                                                          std::string& answer,
                                                          const SandboxLimits& limits) {
  const SigpipeBlock no_signal;
  const auto deadline = make_timer(limits.wall_ms);
  if (!deadline.is_open()) return SandboxFailure::cannot_start;
  const auto length = length_bytes(question.size());
  std::string asked(length.data(), length.size());
  asked += question;
  std::string_view rest = asked;
  while (true) {
    std::array<pollfd, 3> waits{pollfd{rest.empty() ? -1 : child.input.get(), POLLOUT, 0},
                                pollfd{child.output.get(), POLLIN, 0},
                                pollfd{deadline.get(), POLLIN, 0}};
    if (poll(waits.data(), waits.size(), -1) < 0) continue;
    if (waits[2].revents != 0) return SandboxFailure::deadline_exceeded;
    if (waits[0].revents != 0 && write_some(rest) == Step::gone) return SandboxFailure::failed;
    if (waits[1].revents == 0) continue;
    const auto step = read_some(answer);
    if (step == Step::gone) return SandboxFailure::failed;
    if (answer.size() > limits.output_bytes + kLengthBytes) return SandboxFailure::output_too_large;
    if (step == Step::done) return std::nullopt;
  }
}

Resident::Resident(std::vector<std::string> command, const SandboxLimits& limits)
    : command_(std::move(command)), limits_(limits) {
  SANGAM_ASSERT(!command_.empty() && limits_.cpu_seconds > 0 && limits_.wall_ms > 0);
}

Resident::~Resident() = default;

std::expected<std::string, SandboxError> Resident::ask(std::string_view question) {
  SANGAM_ASSERT(question.size() <= kFrameMost);
  if (!running_) {
    auto child = start_child(command_, limits_);
    if (!child) return std::unexpected(child.error());
    running_ = std::make_unique<Running>(std::move(*child));
  }
  std::string answer;
  const auto stopped = running_->exchange(question, answer, limits_);
  if (!stopped) {
    answer.erase(0, kLengthBytes);
    return answer;
  }
  // A child that ended by itself says why; others are ended for what they did.
  const bool by_itself = *stopped == SandboxFailure::failed;
  if (by_itself) {
    pollfd ended{running_->child.ended.get(), POLLIN, 0};
    constexpr int kMomentMs = 1'000;
    poll(&ended, 1, kMomentMs);
  }
  const int status = running_->end();
  running_.reset();
  if (by_itself)
    return std::unexpected(error_of_status(status).value_or(SandboxError{SandboxFailure::failed}));
  return std::unexpected(SandboxError{*stopped});
}

void serve_sandboxed(const std::function<std::string(std::string_view)>& answer) {
  enter_sandbox();
  std::array<char, kLengthBytes> length{};
  std::string question;
  while (read_exactly(STDIN_FILENO, length.data(), length.size())) {
    question.resize(read_length({length.data(), length.size()}));
    if (!read_exactly(STDIN_FILENO, question.data(), question.size())) break;
    const auto said = answer(question);
    const auto head = length_bytes(said.size());
    write_all(STDOUT_FILENO, {head.data(), head.size()});
    write_all(STDOUT_FILENO, said);
  }
  _exit(0);
}

}  // namespace sangam::sandbox

// The test program is its own child: started with "child MODE" it enters the sandbox and misbehaves
// in one named way.

#include "kernel/sandbox/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "kernel/sandbox/resident.h"

namespace sangam::sandbox {
namespace {

// Kept from the optimiser, so that a loop or an allocation really happens.
volatile std::size_t sink = 0;

void loop() {
  while (true)
    sink = sink + 1;
}

void yield_forever() {
  while (true)
    std::this_thread::yield();
}

void allocate_forever() {
  constexpr std::size_t kBlock = std::size_t{1} << 20;
  std::vector<std::unique_ptr<char[]>> blocks;
  while (true) {
    blocks.push_back(std::make_unique<char[]>(kBlock));
    sink = sink + static_cast<std::size_t>(blocks.back()[0]);
  }
}

void write_forever() {
  const std::string block(1 << 16, 'x');
  while (write(STDOUT_FILENO, block.data(), block.size()) > 0) {
  }
}

void make_code_writable() {
  mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

// Counts its questions, and misbehaves on demand.
std::string answer(std::string_view question) {
  static int questions = 0;
  ++questions;
  if (question == "loop") loop();
  if (question == "die") std::abort();
  if (question == "open") open("/etc/passwd", O_RDONLY);
  if (question == "much") return std::string(2'000'000, 'x');
  return std::to_string(questions) + " " + std::string(question);
}

const std::map<std::string, std::function<void()>>& modes() {
  static const std::map<std::string, std::function<void()>> list{
      {"echo", [] { finish_sandboxed(read_sandbox_input()); }},
      {"ignore", [] { finish_sandboxed("done"); }},
      {"loop", loop},
      {"yield", yield_forever},
      {"allocate", allocate_forever},
      {"write", write_forever},
      {"open", [] { open("/etc/passwd", O_RDONLY); }},
      {"create", [] { open("/tmp/never", O_CREAT | O_WRONLY, 0600); }},
      {"socket", [] { socket(AF_INET, SOCK_STREAM, 0); }},
      {"fork", [] { fork(); }},
      {"kill", [] { kill(1, 0); }},
      {"execute", [] { execl("/bin/true", "true", nullptr); }},
      {"code", make_code_writable},
      {"answer", [] { serve_sandboxed(answer); }},
      {"where", [] { finish_sandboxed(getcwd(nullptr, 0) == nullptr ? "nowhere" : "somewhere"); }},
      {"abort", [] { std::abort(); }},
      {"fail", [] { _exit(7); }},
      {"environment", [] { finish_sandboxed(environ[0] == nullptr ? "empty" : environ[0]); }},
  };
  return list;
}

std::expected<std::string, SandboxError> run(const std::string& mode, std::string_view input = {},
                                             const SandboxLimits& limits = {}) {
  const std::array<std::string, 3> command{std::string(kOwnProgram), "child", mode};
  return run_sandboxed(command, input, limits);
}

SandboxFailure failure_of(const std::string& mode, const SandboxLimits& limits = {}) {
  const auto result = run(mode, "input", limits);
  EXPECT_FALSE(result) << mode;
  return result ? SandboxFailure::failed : result.error().failure;
}

TEST(Sandbox, PassesInputAndOutput) {
  EXPECT_EQ(run("echo", "some input"), "some input");
  EXPECT_EQ(run("echo", ""), "");
}

// More than the pipes hold, both ways at once.
TEST(Sandbox, PassesLargeInputAndOutput) {
  const std::string input(20'000'000, 'x');
  const auto result = run("echo", input);
  ASSERT_TRUE(result) << describe(result.error());
  EXPECT_TRUE(*result == input);
}

TEST(Sandbox, AChildMayEndWithoutReading) {
  EXPECT_EQ(run("ignore", std::string(20'000'000, 'x')), "done");
}

TEST(Sandbox, EndsAnEndlessLoop) {
  EXPECT_EQ(failure_of("loop", {.cpu_seconds = 1}), SandboxFailure::cpu_exceeded);
}

TEST(Sandbox, EndsAtTheDeadline) {
  EXPECT_EQ(failure_of("yield", {.wall_ms = 200}), SandboxFailure::deadline_exceeded);
}

TEST(Sandbox, BoundsMemory) {
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer) || \
    __has_feature(thread_sanitizer)
  GTEST_SKIP() << "sanitizers reserve more address space than the limit, 1 case not run";
#endif
  EXPECT_EQ(failure_of("allocate", {.memory_bytes = std::size_t{256} << 20}),
            SandboxFailure::memory_exceeded);
}

TEST(Sandbox, BoundsOutput) {
  EXPECT_EQ(failure_of("write", {.output_bytes = 1'000'000}), SandboxFailure::output_too_large);
  EXPECT_EQ(run("ignore", "", {.output_bytes = 4}), "done");
  EXPECT_EQ(failure_of("ignore", {.output_bytes = 3}), SandboxFailure::output_too_large);
}

TEST(Sandbox, ForbidsEverythingAParserDoesNotNeed) {
  for (const auto* mode : {"open", "create", "socket", "fork", "kill", "execute", "code"}) {
    EXPECT_EQ(failure_of(mode), SandboxFailure::forbidden_call) << mode;
  }
}

TEST(Sandbox, TellsACrashFromAFailure) {
  EXPECT_EQ(run("abort").error(), (SandboxError{SandboxFailure::crashed, SIGABRT}));
  EXPECT_EQ(run("fail").error(), (SandboxError{SandboxFailure::failed, 7}));
  EXPECT_EQ(describe({SandboxFailure::failed, 7}), "The parser failed (7)");
  EXPECT_EQ(name(SandboxFailure::cpu_exceeded), "cpu_exceeded");
}

Resident resident(const SandboxLimits& limits = {}) {
  return Resident({std::string(kOwnProgram), "child", "answer"}, limits);
}

TEST(Resident, AnswersOneQuestionAfterTheOther) {
  auto asked = resident();
  EXPECT_EQ(asked.ask("first"), "1 first");
  EXPECT_EQ(asked.ask(""), "2 ");
  const std::string large(5'000'000, 'q');
  EXPECT_EQ(asked.ask(large), "3 " + large);
}

TEST(Resident, IsStartedAnewAfterItFailed) {
  auto asked = resident();
  EXPECT_EQ(asked.ask("a"), "1 a");
  EXPECT_EQ(asked.ask("die").error(), (SandboxError{SandboxFailure::crashed, SIGABRT}));
  EXPECT_EQ(asked.ask("b"), "1 b");
  EXPECT_EQ(asked.ask("open").error().failure, SandboxFailure::forbidden_call);
  EXPECT_EQ(asked.ask("c"), "1 c");
}

TEST(Resident, AQuestionHasItsTimeAndAnAnswerItsSize) {
  auto asked = resident({.wall_ms = 300, .output_bytes = 1'000'000});
  EXPECT_EQ(asked.ask("loop").error().failure, SandboxFailure::deadline_exceeded);
  EXPECT_EQ(asked.ask("much").error().failure, SandboxFailure::output_too_large);
  EXPECT_EQ(asked.ask("a"), "1 a");
}

TEST(Resident, SaysThatThereIsNoProgram) {
  Resident asked({"/nowhere/at/all"}, {});
  EXPECT_EQ(asked.ask("a").error().failure, SandboxFailure::cannot_start);
}

TEST(Sandbox, NamesAProgramThatDoesNotExist) {
  const std::array<std::string, 1> command{"/nowhere/at/all"};
  const auto result = run_sandboxed(command, "", {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().failure, SandboxFailure::cannot_start);
}

TEST(Sandbox, DoesNotTellWhereItIs) { EXPECT_EQ(run("where"), "nowhere"); }

TEST(Sandbox, InheritsNoEnvironment) {
  ASSERT_EQ(setenv("SANGAM_SECRET", "1", 1), 0);
  EXPECT_EQ(run("environment"), "empty");
}

TEST(Sandbox, LeavesNoDescriptorsAndNoChildren) {
  const auto next_free = [] {
    const int number = dup(STDIN_FILENO);
    close(number);
    return number;
  };
  const int before = next_free();
  for (int i = 0; i < 20; ++i)
    EXPECT_TRUE(run("ignore", "input"));
  for (int i = 0; i < 5; ++i)
    EXPECT_FALSE(run("abort"));
  EXPECT_EQ(next_free(), before);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
}

TEST(Sandbox, RunsInManyThreadsAtOnce) {
  std::vector<std::jthread> threads;
  std::array<bool, 8> good{};
  for (std::size_t i = 0; i < good.size(); ++i) {
    threads.emplace_back([&good, i] {
      const auto input = std::string(100'000, static_cast<char>('a' + i));
      good[i] = run("echo", input) == input;
    });
  }
  threads.clear();
  for (const bool one : good)
    EXPECT_TRUE(one);
}

}  // namespace

// Returns only for modes that end by coming back, which no test expects.
int run_child(const std::string& mode) {
  const auto found = modes().find(mode);
  if (found == modes().end()) return 2;
  if (mode != "answer") enter_sandbox();
  found->second();
  return 3;
}

}  // namespace sangam::sandbox

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "child") {
    return sangam::sandbox::run_child(argv[2]);
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}

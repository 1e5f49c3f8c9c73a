#include "base/assert.h"
#include "kernel/sandbox/sandbox.h"

namespace sangam::sandbox {

namespace {

struct Words {
  std::string_view name;
  std::string_view sentence;
};

Words words(SandboxFailure failure) noexcept {
  switch (failure) {
    case SandboxFailure::cannot_start:
      return {"cannot_start", "The parser could not be started"};
    case SandboxFailure::cpu_exceeded:
      return {"cpu_exceeded", "Parsing used more processor time than is allowed"};
    case SandboxFailure::deadline_exceeded:
      return {"deadline_exceeded", "Parsing took longer than is allowed"};
    case SandboxFailure::memory_exceeded:
      return {"memory_exceeded", "Parsing needed more memory than is allowed"};
    case SandboxFailure::output_too_large:
      return {"output_too_large", "Parsing gave a larger result than is allowed"};
    case SandboxFailure::forbidden_call:
      return {"forbidden_call", "The parser tried something that parsing does not need"};
    case SandboxFailure::crashed:
      return {"crashed", "The parser crashed"};
    case SandboxFailure::failed:
      return {"failed", "The parser failed"};
  }
  SANGAM_ASSERT(false);
}

}  // namespace

std::string_view name(SandboxFailure failure) noexcept { return words(failure).name; }

std::string describe(const SandboxError& error) {
  std::string sentence(words(error.failure).sentence);
  if (error.detail != 0) sentence += " (" + std::to_string(error.detail) + ")";
  return sentence;
}

}  // namespace sangam::sandbox

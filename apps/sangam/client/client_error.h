#pragma once

// ClientError: why a command gives up, in words for the person who typed it.

#include <stdexcept>
#include <string>

#include "apps/sangam/client/exit_code.h"

namespace sangam::apps::client {

struct ClientError : std::runtime_error {
  explicit ClientError(const std::string& reason, ExitCode code = kExitFailed)
      : std::runtime_error(reason), exit_code(code) {}

  ExitCode exit_code;
  int status = 0;  // of the server's answer; 0: none
};

}  // namespace sangam::apps::client

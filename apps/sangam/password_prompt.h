#pragma once

// PasswordPrompt: a new password from whoever runs a command.

#include "base/text.h"

namespace sangam::apps {

// From a terminal: asked for twice, without showing it. Otherwise the first line of standard input,
// so that scripts can give one without putting it on a command line, which everybody can read.
// Throws std::runtime_error when the two differ or it is no password (8 to 256 characters).
Secret ask_for_new_password();

}  // namespace sangam::apps

#include "apps/sangam/password_prompt.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <stdexcept>

namespace sangam::apps {

namespace {

// The terminal shows nothing of what is typed as long as this lives.
class Silence {
 public:
  Silence() {
    tcgetattr(STDIN_FILENO, &before_);
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Silence() { tcsetattr(STDIN_FILENO, TCSANOW, &before_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_{};
};

std::string read_line() {
  std::string line;
  if (!std::getline(std::cin, line)) throw std::runtime_error("no password was given");
  return line;
}

std::string ask(const char* question) {
  const Silence silence;
  std::cerr << question << ": " << std::flush;
  const auto answer = read_line();
  std::cerr << '\n';
  return answer;
}

}  // namespace

Secret ask_for_new_password() {
  const bool terminal = isatty(STDIN_FILENO) == 1;
  const auto text = terminal ? ask("Password") : read_line();
  Secret password;
  if (const auto fault = Secret::parse(text, password))
    throw std::runtime_error("the password " + fault->detail);
  if (terminal && ask("Once more") != text)
    throw std::runtime_error("the two passwords are not the same");
  return password;
}

}  // namespace sangam::apps

#pragma once

// An SMTP server for tests, on a loopback port of its own: it holds real conversations, with
// STARTTLS, TLS and sign-in, and answers as it is told to.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::mail::testing {

enum class Encryption : std::uint8_t { none, starttls, tls };

struct SmtpServerSettings {
  Encryption encryption = Encryption::none;
  std::string username;  // not empty: nobody sends without signing in
  std::string password;
  // What to answer to a command, or to "message" after its end; empty: as usual. "close" hangs up.
  std::function<std::string(std::string_view command)> answer = [](auto) { return ""; };
};

// One message it took over.
struct ReceivedMail {
  std::string sender;
  std::string recipient;
  std::string message;  // as sent, dots unstuffed
  std::string username;
  bool encrypted = false;
};

// Serves one connection at a time on a thread; the destructor ends it.
class SmtpServer {
 public:
  explicit SmtpServer(SmtpServerSettings settings = {});
  ~SmtpServer();

  std::uint16_t port() const;
  std::vector<ReceivedMail> received() const;
  std::size_t connections() const;
  // The certificate, PEM, in a file that lives as long as the server; its name is "localhost".
  const std::filesystem::path& authorities() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::mail::testing

#pragma once

// One conversation of the test server, command by command.

#include <functional>
#include <string>

#include "kernel/mail/testing/certificate.h"
#include "kernel/mail/testing/smtp_server.h"

namespace sangam::mail::testing {

// Used by one thread; blocking.
class Conversation {
 public:
  // `keep` gets each message before its sender hears that it was taken over.
  Conversation(int socket, const SmtpServerSettings& settings, SSL_CTX* tls,
               std::function<void(const ReceivedMail&)> keep);

  // Until one side hangs up.
  void hold();

 private:
  bool encrypt();
  void say(std::string_view line);
  bool read_line(std::string& line);
  long read_some(char* buffer, std::size_t size);
  // False when the conversation is over.
  bool answer(const std::string& command);
  void answer_as_usual(const std::string& command);
  void greet_back();
  void sign_in();
  bool take_message();

  int socket_;
  const SmtpServerSettings& settings_;
  SSL_CTX* tls_;
  std::unique_ptr<SSL, FreeTls> session_;
  std::string buffer_;
  ReceivedMail mail_;
  std::function<void(const ReceivedMail&)> keep_;
};

}  // namespace sangam::mail::testing

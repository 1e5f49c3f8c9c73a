#include "kernel/mail/testing/smtp_conversation.h"

#include <sys/socket.h>
#include <unistd.h>

#include "base/base64.h"

namespace sangam::mail::testing {

namespace {

std::string between(const std::string& text, char open, char close) {
  const auto from = text.find(open);
  const auto to = text.rfind(close);
  return from == std::string::npos || to < from ? "" : text.substr(from + 1, to - from - 1);
}

}  // namespace

Conversation::Conversation(int socket, const SmtpServerSettings& settings, SSL_CTX* tls,
                           std::function<void(const ReceivedMail&)> keep)
    : socket_(socket), settings_(settings), tls_(tls), keep_(std::move(keep)) {}

void Conversation::hold() {
  if (settings_.encryption == Encryption::tls && !encrypt()) return;
  std::string line = "connect";
  while (answer(line) && read_line(line)) {
  }
}

bool Conversation::encrypt() {
  session_.reset(SSL_new(tls_));
  SSL_set_fd(session_.get(), socket_);
  mail_.encrypted = SSL_accept(session_.get()) == 1;
  return mail_.encrypted;
}

void Conversation::say(std::string_view line) {
  const auto text = std::string(line) + "\r\n";
  if (session_) SSL_write(session_.get(), text.data(), static_cast<int>(text.size()));
  else send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
}

long Conversation::read_some(char* buffer, std::size_t size) {
  return session_ ? SSL_read(session_.get(), buffer, static_cast<int>(size))
                  : recv(socket_, buffer, size, 0);
}

bool Conversation::read_line(std::string& line) {
  while (true) {
    if (const auto end = buffer_.find("\r\n"); end != std::string::npos) {
      line = buffer_.substr(0, end);
      buffer_.erase(0, end + 2);
      return true;
    }
    char bytes[4096];
    const auto got = read_some(bytes, sizeof bytes);
    if (got <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(got));
  }
}

bool Conversation::answer(const std::string& command) {
  if (const auto told = settings_.answer(command); !told.empty()) {
    if (told == "close") return false;
    say(told);
    return true;
  }
  if (command == "DATA") {
    say("354 go on");
    return take_message();
  }
  if (command == "QUIT") {
    say("221 bye");
    return false;
  }
  answer_as_usual(command);
  if (command == "STARTTLS") return encrypt();
  return true;
}

void Conversation::answer_as_usual(const std::string& command) {
  if (command == "connect") return say("220 test server");
  if (command.starts_with("EHLO")) return greet_back();
  if (command == "STARTTLS") return say("220 begin");
  if (command == "AUTH PLAIN") return sign_in();
  if (command.starts_with("MAIL FROM:")) {
    mail_.sender = between(command, '<', '>');
    return say(settings_.username.empty() || !mail_.username.empty() ? "250 ok"
                                                                     : "530 sign in first");
  }
  if (command.starts_with("RCPT TO:")) {
    mail_.recipient = between(command, '<', '>');
    return say("250 ok");
  }
  say("502 not here");
}

void Conversation::greet_back() {
  say("250-test server");
  if (settings_.encryption == Encryption::starttls && !session_) say("250-STARTTLS");
  if (!settings_.username.empty()) say("250-AUTH PLAIN");
  say("250 8BITMIME");
}

void Conversation::sign_in() {
  say("334 ");
  std::string credentials;
  if (!read_line(credentials)) return;
  const std::string zero(1, '\0');
  const auto wanted = to_base64(zero + settings_.username + zero + settings_.password);
  if (credentials != wanted) return say("535 wrong credentials");
  mail_.username = settings_.username;
  say("235 signed in");
}

bool Conversation::take_message() {
  mail_.message.clear();
  std::string line;
  while (read_line(line)) {
    if (line == ".") {
      const auto told = settings_.answer("message");
      if (told == "close") return false;
      const bool taken = told.empty() || told.starts_with("2");
      if (taken) keep_(mail_);
      say(told.empty() ? "250 taken" : told);
      return true;
    }
    mail_.message += line.starts_with('.') ? line.substr(1) : line;
    mail_.message += "\r\n";
  }
  return false;
}

}  // namespace sangam::mail::testing

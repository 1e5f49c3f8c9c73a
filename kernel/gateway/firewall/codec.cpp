#include "kernel/gateway/firewall/codec.h"

#include <cstdint>

namespace sangam::gateway::firewall {

namespace {

constexpr std::size_t kNumberBytes = 4;
constexpr std::size_t kHeadersMost = 1'000;

void put(std::size_t number, std::string& out) {
  for (int shift = 24; shift >= 0; shift -= 8)
    out += static_cast<char>(number >> shift & 0xff);
}

void put(std::string_view text, std::string& out) {
  put(text.size(), out);
  out += text;
}

// Takes one value after the other; once anything is missing, all is.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::size_t number() {
    if (rest_.size() < kNumberBytes) return lose();
    std::size_t number = 0;
    for (std::size_t i = 0; i < kNumberBytes; ++i)
      number = number << 8 | static_cast<std::uint8_t>(rest_[i]);
    rest_.remove_prefix(kNumberBytes);
    return number;
  }
  std::string text() {
    const auto size = number();
    if (size > rest_.size()) {
      lose();
      return {};
    }
    const auto text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return std::string(text);
  }
  // How many of something follow; none where there are more than may be.
  std::size_t count(std::size_t most) {
    const auto many = number();
    return many > most ? lose() : many;
  }
  bool finished() const { return good_ && rest_.empty(); }
  bool good() const { return good_; }

 private:
  std::size_t lose() {
    good_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::string encode(const Message& message) {
  std::string out;
  for (const auto* text : {&message.client, &message.method, &message.target, &message.version})
    put(*text, out);
  put(message.headers.size(), out);
  for (const auto& [name, value] : message.headers) {
    put(name, out);
    put(value, out);
  }
  put(message.body, out);
  put(message.with_body ? 1 : 0, out);
  put(message.body_cut ? 1 : 0, out);
  return out;
}

std::optional<Message> decode_message(std::string_view bytes) {
  Reader reader(bytes);
  Message message;
  for (auto* text : {&message.client, &message.method, &message.target, &message.version})
    *text = reader.text();
  const auto headers = reader.count(kHeadersMost);
  for (std::size_t i = 0; i < headers && reader.good(); ++i) {
    auto name = reader.text();
    message.headers.emplace_back(std::move(name), reader.text());
  }
  message.body = reader.text();
  message.with_body = reader.count(1) == 1;
  message.body_cut = reader.count(1) == 1;
  if (!reader.finished()) return std::nullopt;
  return message;
}

std::string encode(const Verdict& verdict) {
  std::string out;
  put(verdict.hostile ? 1 : 0, out);
  put(verdict.matches.size(), out);
  for (const auto& match : verdict.matches) {
    put(match.rule, out);
    put(match.message, out);
  }
  return out;
}

std::optional<Verdict> decode_verdict(std::string_view bytes) {
  Reader reader(bytes);
  Verdict verdict;
  verdict.hostile = reader.count(1) == 1;
  const auto matches = reader.count(kMatchesMost);
  for (std::size_t i = 0; i < matches && reader.good(); ++i) {
    auto rule = reader.text();
    verdict.matches.push_back({std::move(rule), reader.text()});
  }
  if (!reader.finished()) return std::nullopt;
  return verdict;
}

}  // namespace sangam::gateway::firewall

#include "kernel/dns/message.h"

#include <algorithm>
#include <optional>

#include "base/assert.h"

namespace sangam::dns {

namespace {

using Wrong = std::unexpected<AnswerFault>;

constexpr std::uint16_t kText = 16;
constexpr std::uint16_t kAlias = 5;
constexpr std::uint16_t kInternet = 1;
constexpr std::size_t kHeaderBytes = 12;
constexpr std::size_t kLabelBytesMost = 63;
constexpr int kPointersMost = 32;
constexpr int kAliasesMost = 8;
constexpr std::uint16_t kIsAnswer = 0x8000;
constexpr std::uint16_t kIsTruncated = 0x0200;
constexpr std::uint16_t kWantsRecursion = 0x0100;
constexpr std::uint16_t kResultBits = 0x000f;
constexpr std::uint16_t kNoSuchName = 3;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void append(std::uint16_t value, std::string& out) {
  out += static_cast<char>(value >> 8);
  out += static_cast<char>(value & 0xff);
}

// Reads forward; everything beyond the end is a fault, which sticks.
class Reader {
 public:
  explicit Reader(std::string_view message) : message_(message) {}

  bool failed() const noexcept { return failed_; }

  std::uint8_t byte() {
    if (at_ >= message_.size()) return failed_ = true, 0;
    return static_cast<std::uint8_t>(message_[at_++]);
  }
  std::uint16_t word() {
    const auto high = byte();
    return static_cast<std::uint16_t>(high << 8 | byte());
  }
  std::string_view bytes(std::size_t count) {
    if (count > message_.size() - std::min(at_, message_.size())) return failed_ = true, "";
    const auto part = message_.substr(at_, count);
    at_ += count;
    return part;
  }
  // A name in lower case without the dot at its end; pointers into the message are followed.
  std::string name() {
    std::string name;
    std::optional<std::size_t> behind;
    for (int pointers = 0; !failed_;) {
      const auto length = byte();
      if (failed_ || length == 0) break;
      if ((length & 0xc0) == 0xc0) {
        const std::size_t target = (length & 0x3f) << 8 | byte();
        if (!behind) behind = at_;
        // Backwards only, so that it ends.
        if (++pointers > kPointersMost || target >= at_ - 2) failed_ = true;
        at_ = target;
        continue;
      }
      if (length > kLabelBytesMost) failed_ = true;
      if (!name.empty()) name += '.';
      for (const char c : bytes(length))
        name += lower(c);
      if (name.size() > kNameBytesMost) failed_ = true;
    }
    if (behind) at_ = *behind;
    return name;
  }

 private:
  std::string_view message_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

struct Record {
  std::string owner;
  std::uint16_t kind = 0;
  std::string alias;
  std::string text;
};

// One text from its strings (§3.3.14).
std::optional<std::string> joined(std::string_view data) {
  std::string text;
  while (!data.empty()) {
    const auto length = static_cast<std::uint8_t>(data.front());
    data.remove_prefix(1);
    if (length > data.size()) return std::nullopt;
    text += data.substr(0, length);
    data.remove_prefix(length);
  }
  return text;
}

std::expected<Record, AnswerFault> read_record(Reader& reader, std::string_view message) {
  Record record;
  record.owner = reader.name();
  record.kind = reader.word();
  const auto network = reader.word();
  reader.bytes(4);  // how long it may be kept
  const auto data = reader.bytes(reader.word());
  if (reader.failed()) return Wrong(AnswerFault::malformed);
  if (network != kInternet) record.kind = 0;
  if (record.kind == kText) {
    auto text = joined(data);
    if (!text) return Wrong(AnswerFault::malformed);
    record.text = std::move(*text);
  }
  if (record.kind == kAlias) {
    // Its pointers are into the whole message.
    Reader inside(message.substr(0, static_cast<std::size_t>(data.end() - message.begin())));
    inside.bytes(static_cast<std::size_t>(data.begin() - message.begin()));
    record.alias = inside.name();
    if (inside.failed()) return Wrong(AnswerFault::malformed);
  }
  return record;
}

std::vector<std::string> texts_of(const std::vector<Record>& records, std::string name) {
  for (int i = 0; i < kAliasesMost; ++i) {
    const auto alias = std::ranges::find_if(
        records, [&](const Record& one) { return one.kind == kAlias && one.owner == name; });
    if (alias == records.end()) break;
    name = alias->alias;
  }
  std::vector<std::string> texts;
  for (const auto& record : records)
    if (record.kind == kText && record.owner == name && texts.size() < kTextsMost)
      texts.push_back(record.text);
  return texts;
}

std::string in_lower_case(std::string_view name) {
  std::string text;
  for (const char c : name)
    text += lower(c);
  return text;
}

}  // namespace

bool is_host_name(std::string_view name) noexcept {
  if (name.empty() || name.size() > kNameBytesMost || !name.contains('.')) return false;
  while (true) {
    const auto label = name.substr(0, name.find('.'));
    if (label.empty() || label.size() > kLabelBytesMost || label.front() == '-' ||
        label.back() == '-' || !std::ranges::all_of(label, is_plain))
      return false;
    if (label.size() == name.size()) return true;
    name.remove_prefix(label.size() + 1);
  }
}

std::string txt_query(std::uint16_t id, std::string_view name) {
  SANGAM_ASSERT(!name.empty() && name.size() <= kNameBytesMost);
  std::string query;
  for (const std::uint16_t word : {id, kWantsRecursion, std::uint16_t{1}, std::uint16_t{0},
                                   std::uint16_t{0}, std::uint16_t{0}})
    append(word, query);
  while (!name.empty()) {
    const auto label = name.substr(0, name.find('.'));
    SANGAM_ASSERT(!label.empty() && label.size() <= kLabelBytesMost);
    query += static_cast<char>(label.size());
    query += label;
    name.remove_prefix(std::min(label.size() + 1, name.size()));
  }
  query += '\0';
  append(kText, query);
  append(kInternet, query);
  return query;
}

std::expected<std::vector<std::string>, AnswerFault> read_txt_answer(std::uint16_t id,
                                                                     std::string_view name,
                                                                     std::string_view message) {
  if (message.size() < kHeaderBytes || message.size() > kMessageBytesMost)
    return Wrong(AnswerFault::malformed);
  Reader reader(message);
  const bool ours = reader.word() == id;
  const auto flags = reader.word();
  const auto questions = reader.word();
  const auto answers = reader.word();
  reader.bytes(4);  // of other sections
  if (!ours || (flags & kIsAnswer) == 0 || questions != 1) return Wrong(AnswerFault::not_ours);
  const auto wanted = in_lower_case(name);
  const bool same = reader.name() == wanted;
  const bool of_kind = reader.word() == kText;
  const bool of_network = reader.word() == kInternet;
  if (reader.failed()) return Wrong(AnswerFault::malformed);
  if (!same || !of_kind || !of_network) return Wrong(AnswerFault::not_ours);
  if ((flags & kIsTruncated) != 0) return Wrong(AnswerFault::truncated);
  const auto result = flags & kResultBits;
  if (result == kNoSuchName) return std::vector<std::string>();
  if (result != 0) return Wrong(AnswerFault::refused);
  std::vector<Record> records;
  for (std::uint16_t i = 0; i < answers; ++i) {
    auto record = read_record(reader, message);
    if (!record) return Wrong(record.error());
    records.push_back(std::move(*record));
  }
  return texts_of(records, wanted);
}

}  // namespace sangam::dns

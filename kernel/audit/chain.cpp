#include "kernel/audit/chain.h"

#include "base/assert.h"

namespace sangam::audit {

namespace {

using namespace std::literals;

constexpr std::string_view kFormat = "sangam-audit-1";
constexpr std::string_view kAbsent = "\xff\xff\xff\xff"sv;

template <class Integer>
void put(Integer value, std::string& out) {
  for (int shift = 8 * (static_cast<int>(sizeof value) - 1); shift >= 0; shift -= 8)
    out += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xff);
}

void put_text(std::string_view text, std::string& out) {
  SANGAM_ASSERT(text.size() < 0xffffffff);
  put(static_cast<std::uint32_t>(text.size()), out);
  out += text;
}

void put_text(const std::optional<std::string>& text, std::string& out) {
  if (text) put_text(std::string_view(*text), out);
  else out += kAbsent;
}

}  // namespace

Hash chain_start(std::int32_t tenant) {
  std::string number;
  put(std::int64_t{tenant}, number);
  return sha256({kFormat, number});
}

Hash chain_hash(const Hash& previous, std::int64_t number, const Entry& entry) {
  SANGAM_ASSERT(number > 0);
  std::string text;
  text.reserve(256);
  put(number, text);
  text.append(reinterpret_cast<const char*>(entry.id.bytes.data()), entry.id.bytes.size());
  put(entry.at.nanoseconds, text);
  put_text(std::string_view(entry.actor), text);
  put_text(std::string_view(entry.actor_kind), text);
  put_text(std::string_view(entry.operation), text);
  put_text(std::string_view(entry.request_id), text);
  put_text(entry.target, text);
  put_text(std::string_view(entry.outcome), text);
  put_text(entry.detail, text);
  return sha256({bytes_of(previous), text});
}

}  // namespace sangam::audit

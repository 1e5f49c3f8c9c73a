// Feeds arbitrary bytes to what reads an answer of DNS: they may come from anybody who guesses.

#include <cstdint>

#include "base/assert.h"
#include "kernel/dns/message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::dns;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto texts = read_txt_answer(7, "_token.example.com", bytes);
  SANGAM_ASSERT(!texts || texts->size() <= kTextsMost);
  // Behind a head and a question that fit, so that records are reached at once.
  std::string answer("\0\7\x81\x80\0\1\0\4\0\0\0\0\6_token\7example\3com\0\0\x10\0\1", 36);
  answer += bytes;
  const auto more = read_txt_answer(7, "_token.example.com", answer);
  SANGAM_ASSERT(!more || more->size() <= 4);
  if (is_host_name(bytes)) txt_query(7, bytes);
  return 0;
}

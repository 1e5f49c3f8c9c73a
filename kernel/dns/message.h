#pragma once

// Messages of DNS (RFC 1035 §4) as far as asking for texts needs them.

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::dns {

inline constexpr std::size_t kNameBytesMost = 253;
inline constexpr std::size_t kMessageBytesMost = 65'535;
inline constexpr std::size_t kTextsMost = 100;

// Why an answer gives nothing.
enum class AnswerFault : std::uint8_t {
  not_ours,   // of another question: somebody guesses
  malformed,  // breaks the format
  truncated,  // the rest is to be had over TCP
  refused,    // the server cannot say: SERVFAIL, REFUSED and the like
};

// Whether `name` is a host name of letters, digits and hyphens in labels of 63 at most, with at
// least one dot and none at the end.
bool is_host_name(std::string_view name) noexcept;

// Asks for the TXT records of `name`, labels of letters, digits, '-' and '_' (asserted), and wants
// the server to ask others.
std::string txt_query(std::uint16_t id, std::string_view name);

// The texts of an answer to txt_query(id, name), each put together from its strings; empty when
// there are none. Aliases (CNAME) inside the answer are followed. O(bytes).
std::expected<std::vector<std::string>, AnswerFault> read_txt_answer(std::uint16_t id,
                                                                     std::string_view name,
                                                                     std::string_view message);

}  // namespace sangam::dns

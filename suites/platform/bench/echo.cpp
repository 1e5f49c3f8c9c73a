// Operations that touch no table: what HTTP, credentials, binding and metrics cost by themselves.

#include <algorithm>

#include "suites/platform/bench/bench.h"

namespace sangam::suites::platform::bench {

namespace {

constexpr std::size_t kMaxTags = 20;
constexpr std::size_t kMaxDigits = 18;

std::size_t take_digits(std::string_view& text) {
  const auto rest = std::ranges::find_if(text, [](char c) { return c < '0' || c > '9'; });
  const auto count = static_cast<std::size_t>(rest - text.begin());
  text.remove_prefix(count);
  return count;
}

bool is_digit_count(std::size_t count) { return count >= 1 && count <= kMaxDigits; }

}  // namespace

Verdict PriceText::parse(std::string_view text, PriceText& value) {
  auto rest = text;
  if (rest.starts_with('-')) rest.remove_prefix(1);
  bool valid = is_digit_count(take_digits(rest));
  if (valid && rest.starts_with('.')) {
    rest.remove_prefix(1);
    valid = is_digit_count(take_digits(rest));
  }
  if (!valid || !rest.empty()) return Fault{"not_a_decimal", "must be a decimal number"};
  value.value_ = text;
  return std::nullopt;
}

Verdict CurrencyCode::parse(std::string_view text, CurrencyCode& value) {
  const bool letters = std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (text.size() != 3 || !letters) return Fault{"not_a_currency", "must be three letters"};
  value.value_ = text;
  return std::nullopt;
}

Task<Pong> BenchOperations::ping(api::Call&, Nothing) { co_return Pong(); }

Task<Order> BenchOperations::echo(api::Call&, Order order) {
  if (order.tags.size() > kMaxTags)
    throw invalid_field("/tags", "too_many", "must have at most 20 items");
  co_return order;
}

}  // namespace sangam::suites::platform::bench

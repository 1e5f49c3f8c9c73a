#include "kernel/http/request.h"

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/http/target.h"

namespace sangam::http {
namespace {

constexpr std::array<std::string_view, 7> kMethodNames = {"GET",   "HEAD",   "POST",   "PUT",
                                                          "PATCH", "DELETE", "OPTIONS"};

std::string decode_query_text(std::string_view text) {
  std::string decoded;
  if (!percent_decode(text, true, decoded) || !valid_utf8(decoded)) {
    throw Error(Code::malformed, "The query is not percent-encoded UTF-8.");
  }
  return decoded;
}

// Cuts the next `name=value` off `query`.
std::pair<std::string_view, std::string_view> take_pair(std::string_view& query) noexcept {
  const std::size_t end = std::min(query.find('&'), query.size());
  const std::string_view pair = query.substr(0, end);
  query.remove_prefix(std::min(end + 1, query.size()));
  const std::size_t equals = std::min(pair.find('='), pair.size());
  return {pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size()))};
}

}  // namespace

std::string_view name(Method method) noexcept {
  const auto index = static_cast<std::size_t>(method);
  return index < kMethodNames.size() ? kMethodNames[index] : "";
}

Method parse_method(std::string_view text) noexcept {
  const auto found = std::ranges::find(kMethodNames, text);
  return static_cast<Method>(found - kMethodNames.begin());
}

std::optional<std::string_view> Request::header(std::string_view name) const noexcept {
  for (const Header& header : parts_.headers) {
    if (equal_ignoring_case(header.name, name)) return header.value;
  }
  return std::nullopt;
}

std::size_t Request::header_count(std::string_view name) const noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(
      parts_.headers, [&](const Header& h) { return equal_ignoring_case(h.name, name); }));
}

std::optional<std::string> Request::query_value(std::string_view name) const {
  for (std::string_view rest = parts_.query; !rest.empty();) {
    const auto [key, value] = take_pair(rest);
    if (decode_query_text(key) == name) return decode_query_text(value);
  }
  return std::nullopt;
}

std::vector<QueryParameter> Request::query_parameters() const {
  std::vector<QueryParameter> parameters;
  for (std::string_view rest = parts_.query; !rest.empty();) {
    const auto [key, value] = take_pair(rest);
    if (key.empty() && value.empty()) continue;
    parameters.push_back({decode_query_text(key), decode_query_text(value)});
  }
  return parameters;
}

void Request::set_deadline(runtime::Deadline deadline) {
  parts_.deadline = deadline;
  if (parts_.body != nullptr) parts_.body->deadline_changed(deadline);
}

Task<std::string> Request::read_body(std::uint64_t limit) {
  std::string body;
  if (!parts_.has_body) co_return body;
  SANGAM_ASSERT(parts_.body != nullptr);
  parts_.body->set_limit(limit);
  if (parts_.content_length && *parts_.content_length <= limit) {
    body.reserve(
        static_cast<std::size_t>(std::min<std::uint64_t>(*parts_.content_length, 1 << 20)));
  }
  while (const auto piece = co_await next_piece())
    body += *piece;
  co_return body;
}

Task<std::optional<std::string_view>> Request::next_chunk() {
  if (!parts_.has_body) co_return std::nullopt;
  SANGAM_ASSERT(parts_.body != nullptr);
  co_return co_await next_piece();
}

Task<std::optional<std::string_view>> Request::next_piece() {
  body_begun_ = true;
  co_return watched_as_coded_ ? co_await parts_.body->next() : co_await next_watched(*parts_.body);
}

Task<std::optional<std::string_view>> Request::next_watched(BodySource& source) {
  const auto piece = co_await source.next();
  if (!watch_) co_return piece;
  if (piece) {
    watch_->piece(*piece);
    co_return piece;
  }
  // Once, though a reader may ask again at the end.
  const auto watch = std::move(watch_);
  watch->end();
  co_return piece;
}

void Request::watch_body(std::unique_ptr<BodyWatch> watch) const {
  if (body_begun_ || watch_) throw Error{Code::internal, "The body is read already."};
  watch_ = std::move(watch);
}

void Request::set_body_limit(std::uint64_t bytes) {
  if (parts_.body != nullptr) parts_.body->set_limit(bytes);
}

void Request::set_client(std::string address, bool secure) {
  client_address_ = std::move(address);
  parts_.remote_address = client_address_;
  parts_.secure = secure;
}

class Request::CodedBody final : public BodySource {
 public:
  CodedBody(Request& request, BodySource& source) : request_(request), source_(source) {}

  Task<std::optional<std::string_view>> next() override { return request_.next_watched(source_); }
  void set_limit(std::uint64_t bytes) override { source_.set_limit(bytes); }
  void deadline_changed(runtime::Deadline deadline) override { source_.deadline_changed(deadline); }

 private:
  Request& request_;
  BodySource& source_;
};

BodySource& Request::coded_body() {
  SANGAM_ASSERT(parts_.body != nullptr && !watched_as_coded_);
  watched_as_coded_ = true;
  parts_.content_length.reset();
  replace_body(std::make_unique<CodedBody>(*this, *parts_.body));
  return *parts_.body;
}

void Request::replace_body(std::unique_ptr<BodySource> source) {
  SANGAM_ASSERT(parts_.has_body && source != nullptr);
  parts_.body = source.get();
  replaced_.push_back(std::move(source));
}

}  // namespace sangam::http

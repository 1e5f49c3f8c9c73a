#include "kernel/http/head_parser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/none.hpp>
#include <charconv>

#include "kernel/http/target.h"

namespace sangam::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::string_view;

constexpr std::string_view kBadRequest = "The request is not well-formed HTTP/1.1";

constexpr Refusal malformed(std::string_view detail) {
  return {400, "malformed", kBadRequest, detail};
}

std::string_view view(string_view text) noexcept { return {text.data(), text.size()}; }

// Collects what the framing rules are about while Beast walks over the fields.
class Collector final : public beast::http::basic_parser<true> {
 public:
  explicit Collector(RequestHead& head) : head_(head) {
    body_limit(boost::none);  // ours is checked when the body is read
    header_limit(UINT32_MAX);
  }

  std::string_view host;
  std::string_view content_length;
  std::string_view transfer_encoding;
  std::string_view expect;
  int hosts = 0;
  int content_lengths = 0;
  int transfer_encodings = 0;
  int expects = 0;

 private:
  void on_request_impl(beast::http::verb /*verb*/, string_view method, string_view target,
                       int version, error_code& /*error*/) override {
    head_.method_text = view(method);
    head_.method = sangam::http::parse_method(head_.method_text);
    head_.target = view(target);
    head_.http_1_0 = version == 10;
    head_.keep_alive = version == 11;
  }

  void on_field_impl(beast::http::field field, string_view name, string_view value,
                     error_code& /*error*/) override {
    head_.headers.push_back({view(name), view(value)});
    if (field == beast::http::field::host) {
      host = view(value);
      ++hosts;
    } else if (field == beast::http::field::content_length) {
      content_length = view(value);
      ++content_lengths;
    } else if (field == beast::http::field::transfer_encoding) {
      transfer_encoding = view(value);
      ++transfer_encodings;
    } else if (field == beast::http::field::expect) {
      expect = view(value);
      ++expects;
    } else if (field == beast::http::field::connection) {
      read_connection_options(view(value));
    }
  }

  void read_connection_options(std::string_view value) noexcept {
    while (!value.empty()) {
      const std::size_t comma = std::min(value.find(','), value.size());
      std::string_view option = value.substr(0, comma);
      value.remove_prefix(std::min(comma + 1, value.size()));
      while (option.starts_with(' ') || option.starts_with('\t'))
        option.remove_prefix(1);
      while (option.ends_with(' ') || option.ends_with('\t'))
        option.remove_suffix(1);
      if (equal_ignoring_case(option, "close")) closes_ = true;
      if (equal_ignoring_case(option, "keep-alive")) head_.keep_alive = true;
      if (closes_) head_.keep_alive = false;
    }
  }

  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
  std::size_t on_body_impl(string_view, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view, error_code&) override { return 0; }
  void on_finish_impl(error_code&) override {}

  RequestHead& head_;
  bool closes_ = false;
};

std::optional<Refusal> explain(const error_code& error) {
  if (error == beast::http::error::bad_version) {
    return Refusal{505, "version_not_supported", "HTTP version not supported",
                   "Speak HTTP/1.1 or HTTP/1.0."};
  }
  if (error == beast::http::error::bad_content_length ||
      error == beast::http::error::multiple_content_length) {
    return malformed("Content-Length must be sent once, as a decimal number.");
  }
  if (error == beast::http::error::bad_transfer_encoding) {
    return malformed("Transfer-Encoding must be `chunked`, without Content-Length.");
  }
  return malformed("The request line or a field could not be read.");
}

std::optional<Refusal> check_framing(const Collector& found, RequestHead& head) {
  if (found.transfer_encodings > 0) {
    if (found.content_lengths > 0) {
      return malformed("Content-Length and Transfer-Encoding exclude each other.");
    }
    if (head.http_1_0) return malformed("Transfer-Encoding does not exist in HTTP/1.0.");
    if (found.transfer_encodings > 1 || !equal_ignoring_case(found.transfer_encoding, "chunked")) {
      return malformed("Transfer-Encoding must be exactly `chunked`.");
    }
    head.chunked = true;
  }
  if (found.content_lengths > 1) return malformed("Content-Length was sent more than once.");
  if (found.content_lengths == 1) {
    const std::string_view text = found.content_length;
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
    std::uint64_t length = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), length);
    if (!digits || parsed.ec != std::errc{}) return malformed("Content-Length is not a number.");
    head.content_length = length;
  }
  return std::nullopt;
}

// RFC 9112 §3.2 and §3.2.2: exactly one Host, and an absolute-form target must agree with it.
std::optional<Refusal> check_host(const Collector& found, RequestHead& head) {
  if (found.hosts > 1) return malformed("Host was sent more than once.");
  if (found.hosts == 0 && !head.http_1_0) return malformed("Host is missing.");
  if (found.hosts == 1 && !valid_host(found.host)) return malformed("Host is not a host.");
  if (head.target == "*" && head.method == Method::options) {
    head.path = head.target;
    return std::nullopt;
  }
  TargetParts parts;
  if (!split_target(head.target, head.decoded_path, parts)) {
    return malformed("The request target is not a path this server can read one way only.");
  }
  if (!parts.authority.empty() && !equal_ignoring_case(parts.authority, found.host)) {
    return malformed("The host in the request target is not the one in Host.");
  }
  head.target = parts.origin_form;
  head.path = parts.path;
  head.query = parts.query;
  return std::nullopt;
}

std::optional<Refusal> check_expectation(const Collector& found, RequestHead& head) {
  if (found.expects == 0 || head.http_1_0) return std::nullopt;
  if (found.expects > 1 || !equal_ignoring_case(found.expect, "100-continue")) {
    return Refusal{417, "expectation_failed", "Expectation failed",
                   "The only expectation understood is 100-continue."};
  }
  head.expects_continue = head.chunked || head.content_length.value_or(0) > 0;
  return std::nullopt;
}

}  // namespace

void RequestHead::clear() noexcept {
  method = Method::get;
  method_text = target = path = query = {};
  headers.clear();
  content_length.reset();
  http_1_0 = chunked = expects_continue = false;
  keep_alive = true;
}

std::optional<Refusal> parse_head(std::string_view text, RequestHead& head) {
  head.clear();
  // Beast takes a third blank for a fault of the version.
  if (std::ranges::count(text.substr(0, text.find('\r')), ' ') != 2) {
    return malformed("The request line is not a method, a target and a version.");
  }
  Collector collector(head);
  error_code error;
  collector.put(boost::asio::const_buffer(text.data(), text.size()), error);
  if (error) return explain(error);
  if (!collector.is_header_done()) return malformed("The request line or a field is incomplete.");
  // Framing first: it alone decides where the next request begins.
  if (auto refusal = check_framing(collector, head)) return refusal;
  if (head.method == Method::other) {
    return Refusal{501, "not_implemented", "Method not implemented",
                   "This server does not know the request's method."};
  }
  if (auto refusal = check_host(collector, head)) return refusal;
  return check_expectation(collector, head);
}

}  // namespace sangam::http

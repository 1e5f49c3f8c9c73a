#include "kernel/http/client/transfer.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/http/client/failed.h"
#include "kernel/http/client/retry.h"

namespace sangam::http::client {

namespace {

constexpr std::size_t kHeadBytesMost = 64 * 1024;

std::size_t on_head(char* bytes, std::size_t, std::size_t count, void* transfer) {
  return static_cast<Transfer*>(transfer)->take_head_line({bytes, count}) ? count : 0;
}

std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* transfer) {
  return static_cast<Transfer*>(transfer)->take_body({bytes, count}) ? count : 0;
}

std::optional<IpAddress> address_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, 4);
    return IpAddress::v4(bytes);
  }
  if (address.sa_family == AF_INET6) {
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, 16);
    return IpAddress::v6(bytes);
  }
  return std::nullopt;
}

// The last word before a connection: whatever was resolved and pinned, this is where it goes.
curl_socket_t on_open(void* transfer, curlsocktype, curl_sockaddr* to) {
  const auto address = address_of(to->addr);
  if (!address || !static_cast<Transfer*>(transfer)->allows(*address)) return CURL_SOCKET_BAD;
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, to->protocol);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.back() == '\r' || text.back() == '\n' || text.back() == ' '))
    text.remove_suffix(1);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  return text;
}

std::string_view explain(Failure failure) {
  switch (failure) {
    case Failure::bad_url:
      return "The address cannot be used.";
    case Failure::address_refused:
      return "The host is not on the public internet.";
    case Failure::name_unknown:
      return "The host's name has no address.";
    case Failure::connect_failed:
      return "The host refused the connection or cannot be reached.";
    case Failure::connect_timeout:
      return "No connection came about in time.";
    case Failure::tls_failed:
      return "TLS failed, or the certificate is not to be trusted.";
    case Failure::first_byte_timeout:
      return "The host did not begin to answer in time.";
    case Failure::deadline_exceeded:
      return "The answer was not complete in time.";
    case Failure::connection_lost:
      return "The connection ended before the answer was complete.";
    case Failure::bad_reply:
      return "The answer is not HTTP.";
    case Failure::too_large:
      return "The answer is too large.";
    case Failure::circuit_open:
      return "The host failed too often lately and is left alone for a moment.";
    case Failure::busy:
      return "Too many requests are under way.";
    case Failure::cancelled:
      return "The request was cancelled.";
  }
  SANGAM_ASSERT(false);
}

}  // namespace

Reply failed(Failure failure) {
  Reply reply;
  reply.failure = failure;
  reply.reason = explain(failure);
  return reply;
}

struct Transfer::Easy {
  Easy() : handle(curl_easy_init()) { SANGAM_ASSERT(handle != nullptr); }
  ~Easy() {
    curl_easy_cleanup(handle);
    curl_slist_free_all(fields);
    curl_slist_free_all(pins);
  }
  template <class T>
  void set(CURLoption option, T value) {
    SANGAM_ASSERT(curl_easy_setopt(handle, option, value) == CURLE_OK);
  }
  static void append(curl_slist*& list, const std::string& line) {
    list = curl_slist_append(list, line.c_str());
    SANGAM_ASSERT(list != nullptr);
  }

  CURL* handle;
  curl_slist* fields = nullptr;
  curl_slist* pins = nullptr;
};

Transfer::Transfer(runtime::EventLoop& loop, MultiDriver& driver, const ClientSettings& settings,
                   const Request& request, const Destination& destination)
    : driver_(driver),
      settings_(settings),
      request_(request),
      destination_(destination),
      easy_(std::make_unique<Easy>()),
      first_byte_timer_(loop, &Transfer::on_first_byte_late, this) {}

Transfer::~Transfer() { SANGAM_ASSERT(!under_way_); }

void Transfer::set_options(runtime::Deadline deadline) {
  const auto ms = [](auto duration) {
    return static_cast<long>(
        std::max<std::int64_t>(std::chrono::duration_cast<milliseconds>(duration).count(), 1));
  };
  auto& easy = *easy_;
  easy.set(CURLOPT_URL, destination_.url.str().c_str());
  easy.set(CURLOPT_PROTOCOLS_STR, destination_.url.secure ? "https" : "http");
  easy.set(CURLOPT_FOLLOWLOCATION, 0L);
  easy.set(CURLOPT_PROXY, "");
  easy.set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  easy.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  easy.set(CURLOPT_PATH_AS_IS, 1L);
  easy.set(CURLOPT_NOSIGNAL, 1L);
  easy.set(CURLOPT_TCP_NODELAY, 1L);
  easy.set(CURLOPT_SSL_VERIFYPEER, 1L);
  easy.set(CURLOPT_SSL_VERIFYHOST, 2L);
  easy.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!settings_.ca_file.empty()) easy.set(CURLOPT_CAINFO, settings_.ca_file.c_str());
  easy.set(CURLOPT_CONNECTTIMEOUT_MS, ms(request_.connect_limit));
  if (deadline != runtime::Deadline::never())
    easy.set(CURLOPT_TIMEOUT_MS, ms(deadline.remaining()));
  easy.set(CURLOPT_HEADERFUNCTION, &on_head);
  easy.set(CURLOPT_HEADERDATA, this);
  easy.set(CURLOPT_WRITEFUNCTION, &on_body);
  easy.set(CURLOPT_WRITEDATA, this);
  easy.set(CURLOPT_OPENSOCKETFUNCTION, &on_open);
  easy.set(CURLOPT_OPENSOCKETDATA, this);
  set_method();
  set_fields();
  if (destination_.addresses.empty()) return;
  auto pin = destination_.url.host + ":" + std::to_string(destination_.url.port) + ":";
  for (const auto& address : destination_.addresses)
    pin += (pin.ends_with(':') ? "" : ",") +
           (address.is_v4() ? address.str() : "[" + address.str() + "]");
  Easy::append(easy.pins, pin);
  easy.set(CURLOPT_RESOLVE, easy.pins);
}

void Transfer::set_method() {
  auto& easy = *easy_;
  const auto method = request_.method;
  if (method == Method::head) easy.set(CURLOPT_NOBODY, 1L);
  if (method == Method::get || method == Method::head) {
    SANGAM_ASSERT(request_.body.empty());
    return;
  }
  easy.set(CURLOPT_POST, 1L);
  easy.set(CURLOPT_CUSTOMREQUEST, token(method).data());
  easy.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
  easy.set(CURLOPT_POSTFIELDS, request_.body.data());
}

void Transfer::set_fields() {
  auto& fields = easy_->fields;
  Easy::append(fields, "User-Agent: " + settings_.user_agent);
  Easy::append(fields, "Expect:");  // none: it costs a second
  bool typed = false;
  for (const auto& field : request_.headers) {
    SANGAM_ASSERT((field.name + field.value).find_first_of(std::string_view("\r\n\0", 3)) ==
                  std::string::npos);
    typed = typed || field.name == "Content-Type" || field.name == "content-type";
    Easy::append(fields, field.name + (field.value.empty() ? ";" : ": " + field.value));
  }
  if (!typed) Easy::append(fields, "Content-Type:");
  easy_->set(CURLOPT_HTTPHEADER, fields);
}

Task<Reply> Transfer::run(runtime::Deadline deadline) {
  set_options(deadline);
  first_byte_timer_.arm(request_.first_byte_limit);
  under_way_ = true;
  const int code = co_await driver_.perform(easy_->handle);
  under_way_ = false;
  first_byte_timer_.disarm();
  co_return finish(code);
}

void Transfer::end(Failure failure) {
  if (!under_way_) return;
  failure_ = failure;
  driver_.abandon(easy_->handle, CURLE_ABORTED_BY_CALLBACK);
}

void Transfer::on_first_byte_late(void* self) {
  static_cast<Transfer*>(self)->end(Failure::first_byte_timeout);
}

bool Transfer::take_head_line(std::string_view line) {
  first_byte_timer_.disarm();
  head_bytes_ += line.size();
  if (head_bytes_ > kHeadBytesMost) {
    failure_ = Failure::too_large;
    return false;
  }
  if (line.starts_with("HTTP/")) {
    reply_.headers.clear();  // those before were of an interim reply
    return true;
  }
  const auto colon = line.find(':');
  if (colon == line.npos) return true;
  reply_.headers.push_back(
      {std::string(line.substr(0, colon)), std::string(trim(line.substr(colon + 1)))});
  return true;
}

bool Transfer::take_body(std::string_view bytes) {
  const auto room = request_.body_limit - reply_.body.size();
  reply_.body.append(bytes.substr(0, room));
  if (bytes.size() <= room) return true;
  if (request_.long_body == LongBody::cut) reply_.body_cut = true;
  else failure_ = Failure::too_large;
  return false;
}

bool Transfer::allows(const IpAddress& address) {
  if (settings_.addresses == AddressPolicy::any || is_public(address)) return true;
  failure_ = Failure::address_refused;
  return false;
}

Failure Transfer::failure_of(int code) const {
  switch (code) {
    case CURLE_URL_MALFORMAT:
      return Failure::bad_url;
    case CURLE_COULDNT_RESOLVE_HOST:
      return Failure::name_unknown;
    case CURLE_COULDNT_CONNECT:
      return Failure::connect_failed;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return Failure::tls_failed;
    case CURLE_OPERATION_TIMEDOUT: {
      curl_off_t connected = 0;
      curl_easy_getinfo(easy_->handle, CURLINFO_PRETRANSFER_TIME_T, &connected);
      return connected == 0 ? Failure::connect_timeout : Failure::deadline_exceeded;
    }
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
      return Failure::connection_lost;
    default:
      return Failure::bad_reply;
  }
}

Reply Transfer::finish(int code) {
  if (code != CURLE_OK && !reply_.body_cut) {
    auto reply = failed(failure_.value_or(failure_of(code)));
    return reply;
  }
  long status = 0;
  curl_easy_getinfo(easy_->handle, CURLINFO_RESPONSE_CODE, &status);
  reply_.status = static_cast<int>(status);
  if (const auto wish = reply_.header("retry-after"))
    reply_.retry_after =
        parse_retry_after(*wish, clock::system_now().nanoseconds / kNanosecondsPerSecond);
  return std::move(reply_);
}

}  // namespace sangam::http::client

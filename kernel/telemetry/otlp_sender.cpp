// The way of traces to their collector: libcurl, on the exporter's own thread, which may wait.

#include <curl/curl.h>

#include <memory>

#include "base/error.h"
#include "kernel/telemetry/trace_exporter.h"

namespace sangam::telemetry {

namespace {

constexpr long kConnectSeconds = 5;
constexpr long kTotalSeconds = 10;

struct HandleDeleter {
  void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

std::size_t discard(char*, std::size_t size, std::size_t count, void*) { return size * count; }

// One connection, kept open between batches.
class Sender {
 public:
  explicit Sender(std::string endpoint)
      : endpoint_(std::move(endpoint)),
        handle_(curl_easy_init()),
        headers_(curl_slist_append(nullptr, "Content-Type: application/json")) {
    auto* curl = handle_.get();
    curl_easy_setopt(curl, CURLOPT_URL, endpoint_.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers_.get());
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, kTotalSeconds);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &discard);
  }

  Delivery send(const std::string& body) {
    auto* curl = handle_.get();
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    if (curl_easy_perform(curl) != CURLE_OK) return Delivery::try_again;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (status >= 200 && status < 300) return Delivery::taken;
    const bool busy = status == 429 || (status >= 502 && status <= 504);
    return busy ? Delivery::try_again : Delivery::refused;
  }

 private:
  std::string endpoint_;
  std::unique_ptr<CURL, HandleDeleter> handle_;
  std::unique_ptr<curl_slist, ListDeleter> headers_;
};

}  // namespace

TraceExporter::Send otlp_sender(std::string endpoint) {
  if (!endpoint.starts_with("http://") && !endpoint.starts_with("https://"))
    throw Error{Code::invalid, "The address of a collector begins with http:// or https://."};
  // std::function copies; the copies share one connection, and only one of them is used.
  auto sender = std::make_shared<Sender>(std::move(endpoint));
  return [sender](const std::string& body) { return sender->send(body); };
}

}  // namespace sangam::telemetry

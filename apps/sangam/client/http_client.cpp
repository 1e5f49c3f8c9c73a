#include "apps/sangam/client/http_client.h"

#include <curl/curl.h>

#include <cstdlib>
#include <memory>

namespace sangam::apps::client {

namespace {

constexpr long kConnectSeconds = 10;

struct CurlDeleter {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlDeleter>;
using HeaderList = std::unique_ptr<curl_slist, CurlDeleter>;

// What libcurl's callbacks reach.
struct Exchange {
  const ClientRequest& request;
  CURL* curl;
  ClientReply reply;
};

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::string_view piece(bytes, size * count);
  long status = 0;
  const char* type = nullptr;
  curl_easy_getinfo(exchange.curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(exchange.curl, CURLINFO_CONTENT_TYPE, &type);
  const bool keep =
      status >= 300 || std::string_view(type ? type : "").starts_with("application/json");
  if (keep || !exchange.request.write_body) {
    exchange.reply.body += piece;
    return piece.size();
  }
  curl_off_t total = -1;
  curl_easy_getinfo(exchange.curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &total);
  exchange.reply.stopped = !exchange.request.write_body(piece, total);
  return exchange.reply.stopped ? 0 : piece.size();
}

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* user) {
  return static_cast<Exchange*>(user)->request.read_body(buffer, size * count);
}

HeaderList header_list(const ClientRequest& request) {
  curl_slist* list = nullptr;
  // Without it libcurl waits for 100 Continue before larger bodies.
  for (const auto& header : request.headers)
    list = curl_slist_append(list, header.c_str());
  list = curl_slist_append(list, "Expect:");
  return HeaderList(list);
}

void set_body(CURL* curl, Exchange& exchange) {
  const auto& request = exchange.request;
  if (request.read_body) {
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, &exchange);
    if (request.body_size >= 0)
      curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body_size));
  } else if (!request.body.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

}  // namespace

std::expected<ClientReply, std::string> send_request(const ClientRequest& request) {
  // Kept, so that the pages of a list come over one connection.
  thread_local const CurlHandle curl(curl_easy_init());
  if (!curl) return std::unexpected("libcurl could not start");
  curl_easy_reset(curl.get());
  Exchange exchange{request, curl.get(), {}};
  const auto headers = header_list(request);
  char reason[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, reason);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_TIME, request.stall_seconds);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  if (const char* authorities = std::getenv("SANGAM_CA"))
    curl_easy_setopt(curl.get(), CURLOPT_CAINFO, authorities);
  set_body(curl.get(), exchange);
  const auto result = curl_easy_perform(curl.get());
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, nullptr);
  if (result != CURLE_OK && !exchange.reply.stopped)
    return std::unexpected(*reason ? reason : curl_easy_strerror(result));
  long status = 0;
  const char* type = nullptr;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl.get(), CURLINFO_CONTENT_TYPE, &type);
  exchange.reply.status = static_cast<int>(status);
  exchange.reply.content_type = type ? type : "";
  return std::move(exchange.reply);
}

}  // namespace sangam::apps::client

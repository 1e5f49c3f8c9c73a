#include "kernel/mail/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

#include "kernel/runtime/deadline.h"

namespace sangam::mail {

namespace {

// Of what the server says, for people.
constexpr std::size_t kAnswerMost = 500;

struct FreeCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, FreeCurl>;
using TextList = std::unique_ptr<curl_slist, FreeCurl>;

// One conversation, as libcurl's callbacks see it.
struct Conversation {
  std::string_view rest;       // of the message
  bool about_message = false;  // MAIL was sent: answers from here on are about this message
  bool over = false;           // QUIT was sent: what follows says nothing
  std::string last_answer;
};

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& conversation = *static_cast<Conversation*>(user);
  const auto taken = conversation.rest.copy(buffer, size * count);
  conversation.rest.remove_prefix(taken);
  return taken;
}

// Sees commands and answers; keeps the last answer, never a command.
int watch(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
  auto& conversation = *static_cast<Conversation*>(user);
  std::string_view text(data, size);
  if (type == CURLINFO_HEADER_OUT && text.starts_with("MAIL ")) conversation.about_message = true;
  if (type == CURLINFO_HEADER_OUT && text.starts_with("QUIT")) conversation.over = true;
  if (type != CURLINFO_HEADER_IN || conversation.over) return 0;
  while (text.ends_with('\n') || text.ends_with('\r'))
    text.remove_suffix(1);
  conversation.last_answer = text.substr(0, kAnswerMost);
  std::ranges::replace_if(
      conversation.last_answer, [](char c) { return c < 0x20 || c == 0x7f; }, '?');
  return 0;
}

int look_whether_to_give_up(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& give_up_at = *static_cast<const GiveUpAt*>(user);
  return runtime::Deadline::at(give_up_at).passed() ? 1 : 0;
}

void watch_the_clock(CURL* curl, const GiveUpAt& give_up_at) {
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_whether_to_give_up);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &give_up_at);
}

std::string address_of(const SmtpSettings& settings) {
  const std::string scheme = settings.security == Security::tls ? "smtps://" : "smtp://";
  return scheme + settings.host + ":" + std::to_string(settings.port);
}

void set_server(CURL* curl, const SmtpSettings& settings) {
  curl_easy_setopt(curl, CURLOPT_URL, address_of(settings).c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  // Nothing but what was set here: no proxy of the environment.
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, long{settings.connect_timeout.count()});
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, long{settings.timeout.count()});
  if (settings.security == Security::starttls)
    curl_easy_setopt(curl, CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  if (!settings.authorities.empty())
    curl_easy_setopt(curl, CURLOPT_CAINFO, settings.authorities.c_str());
  if (!settings.username.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings.username.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, settings.password.c_str());
  }
}

SmtpAnswer answer_of(CURLcode result, CURL* curl, const Conversation& conversation,
                     const char* reason) {
  if (result == CURLE_OK) return {Verdict::accepted, conversation.last_answer};
  long code = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
  const std::string text = *reason ? reason : curl_easy_strerror(result);
  // Before MAIL an answer is about the server or our sign-in, which may be mended.
  if (!conversation.about_message) return {Verdict::later, text};
  if (code >= 500 && code < 600) return {Verdict::refused, conversation.last_answer};
  return {Verdict::later, code >= 400 ? conversation.last_answer : text};
}

}  // namespace

SmtpAnswer send_by_smtp(const SmtpSettings& settings, const std::string& sender,
                        const std::string& recipient, const std::string& message,
                        const GiveUpAt& give_up_at) {
  const CurlHandle curl(curl_easy_init());
  const TextList recipients(curl_slist_append(nullptr, ("<" + recipient + ">").c_str()));
  if (!curl || !recipients) return {Verdict::later, "libcurl could not start"};
  Conversation conversation{.rest = message};
  char reason[CURL_ERROR_SIZE] = "";
  set_server(curl.get(), settings);
  watch_the_clock(curl.get(), give_up_at);
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + sender + ">").c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &conversation);
  curl_easy_setopt(curl.get(), CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
  curl_easy_setopt(curl.get(), CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_DEBUGFUNCTION, watch);
  curl_easy_setopt(curl.get(), CURLOPT_DEBUGDATA, &conversation);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, reason);
  const auto result = curl_easy_perform(curl.get());
  return answer_of(result, curl.get(), conversation, reason);
}

}  // namespace sangam::mail

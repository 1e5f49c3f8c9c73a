// The address of a mail server.

#include <boost/url.hpp>

#include "kernel/mail/smtp.h"

namespace sangam::mail {

namespace {

struct Scheme {
  std::string_view name;
  Security security;
  std::uint16_t port;
};
constexpr Scheme kSchemes[] = {
    {"smtp", Security::starttls, 587},
    {"smtps", Security::tls, 465},
    {"smtp+plain", Security::plain, 25},
};

bool is_bare(const boost::urls::url_view& url) {
  return (url.encoded_path().empty() || url.encoded_path() == "/") && !url.has_query() &&
         !url.has_fragment();
}

}  // namespace

std::expected<SmtpSettings, std::string> parse_mail_url(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  if (!url || url->encoded_host().empty()) return std::unexpected("is no address like smtp://host");
  const auto* scheme = std::ranges::find(kSchemes, std::string_view(url->scheme()), &Scheme::name);
  if (scheme == std::end(kSchemes))
    return std::unexpected("must begin with smtp://, smtps:// or smtp+plain://");
  if (!is_bare(*url)) return std::unexpected("must end after the port");
  if (url->has_password()) return std::unexpected("must not contain the password");
  if (url->has_port() && url->port_number() == 0)
    return std::unexpected("has a port that is not 1 to 65535");
  SmtpSettings settings;
  settings.host = url->encoded_host();
  settings.port = url->has_port() ? url->port_number() : scheme->port;
  settings.security = scheme->security;
  settings.username = url->user();
  if (settings.security == Security::plain && !settings.username.empty())
    return std::unexpected("would send a password without encryption");
  if (std::ranges::any_of(settings.username,
                          [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    return std::unexpected("has control characters in the user");
  return settings;
}

}  // namespace sangam::mail

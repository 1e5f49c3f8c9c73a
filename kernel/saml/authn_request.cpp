#include "kernel/saml/authn_request.h"

#include <zlib.h>

#include "base/assert.h"
#include "base/base64.h"
#include "base/query.h"
#include "kernel/saml/xml.h"

namespace sangam::saml {

namespace {

constexpr std::string_view kPost = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
constexpr int kBareDeflate = -15;  // no zlib header (Bindings §3.4.4.1)

std::string deflated(std::string_view text) {
  z_stream stream{};
  SANGAM_ASSERT(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kBareDeflate, 8,
                             Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // only read
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  SANGAM_ASSERT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// xs:dateTime without a fraction, which some readers do not know.
std::string whole_seconds(Timestamp moment) {
  moment.nanoseconds -= moment.nanoseconds % kNanosecondsPerSecond;
  return moment.str();
}

}  // namespace

std::string request_xml(const AuthnRequest& request, const ServiceProvider& us,
                        const IdentityProvider& them) {
  std::string out = "<samlp:AuthnRequest";
  const auto add = [&out](std::string_view name, std::string_view value) {
    out.append(" ").append(name).append("=\"");
    append_xml_text(value, out);
    out += '"';
  };
  add("xmlns:samlp", kProtocolSpace);
  add("xmlns:saml", kAssertionSpace);
  add("ID", request.id);
  add("Version", "2.0");
  add("IssueInstant", whole_seconds(request.now));
  add("Destination", them.sign_on_url);
  add("AssertionConsumerServiceURL", us.consumer_url);
  add("ProtocolBinding", kPost);
  out += "><saml:Issuer>";
  append_xml_text(us.entity_id, out);
  return out + "</saml:Issuer><samlp:NameIDPolicy AllowCreate=\"true\"/></samlp:AuthnRequest>";
}

std::string redirect_url(const AuthnRequest& request, const ServiceProvider& us,
                         const IdentityProvider& them) {
  SANGAM_ASSERT(!request.id.empty() && request.relay_state.size() <= kRelayStateMost);
  std::string query;
  append_parameter("SAMLRequest", to_base64(deflated(request_xml(request, us, them))), query);
  if (!request.relay_state.empty()) append_parameter("RelayState", request.relay_state, query);
  return with_query(them.sign_on_url, query);
}

}  // namespace sangam::saml

#include "kernel/http/compression/request_coding.h"

#include "base/error.h"
#include "kernel/http/problem.h"

namespace sangam::http::compression {

namespace {

Response refusal(const Request& request) {
  auto response =
      problem(Error{Code::unsupported_media,
                    "The body must be sent as it is, or with one Content-Encoding: gzip or br."},
              request.trace());
  response.headers.add("Accept-Encoding", kReadCodings);
  return response;
}

}  // namespace

std::optional<Response> RequestCoding::apply(Request& request) {
  const auto field = request.header("content-encoding");
  if (!field || !request.has_body()) return std::nullopt;
  const auto coding = parse_coding(*field);
  if (!coding || request.header_count("content-encoding") > 1) return refusal(request);
  if (*coding == Coding::identity) return std::nullopt;
  request.wrap_body([&](BodySource& coded) -> BodySource& {
    body_ = std::make_unique<DecodedBody>(coded, &request.loop(), *coding, bounds_);
    return *body_;
  });
  return std::nullopt;
}

}  // namespace sangam::http::compression

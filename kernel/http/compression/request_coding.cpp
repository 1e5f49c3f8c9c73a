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

std::optional<Response> decode_body(Request& request, DecodingBounds bounds) {
  const auto field = request.header("content-encoding");
  if (!field || !request.has_body()) return std::nullopt;
  const auto coding = parse_coding(*field);
  if (!coding || request.header_count("content-encoding") > 1) return refusal(request);
  if (*coding == Coding::identity) return std::nullopt;
  auto& coded = request.coded_body();
  request.replace_body(std::make_unique<DecodedBody>(coded, &request.loop(), *coding, bounds));
  return std::nullopt;
}

}  // namespace sangam::http::compression

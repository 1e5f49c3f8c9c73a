#include "kernel/http/compression/compress.h"

#include <algorithm>
#include <array>

#include "kernel/http/compression/accept_encoding.h"
#include "kernel/http/compression/compressed_stream.h"
#include "kernel/http/compression/encoder.h"
#include "kernel/http/compression/slices.h"
#include "kernel/http/target.h"

namespace sangam::http::compression {

namespace {

constexpr std::string_view kCompressible[] = {
    "application/json", "application/x-ndjson",      "application/javascript", "application/xml",
    "application/yaml", "application/manifest+json", "image/svg+xml"};
constexpr std::string_view kSuffixes[] = {".br", ".gzip"};
constexpr int kNotModified = 304;

std::string_view essence(std::string_view content_type) noexcept {
  auto type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' '))
    type.remove_suffix(1);
  return type;
}

bool ends_with_ignoring_case(std::string_view text, std::string_view suffix) noexcept {
  return text.size() >= suffix.size() &&
         equal_ignoring_case(text.substr(text.size() - suffix.size()), suffix);
}

AcceptedCodings accepted_by(const Request& request) {
  if (request.header_count("accept-encoding") == 1)
    return parse_accept_encoding(*request.header("accept-encoding"));
  std::string all;
  for (const auto& header : request.headers())
    if (equal_ignoring_case(header.name, "accept-encoding")) all.append(header.value) += ',';
  return parse_accept_encoding(all);
}

bool is_stream(const Response& response) noexcept {
  const auto* stream = std::get_if<std::unique_ptr<BodyStream>>(&response.body);
  return stream != nullptr && *stream != nullptr;
}

bool is_candidate(const Response& response) {
  if (response.compression == Compression::never || !is_compressible(response.content_type))
    return false;
  const auto* text = std::get_if<std::string>(&response.body);
  if (!is_stream(response) && (text == nullptr || text->size() < kLeastBytes)) return false;
  const bool partial = response.status == 206 || response.status == 204;
  const auto cache = response.headers.find("Cache-Control").value_or("");
  return !partial && !response.headers.find("Content-Encoding") &&
         !response.headers.find("Set-Cookie") && cache.find("no-transform") == cache.npos;
}

// `"x"` as `"x.br"`. A weak tag promises no more than the same meaning, and keeps it.
void mark_entity_tag(Response& response, Coding coding) {
  const auto tag = response.headers.find("ETag");
  if (!tag || !tag->starts_with('"') || !tag->ends_with('"') || tag->size() < 2) return;
  std::string marked(tag->substr(0, tag->size() - 1));
  marked += kSuffixes[coding == Coding::brotli ? 0 : 1];
  marked += '"';
  response.headers.set("ETag", marked);
}

// What was not modified is named as the client has it (RFC 9110 §15.4.5).
void name_as_known(const Request& request, Response& response) {
  const auto tag = response.headers.find("ETag").value_or("");
  const auto known = request.header("if-none-match").value_or("");
  if (tag.size() < 2 || known.size() < 2 || !known.starts_with('"')) return;
  const auto opaque = known.substr(1, known.size() - 2);
  if (tag_as_made(opaque) == tag.substr(1, tag.size() - 2))
    response.headers.set("ETag", std::string(known));
}

}  // namespace

bool is_compressible(std::string_view content_type) noexcept {
  const auto type = essence(content_type);
  if (equal_ignoring_case(type.substr(0, 5), "text/")) return true;
  if (ends_with_ignoring_case(type, "+json") || ends_with_ignoring_case(type, "+xml")) return true;
  return std::ranges::any_of(
      kCompressible, [&](std::string_view known) { return equal_ignoring_case(known, type); });
}

std::string_view tag_as_made(std::string_view opaque_tag) noexcept {
  for (const auto suffix : kSuffixes)
    if (opaque_tag.ends_with(suffix))
      return opaque_tag.substr(0, opaque_tag.size() - suffix.size());
  return opaque_tag;
}

Task<void> compress(const Request& request, Response& response) {
  if (response.compression == Compression::never) co_return;
  if (response.status == kNotModified) {
    name_as_known(request, response);
    response.headers.add("Vary", "Accept-Encoding");
    co_return;
  }
  if (!is_candidate(response)) co_return;
  response.headers.add("Vary", "Accept-Encoding");
  const bool live = response.compression == Compression::live;
  // Of what stays open there are thousands, and gzip takes a tenth of Brotli's memory.
  const auto coding = choose_coding(accepted_by(request), live ? Coding::gzip : Coding::brotli);
  if (coding == Coding::identity) co_return;
  if (is_stream(response)) {
    auto& stream = std::get<std::unique_ptr<BodyStream>>(response.body);
    response.body = std::make_unique<CompressedStream>(
        std::move(stream), request.loop(),
        make_encoder(coding, live ? Effort::live : Effort::whole), live);
  } else {
    auto& text = std::get<std::string>(response.body);
    const auto encoder = make_encoder(coding, Effort::whole, text.size());
    std::string coded;
    coded.reserve(text.size() / 4);
    co_await write_in_slices(*encoder, text, Encoder::Then::end, coded, &request.loop());
    response.body = std::move(coded);
  }
  response.headers.add("Content-Encoding", name(coding));
  mark_entity_tag(response, coding);
}

}  // namespace sangam::http::compression

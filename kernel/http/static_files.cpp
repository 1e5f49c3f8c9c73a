#include "kernel/http/static_files.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/assert.h"
#include "kernel/http/field_values.h"
#include "kernel/http/problem.h"

namespace sangam::http {
namespace {

constexpr Refusal kMethodNotAllowed{405, "method_not_allowed", "Method not allowed",
                                    "Files are read with GET or HEAD."};
constexpr Refusal kNotSatisfiable{416, "range_not_satisfiable", "Range not satisfiable",
                                  "The range begins behind the end of the file."};
constexpr std::size_t kHashLength = 8;
// What no page of ours needs, nothing that found its way into one shall ask for.
constexpr std::string_view kNoSensors =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()";

// One way a file can be sent.
struct Variant {
  std::string bytes;
  std::string entity_tag;
};

struct Entry {
  Variant plain;
  std::optional<Variant> brotli;
  std::optional<Variant> gzip;
  std::string_view content_type;
  ResponseHeaders headers;  // what every response about it carries
};

std::string entity_tag_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  const int done =
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  SANGAM_ASSERT(done == 1 && length == 32);
  std::string tag = "\"";
  for (std::size_t i = 0; i < 16; ++i)
    fmt::format_to(std::back_inserter(tag), "{:02x}", digest[i]);
  return tag + '"';
}

Variant make_variant(std::string bytes) {
  std::string tag = entity_tag_of(bytes);
  return {std::move(bytes), std::move(tag)};
}

// "app-3f2a9c1b.js": eight letters, digits, '-' or '_' between a '-' or '.' and the extension.
bool has_content_hash(std::string_view path) noexcept {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || dot < kHashLength + 1) return false;
  const std::string_view hash = path.substr(dot - kHashLength, kHashLength);
  const char before = path[dot - kHashLength - 1];
  return (before == '-' || before == '.') && hash.find_first_of("/.") == std::string_view::npos;
}

ResponseHeaders common_headers(std::string_view path, std::string_view content_type,
                               const StaticFilesSettings& settings) {
  ResponseHeaders headers;
  const bool forever = path.starts_with(settings.hashed_folder) && has_content_hash(path);
  headers.add("Cache-Control", forever ? "public, max-age=31536000, immutable" : "no-cache");
  headers.add("X-Content-Type-Options", "nosniff");
  headers.add("Referrer-Policy", "same-origin");
  if (content_type.starts_with("text/html")) {
    headers.add("X-Frame-Options", "DENY");
    headers.add("Cross-Origin-Opener-Policy", "same-origin");
    headers.add("Content-Security-Policy", settings.content_security_policy);
    headers.add("Permissions-Policy", kNoSensors);
  }
  return headers;
}

const Variant& choose_variant(const Entry& entry, const Request& request,
                              std::string_view& coding) {
  const std::string_view accepted = request.header("Accept-Encoding").value_or("");
  // A range counts in the plain bytes, so whoever asks for one gets these.
  if (!request.header("Range")) {
    if (entry.brotli && accepts_coding(accepted, coding = "br")) return *entry.brotli;
    if (entry.gzip && accepts_coding(accepted, coding = "gzip")) return *entry.gzip;
  }
  coding = {};
  return entry.plain;
}

// Narrows a whole-file response to the range asked for.
void apply_range(const Request& request, const Variant& variant, Response& response) {
  const auto range_field = request.header("Range");
  const auto condition = request.header("If-Range");
  if (!range_field || (condition && *condition != variant.entity_tag)) return;
  const std::size_t size = variant.bytes.size();
  const RangeRequest wanted = parse_range(*range_field, size);
  if (!wanted.satisfiable) {
    response = problem(kNotSatisfiable, request.trace());
    response.headers.add("Content-Range", fmt::format("bytes */{}", size));
  } else if (wanted.range) {
    const auto [first, last] = *wanted.range;
    response.status = 206;
    response.headers.add("Content-Range", fmt::format("bytes {}-{}/{}", first, last, size));
    response.body = SharedBody{nullptr, std::string_view(variant.bytes)
                                            .substr(static_cast<std::size_t>(first),
                                                    static_cast<std::size_t>(last - first + 1))};
  }
}

Response respond_with(const Entry& entry, const Request& request) {
  std::string_view coding;
  const Variant& variant = choose_variant(entry, request, coding);
  Response response;
  response.headers = entry.headers;
  response.headers.add("ETag", variant.entity_tag);
  if (entry.brotli || entry.gzip) response.headers.add("Vary", "Accept-Encoding");
  const auto known = request.header("If-None-Match");
  if (known && lists_entity_tag(*known, variant.entity_tag)) {
    response.status = 304;
    return response;
  }
  response.content_type = entry.content_type;
  response.headers.add("Accept-Ranges", "bytes");
  if (!coding.empty()) response.headers.add("Content-Encoding", coding);
  response.body = SharedBody{nullptr, variant.bytes};
  apply_range(request, variant, response);
  return response;
}

}  // namespace

// The files by path below the prefix.
class StaticFiles::Contents {
 public:
  Contents(std::vector<StaticFile> files, StaticFilesSettings settings)
      : settings_(std::move(settings)) {
    SANGAM_ASSERT(settings_.prefix.starts_with('/') && settings_.prefix.ends_with('/'));
    std::map<std::string, std::string> compressed;
    for (StaticFile& file : files) {
      const bool is_compressed = file.path.ends_with(".br") || file.path.ends_with(".gz");
      if (is_compressed) {
        compressed.emplace(std::move(file.path), std::move(file.bytes));
      } else {
        add(std::move(file));
      }
    }
    for (auto& [path, bytes] : compressed)
      attach(path, std::move(bytes));
  }

  std::optional<Response> respond(const Request& request) const {
    std::string_view path = request.path();
    const std::string_view prefix = settings_.prefix;
    if (path == prefix.substr(0, prefix.size() - 1)) return redirect(prefix);
    if (!path.starts_with(prefix)) return std::nullopt;
    path.remove_prefix(prefix.size());
    const Entry* entry = find(path);
    if (entry == nullptr && !path.empty() && find(std::string(path) + "/") != nullptr) {
      return redirect(std::string(request.path()) + "/");
    }
    if (entry == nullptr && falls_back(request.path())) entry = find("");
    if (entry == nullptr) return std::nullopt;
    if (request.method() != Method::get && request.method() != Method::head) {
      Response refused = problem(kMethodNotAllowed, request.trace());
      refused.headers.add("Allow", "GET, HEAD");
      return refused;
    }
    return respond_with(*entry, request);
  }

 private:
  void add(StaticFile file) {
    const std::string_view type = content_type_of(file.path);
    Entry entry{.plain = make_variant(std::move(file.bytes)),
                .brotli = {},
                .gzip = {},
                .content_type = type,
                .headers = common_headers(file.path, type, settings_)};
    entries_.insert_or_assign(std::move(file.path), std::move(entry));
  }

  // A compressed file is a variant of its neighbour; alone it is a file like any other.
  void attach(const std::string& path, std::string bytes) {
    const auto entry = entries_.find(std::string_view(path).substr(0, path.size() - 3));
    if (entry == entries_.end()) {
      add({path, std::move(bytes)});
    } else {
      auto& slot = path.ends_with(".br") ? entry->second.brotli : entry->second.gzip;
      slot = make_variant(std::move(bytes));
    }
  }

  const Entry* find(std::string_view path) const {
    auto found = entries_.find(path);
    if (found == entries_.end() && (path.empty() || path.ends_with('/'))) {
      found = entries_.find(std::string(path) + "index.html");
    } else if (found == entries_.end() && settings_.html_without_extension) {
      found = entries_.find(std::string(path) + ".html");
    }
    return found == entries_.end() ? nullptr : &found->second;
  }

  bool falls_back(std::string_view path) const {
    if (!settings_.fallback_to_index) return false;
    const bool excluded =
        std::ranges::any_of(settings_.no_fallback_below, [&](const std::string& prefix) {
          return path.starts_with(prefix) &&
                 (path.size() == prefix.size() || path[prefix.size()] == '/');
        });
    const std::string_view last = path.substr(path.rfind('/') + 1);
    return !excluded && last.find('.') == std::string_view::npos;
  }

  static Response redirect(std::string_view location) {
    Response response(308);
    response.headers.add("Location", location);
    return response;
  }

  StaticFilesSettings settings_;
  std::map<std::string, Entry, std::less<>> entries_;
};

StaticFiles::StaticFiles(std::vector<StaticFile> files, StaticFilesSettings settings)
    : contents_(std::make_unique<const Contents>(std::move(files), std::move(settings))) {}

StaticFiles::~StaticFiles() = default;

StaticFiles::StaticFiles(StaticFiles&&) noexcept = default;

std::optional<Response> StaticFiles::respond(const Request& request) const {
  return contents_->respond(request);
}

}  // namespace sangam::http

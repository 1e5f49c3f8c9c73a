#pragma once

// Files served over HTTP: the console, the documentation.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace sangam::http {

// One file to serve.
struct StaticFile {
  std::string path;  // relative, with '/' between folders: "assets/app-3f2a9c1b.js"
  std::string bytes;
};

struct StaticFilesSettings {
  std::string prefix = "/";  // path prefix the files are served under; begins and ends with '/'
  // Answer paths that name no file and whose last segment has no dot with index.html (a single-page
  // application), except below these prefixes.
  bool fallback_to_index = false;
  std::vector<std::string> no_fallback_below = {"/api"};
  // Answer "/docs/problems" with docs/problems.html when there is no such file.
  bool html_without_extension = false;
  // Files below this folder whose name ends in a content hash (`app-3f2a9c1b.js`) never change:
  // they are cached for a year. Everything else is revalidated with each use.
  std::string hashed_folder = "assets/";
  // Sent with every HTML page: nothing but what is named may be loaded. Styles may stand in the
  // page, because its components write them there. nosniff, frame denial, referrer policy and a
  // refusal of the machine's sensors are always sent.
  std::string content_security_policy =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
      "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
      "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
};

// Reads all files below a folder, without symbolic links and without names that begin with a dot.
// Throws std::runtime_error when it cannot be read or holds more than 512 MiB.
std::vector<StaticFile> read_folder(const std::string& folder);

// Serves files from memory: they are hashed once, so a request touches no disk, and a path can name
// nothing else. Strong ETags (SHA-256 of the contents), If-None-Match, If-Range, single ranges (RFC
// 9110 §14; several ranges get the whole file), pre-compressed neighbours (`x.js.br`, `x.js.gz`), a
// folder's index.html. Immutable after construction: any thread may call.
class StaticFiles {
 public:
  StaticFiles(std::vector<StaticFile> files, StaticFilesSettings settings);
  ~StaticFiles();
  StaticFiles(StaticFiles&&) noexcept;

  // The response for GET and HEAD; nothing when no file answers to the path. Other methods on a
  // file get 405.
  std::optional<Response> respond(const Request& request) const;

 private:
  class Contents;
  std::unique_ptr<const Contents> contents_;
};

}  // namespace sangam::http

#include "kernel/http/static_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace sangam::http {
namespace {

using ::testing::HasSubstr;

std::vector<StaticFile> site() {
  return {{"index.html", "<h1>home</h1>"},
          {"docs/index.html", "<h1>docs</h1>"},
          {"favicon.ico", "icon"},
          {"assets/app-3f2a9c1b.js", "plain script"},
          {"assets/app-3f2a9c1b.js.br", "brotli"},
          {"assets/app-3f2a9c1b.js.gz", "gzip"},
          {"assets/logo.svg", "<svg/>"},
          {"lonely.gz", "archive"}};
}

class StaticFilesTest : public ::testing::Test {
 protected:
  StaticFilesTest() : files_(site(), {.fallback_to_index = true}) {}

  std::optional<Response> get(std::string_view path, std::vector<Header> headers = {},
                              Method method = Method::get) {
    const Request request({.method = method, .path = path, .headers = headers});
    return files_.respond(request);
  }

  static std::string_view body(const std::optional<Response>& response) {
    return std::get<SharedBody>(response->body).bytes;
  }

  StaticFiles files_;
};

TEST_F(StaticFilesTest, SendsFilesWithTheirTypeAndTag) {
  const auto response = get("/assets/logo.svg");
  ASSERT_TRUE(response);
  EXPECT_EQ(body(response), "<svg/>");
  EXPECT_EQ(response->content_type, "image/svg+xml");
  EXPECT_EQ(response->headers.find("ETag")->size(), 34);
  EXPECT_EQ(response->headers.find("Cache-Control"), "no-cache");
  EXPECT_EQ(response->headers.find("X-Content-Type-Options"), "nosniff");
}

TEST_F(StaticFilesTest, PagesCarryThePolicy) {
  const auto response = get("/");
  EXPECT_EQ(body(response), "<h1>home</h1>");
  EXPECT_THAT(*response->headers.find("Content-Security-Policy"),
              HasSubstr("default-src 'none'; script-src 'self';"));
  EXPECT_THAT(*response->headers.find("Permissions-Policy"), HasSubstr("camera=()"));
  EXPECT_EQ(response->headers.find("X-Frame-Options"), "DENY");
}

TEST_F(StaticFilesTest, FoldersHaveAnIndex) {
  EXPECT_EQ(body(get("/docs/")), "<h1>docs</h1>");
  const auto redirect = get("/docs");
  EXPECT_EQ(redirect->status, 308);
  EXPECT_EQ(redirect->headers.find("Location"), "/docs/");
}

TEST_F(StaticFilesTest, ApplicationPathsGetTheIndex) {
  EXPECT_EQ(body(get("/accounts/acct_1")), "<h1>home</h1>");
  EXPECT_FALSE(get("/api/v1/unknown"));
  EXPECT_FALSE(get("/api"));
  EXPECT_EQ(body(get("/apiary")), "<h1>home</h1>");
  EXPECT_FALSE(get("/missing.js"));
}

TEST(StaticPages, CanBeNamedWithoutTheirExtension) {
  const std::vector<StaticFile> pages{{"guide.html", "beside"}, {"guide/start.html", "go"}};
  const auto get = [](const StaticFiles& files, std::string_view path) {
    const auto response = files.respond(Request({.path = path}));
    return response ? std::get<SharedBody>(response->body).bytes : "nothing";
  };
  const StaticFiles strict(pages, {});
  EXPECT_EQ(get(strict, "/guide/start"), "nothing");
  const StaticFiles files(pages, {.html_without_extension = true});
  EXPECT_EQ(get(files, "/guide/start"), "go");
  EXPECT_EQ(get(files, "/guide/start.html"), "go");
  EXPECT_EQ(get(files, "/guide"), "beside");
  EXPECT_EQ(get(files, "/guide/stop"), "nothing");
  EXPECT_EQ(get(files, "/guide/start/"), "nothing");
  EXPECT_EQ(files.respond(Request({.path = "/guide/start"}))->content_type,
            "text/html; charset=utf-8");
}

TEST_F(StaticFilesTest, HashedAssetsAreCachedForEver) {
  EXPECT_THAT(*get("/assets/app-3f2a9c1b.js")->headers.find("Cache-Control"),
              HasSubstr("immutable"));
  EXPECT_EQ(get("/favicon.ico")->headers.find("Cache-Control"), "no-cache");
}

TEST_F(StaticFilesTest, CompressedNeighboursAreNegotiated) {
  const std::string_view path = "/assets/app-3f2a9c1b.js";
  const auto brotli = get(path, {{"accept-encoding", "gzip, br"}});
  EXPECT_EQ(body(brotli), "brotli");
  EXPECT_EQ(brotli->headers.find("Content-Encoding"), "br");
  EXPECT_EQ(brotli->headers.find("Vary"), "Accept-Encoding");
  EXPECT_EQ(body(get(path, {{"Accept-Encoding", "gzip"}})), "gzip");
  const auto plain = get(path);
  EXPECT_EQ(body(plain), "plain script");
  EXPECT_EQ(plain->headers.find("Content-Encoding"), std::nullopt);
  EXPECT_NE(plain->headers.find("ETag"), brotli->headers.find("ETag"));
  EXPECT_EQ(body(get("/lonely.gz")), "archive");
}

TEST_F(StaticFilesTest, KnownContentsAreNotSentAgain) {
  const std::string tag(*get("/favicon.ico")->headers.find("ETag"));
  const auto unchanged = get("/favicon.ico", {{"If-None-Match", tag}});
  EXPECT_EQ(unchanged->status, 304);
  EXPECT_EQ(unchanged->headers.find("ETag"), tag);
  EXPECT_EQ(get("/favicon.ico", {{"If-None-Match", "\"other\""}})->status, 200);
}

TEST_F(StaticFilesTest, RangesAreCutOut) {
  const auto part = get("/favicon.ico", {{"Range", "bytes=1-2"}});
  EXPECT_EQ(part->status, 206);
  EXPECT_EQ(body(part), "co");
  EXPECT_EQ(part->headers.find("Content-Range"), "bytes 1-2/4");

  const auto behind = get("/favicon.ico", {{"Range", "bytes=4-"}});
  EXPECT_EQ(behind->status, 416);
  EXPECT_EQ(behind->headers.find("Content-Range"), "bytes */4");

  EXPECT_EQ(get("/favicon.ico", {{"Range", "bytes=0-0,2-2"}})->status, 200);
  EXPECT_EQ(get("/favicon.ico", {{"Range", "bytes=0-0"}, {"If-Range", "\"old\""}})->status, 200);
}

TEST_F(StaticFilesTest, OtherMethodsAreRefused) {
  const auto response = get("/favicon.ico", {}, Method::post);
  EXPECT_EQ(response->status, 405);
  EXPECT_EQ(response->headers.find("Allow"), "GET, HEAD");
}

TEST(StaticFilesPrefix, IsRespected) {
  const StaticFiles files(site(), {.prefix = "/console/"});
  const Request inside({.path = "/console/favicon.ico"});
  const Request outside({.path = "/favicon.ico"});
  const Request bare({.path = "/console"});
  EXPECT_TRUE(files.respond(inside));
  EXPECT_FALSE(files.respond(outside));
  EXPECT_EQ(files.respond(bare)->headers.find("Location"), "/console/");
}

TEST(ReadFolder, TakesFilesAndNothingElse) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(::testing::TempDir()) / "sangam_static_files";
  fs::remove_all(folder);
  fs::create_directories(folder / "a" / "b");
  std::ofstream(folder / "a" / "b" / "c.txt") << "text";
  std::ofstream(folder / ".hidden") << "hidden";
  fs::create_symlink("/etc/hostname", folder / "link");
  const auto files = read_folder(folder.string());
  ASSERT_EQ(files.size(), 1);
  EXPECT_EQ(files[0].path, "a/b/c.txt");
  EXPECT_EQ(files[0].bytes, "text");
  EXPECT_THROW(read_folder((folder / "none").string()), std::runtime_error);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace sangam::http

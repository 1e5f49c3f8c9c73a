#include "kernel/api/dated_reply.h"

#include <gtest/gtest.h>

#include <boost/json/object.hpp>

#include "base/error.h"
#include "kernel/api/module.h"
#include "kernel/api/testing/sample_module.h"

namespace sangam::api {
namespace {

namespace json = boost::json;

Date day_of(std::string_view text) {
  Date day;
  EXPECT_FALSE(Date::parse(text, day)) << text;
  return day;
}

// First a title was a name; later there was one author, of whom only the name was told. As
// docs/guides/modules.md shows it.
class DatedReply : public ::testing::Test {
 protected:
  DatedReply() {
    module_.query<&testing::Library::get>("library.books.read", library_)
        .get("/volumes/{id}")
        .reply_changed("2026-03-01", "`name` is `title`",
                       [](json::object& book) {
                         book["name"] = std::move(book["title"]);
                         book.erase("title");
                       })
        .reply_changed("2026-06-01", "`author` is `authors`", [](json::object& book) {
          const auto authors = std::move(book["authors"]);
          book.erase("authors");
          if (!authors.as_array().empty()) book["author"] = authors.as_array().front().at("name");
        });
  }
  std::string on(std::string_view day) const {
    std::string text = R"({"title":"Tides","price":12.5,"authors":[{"name":"Asha"}]})";
    make_dated(module_.operations().back(), day_of(day), text);
    return text;
  }

  testing::Library library_;
  Module module_{"library"};
};

TEST_F(DatedReply, IsTheNewestFromTheDayOfTheLastChangeOn) {
  EXPECT_EQ(on("2026-06-01"), R"({"title":"Tides","price":12.5,"authors":[{"name":"Asha"}]})");
  EXPECT_EQ(on("2030-01-01"), on("2026-06-01"));
}

TEST_F(DatedReply, HasTheLaterChangesUndone) {
  EXPECT_EQ(on("2026-05-31"), R"({"title":"Tides","price":1.25E1,"author":"Asha"})");
  EXPECT_EQ(on("2026-03-01"), on("2026-05-31"));
  EXPECT_EQ(on("2026-02-28"), R"({"name":"Tides","price":1.25E1,"author":"Asha"})");
}

TEST_F(DatedReply, IsDeclaredInTheOrderOfDays) {
  auto undo = [](json::object&) {};
  auto next = module_.query<&testing::Library::get>("library.books.look", library_);
  EXPECT_THROW(next.reply_changed("yesterday", "", undo), std::logic_error);
  next.reply_changed("2026-03-01", "", undo);
  EXPECT_THROW(next.reply_changed("2026-03-01", "", undo), std::logic_error);
}

TEST(Version, IsADayOrNothing) {
  const auto said = [](std::string_view value) {
    const http::Header headers[] = {{"Sangam-Version", value}};
    return version_of(http::Request({.headers = headers}));
  };
  EXPECT_EQ(said("2026-01-31"), day_of("2026-01-31"));
  EXPECT_EQ(version_of(http::Request({})), std::nullopt);
  EXPECT_THROW(said("2026-02-30"), Error);
  EXPECT_THROW(said("next"), Error);
  EXPECT_THROW(said(""), Error);
}

}  // namespace
}  // namespace sangam::api

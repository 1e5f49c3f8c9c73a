#include "kernel/api/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace sangam::api {
namespace {

using http::Method;

Operation at(std::string name, Method method, std::string path) {
  Operation operation;
  operation.name = std::move(name);
  operation.method = method;
  operation.path = std::move(path);
  return operation;
}

class RouterTest : public ::testing::Test {
 protected:
  std::string name_of(Method method, std::string_view path) const {
    const auto match = router_.find(method, path);
    return match.operation ? match.operation->name : "none";
  }

  const Operation operations_[6] = {at("list", Method::get, "/books"),
                                    at("add", Method::post, "/books"),
                                    at("get", Method::get, "/books/{id}"),
                                    at("batch", Method::post, "/books/batch"),
                                    at("export", Method::get, "/books/{id}/pages.csv"),
                                    at("page", Method::get, "/books/{id}/pages/{page}")};
  const Operation* const pointers_[6] = {&operations_[0], &operations_[1], &operations_[2],
                                         &operations_[3], &operations_[4], &operations_[5]};
  const Router router_{pointers_};
};

TEST_F(RouterTest, FindsByMethodAndPath) {
  EXPECT_EQ(name_of(Method::get, "/books"), "list");
  EXPECT_EQ(name_of(Method::post, "/books"), "add");
  EXPECT_EQ(name_of(Method::get, "/books/7"), "get");
  EXPECT_EQ(name_of(Method::post, "/books/batch"), "batch");
  EXPECT_EQ(name_of(Method::get, "/books/7/pages.csv"), "export");
  EXPECT_EQ(name_of(Method::head, "/books/7"), "get");
}

TEST_F(RouterTest, HandsOverPathValues) {
  const auto match = router_.find(Method::get, "/books/a b/pages/12");
  ASSERT_EQ(match.values.size(), 2U);
  EXPECT_EQ(match.values[0].name, "id");
  EXPECT_EQ(match.values[0].value, "a b");
  EXPECT_EQ(match.values[1].name, "page");
  EXPECT_EQ(match.values[1].value, "12");
}

TEST_F(RouterTest, NamesTheMethodsThatAPathAllows) {
  const auto match = router_.find(Method::remove, "/books");
  EXPECT_EQ(match.operation, nullptr);
  EXPECT_EQ(match.allowed, "GET, POST");
  EXPECT_EQ(router_.find(Method::post, "/books/7").allowed, "GET");
}

TEST_F(RouterTest, FindsNothingElsewhere) {
  for (const auto path : {"", "/", "/book", "/books/", "/books//", "/books/7/", "/books/7/pages",
                          "/books/7/pages/1/2", "books", "/books/{id}/x"}) {
    const auto match = router_.find(Method::get, path);
    EXPECT_EQ(match.operation, nullptr) << path;
    EXPECT_EQ(match.allowed, "") << path;
  }
}

TEST(Router, RefusesTwoOperationsAtOnePlace) {
  const auto first = at("one", Method::get, "/books/{id}");
  const auto second = at("two", Method::get, "/books/{book}");
  const Operation* const both[] = {&first, &second};
  EXPECT_THROW(Router{both}, std::logic_error);
}

TEST(PathParameters, AreInOrder) {
  EXPECT_TRUE(path_parameters("/books").empty());
  EXPECT_EQ(path_parameters("/a/{x}/b/{y}"), (std::vector<std::string_view>{"x", "y"}));
}

}  // namespace
}  // namespace sangam::api

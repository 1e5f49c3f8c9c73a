#include "engines/graphql/collect_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/parse.h"
#include "engines/graphql/testing/sample_schema.h"

namespace sangam::graphql {
namespace {

using ::testing::HasSubstr;
using testing::sample_schema;

std::string shown(const std::expected<std::vector<CollectedField>, Refusal>& fields) {
  if (!fields) return fields.error().message;
  std::string all;
  for (const auto& field : *fields)
    all += (all.empty() ? "" : " ") + std::string(field.key) + "*" +
           std::to_string(field.selections.size());
  return all;
}

// What `type` is asked by the selections of the first field of the root.
std::string collected(const char* type, std::string text, const Value::Object& given = {}) {
  const auto document = parse(std::move(text));
  if (!document) return to_text(document.error());
  const auto& operation = document->operations()[0];
  const auto variables = coerce_variables(sample_schema(), *document, operation, given);
  if (!variables) return to_text(variables.error().front());
  const Scope scope{sample_schema(), *document, *variables};
  const auto roots =
      collect_fields(scope, *sample_schema().root(OperationKind::query), operation.selections);
  if (!roots) return roots.error().message;
  return shown(collect_subfields(scope, *sample_schema().find_type(type), roots->front()));
}

TEST(CollectFields, KeepsTheOrderInWhichKeysAreMet) {
  EXPECT_EQ(
      collected("Dog", "{dog{b: name ...F a: size name b: name}} fragment F on Dog{size a: size}"),
      "b*2 size*1 a*2 name*1");
}

TEST(CollectFields, MergesWhatFieldsSelectTogether) {
  EXPECT_EQ(collected("Dog",
                      "{dog{owner{id}} dog{name owner{name}} ...F} "
                      "fragment F on Query{dog{size}}"),
            "owner*2 name*1 size*1");
}

TEST(CollectFields, TakesFragmentsOfTheTypeOnly) {
  const std::string text =
      "{pet{... on Dog{barkVolume} ... on Cat{meowVolume} ... on Pet{name} ... on CatOrDog{x: "
      "__typename} ...{y: __typename} ...F}} fragment F on DogOrPerson{z: __typename}";
  EXPECT_EQ(collected("Dog", text), "barkVolume*1 name*1 x*1 y*1 z*1");
  EXPECT_EQ(collected("Cat", text), "meowVolume*1 name*1 x*1 y*1");
}

TEST(CollectFields, OpensAFragmentOnce) {
  EXPECT_EQ(collected("Dog", "{dog{...F ...F name}} fragment F on Dog{name}"), "name*2");
  EXPECT_EQ(
      collected("Dog", "{dog{...F}} fragment F on Dog{name ...G} fragment G on Dog{size ...F}"),
      "name*1 size*1");
}

TEST(CollectFields, SkipsAndIncludes) {
  EXPECT_EQ(collected("Dog",
                      "{dog{a: name @skip(if: true) b: name @skip(if: false) "
                      "c: name @include(if: true) d: name @include(if: false) "
                      "e: name @include(if: true) @skip(if: true)}}"),
            "b*1 c*1");
  const std::string text =
      "query($v: Boolean!){dog{...F @include(if: $v) ... @skip(if: $v){size}}} fragment F on "
      "Dog{name}";
  EXPECT_EQ(collected("Dog", text, {{.name = "v", .value = true}}), "name*1");
  EXPECT_EQ(collected("Dog", text, {{.name = "v", .value = false}}), "size*1");
  // A fragment that is left out in one place may be taken in another.
  EXPECT_EQ(collected("Dog", "{dog{...F @skip(if: true) ...F}} fragment F on Dog{name}"), "name*1");
  EXPECT_THAT(collected("Dog", "query($v: Boolean = true){dog{name @skip(if: $v)}}",
                        {{.name = "v", .value = Value()}}),
              HasSubstr("'if' of the directive 'skip' is not given or null"));
}

TEST(CollectFields, FollowsAChainOfFragmentsAsLongAsTheDocument) {
  std::string text = "{dog{...F0}}";
  for (int n = 0; n < 1'000; ++n)
    text += " fragment F" + std::to_string(n) + " on Dog{...F" + std::to_string(n + 1) + "}";
  EXPECT_EQ(collected("Dog", text + " fragment F1000 on Dog{name}"), "name*1");
}

}  // namespace
}  // namespace sangam::graphql

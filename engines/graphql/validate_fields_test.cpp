// §5.3 and §5.4: fields and arguments.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/testing/broken_rules.h"

namespace sangam::graphql {
namespace {

using testing::broken_rules;
using ::testing::HasSubstr;
using testing::problem_messages;

std::string in_dog(const std::string& selections) {
  return broken_rules("{dog{" + selections + "}}");
}
std::string in_pet(const std::string& selections) {
  return broken_rules("{pet{" + selections + "}}");
}
std::string in_arguments(const std::string& field) {
  return broken_rules("{arguments{" + field + "}}");
}

TEST(ValidateFields, AreThere) {
  EXPECT_EQ(in_dog("name nick: nickname __typename"), "valid");
  EXPECT_EQ(in_dog("meowVolume"), "field_selections 1:6");
  EXPECT_EQ(in_dog("barkVolume: kawVolume"), "field_selections 1:6");
  EXPECT_EQ(in_pet("name"), "valid");
  EXPECT_EQ(in_pet("nickname"), "field_selections 1:6");
  EXPECT_EQ(in_pet("... on Dog { nickname } ... on Cat { barkVolume }"), "field_selections 1:43");
  EXPECT_EQ(broken_rules("{ catOrDog { __typename } }"), "valid");
  EXPECT_EQ(broken_rules("{ catOrDog { name } }"), "field_selections 1:14");
  EXPECT_THAT(problem_messages("{ catOrDog { name } }"), HasSubstr("Of a union only __typename"));
  EXPECT_EQ(in_dog("__schema { types { name } }"), "field_selections 1:6");
  EXPECT_EQ(broken_rules("{ unknown { anything { below } } }"), "field_selections 1:3");
  EXPECT_EQ(broken_rules("{ dog { name } ...F } fragment F on Query { __type(name: 1) { nmae } }"),
            "values_of_correct_type 1:58, field_selections 1:63");
}

TEST(ValidateFields, LeavesHaveNoSelectionAndOthersHaveOne) {
  EXPECT_EQ(in_dog("barkVolume { sinceWhen }"), "leaf_field_selections 1:19");
  EXPECT_EQ(broken_rules("{ dog }"), "leaf_field_selections 1:3");
  EXPECT_EQ(broken_rules("{ pet catOrDog }"),
            "leaf_field_selections 1:3, leaf_field_selections 1:7");
  EXPECT_EQ(in_arguments("enumArg { SIT }"), "leaf_field_selections 1:22");
}

TEST(ValidateMerging, TheSameFieldMayComeAgain) {
  EXPECT_EQ(in_dog("name name"), "valid");
  EXPECT_EQ(in_dog("other: name other: name"), "valid");
  EXPECT_EQ(in_dog("isTrained(atOther: true) isTrained(atOther: true)"), "valid");
  EXPECT_EQ(in_dog("owner { id } owner { name }"), "valid");
  EXPECT_EQ(broken_rules("{ a: parties(first: 1, filter: {limit: 1, name: \"x\"}) { id } "
                         "a: parties(filter: {name: \"x\", limit: 1}, first: 1) { id } }"),
            "valid");
  EXPECT_EQ(in_dog("name @include(if: true) name @include(if: false)"), "valid");
}

TEST(ValidateMerging, OtherFieldsNeedOtherKeys) {
  EXPECT_EQ(in_dog("name: nickname name"), "field_selection_merging 1:6");
  EXPECT_EQ(problem_messages("{dog{name: nickname name}}"),
            "Two fields 'name' cannot be merged: 'nickname' and 'name' are different fields. Give "
            "one of them another alias.");
  EXPECT_EQ(in_dog("isTrained(atOther: true) isTrained(atOther: false)"),
            "field_selection_merging 1:6");
  EXPECT_EQ(in_dog("isTrained(atOther: true) isTrained"), "field_selection_merging 1:6");
  EXPECT_EQ(
      broken_rules("query($a: Boolean) {dog{isTrained(atOther: $a) isTrained(atOther: true)}}"),
      "field_selection_merging 1:25");
  EXPECT_EQ(broken_rules("{ a: parties(filter: {limit: 1, ids: [1, 2]}) { id } "
                         "a: parties(filter: {limit: 1, ids: [2, 1]}) { id } }"),
            "field_selection_merging 1:3");
  // A text is not the number that looks like it.
  EXPECT_EQ(broken_rules("{ a: person(id: 1) { id } a: person(id: \"1\") { id } }"),
            "field_selection_merging 1:3");
}

TEST(ValidateMerging, LooksThroughFragments) {
  EXPECT_EQ(broken_rules("{ dog { ...A ...B } } fragment A on Dog { x: name } "
                         "fragment B on Dog { x: nickname }"),
            "field_selection_merging 1:43");
  EXPECT_EQ(broken_rules("{ a: dog { x: name } a: dog { ... { x: nickname } } }"),
            "field_selection_merging 1:12");
  EXPECT_EQ(broken_rules("{ dog { owner { ...A } ...B } } fragment A on Person { x: id } "
                         "fragment B on Dog { owner { x: name } }"),
            "field_selection_merging 1:56");
  // Also in fragments that nothing spreads.
  EXPECT_EQ(broken_rules("{ dog { name } } fragment A on Dog { x: name x: nickname }"),
            "fragments_must_be_used 1:18, field_selection_merging 1:38");
}

TEST(ValidateMerging, DifferentObjectsNeverMeet) {
  EXPECT_EQ(in_pet("... on Dog { volume: barkVolume } ... on Cat { volume: meowVolume }"), "valid");
  EXPECT_EQ(in_pet("... on Dog { doesKnow(command: SIT) } ... on Cat { doesKnow(command: JUMP) }"),
            "valid");
  // But an interface meets all of them.
  EXPECT_EQ(in_pet("... on Dog { name: nickname } ... on Pet { name }"),
            "field_selection_merging 1:19");
  EXPECT_EQ(in_pet("... on Dog { x: nickname } ... on Cat { x: name } ... on Pet { x: name }"),
            "field_selection_merging 1:19, field_selection_merging 1:19");
}

TEST(ValidateMerging, ResultsHaveTheSameShapeEvenThen) {
  EXPECT_EQ(in_pet("... on Dog { some: barkVolume } ... on Cat { some: nickname }"),
            "field_selection_merging 1:19");
  EXPECT_EQ(problem_messages("{pet{... on Dog { size } ... on Cat { size }}}"),
            "Two fields 'size' cannot be merged: they have different types, 'Int' and 'String'. "
            "Give one of them another alias.");
  // Nullable or not.
  EXPECT_EQ(in_pet("... on Dog { x: nickname } ... on Cat { x: name }"),
            "field_selection_merging 1:19");
  EXPECT_EQ(in_pet("... on Dog { enemy { name } } ... on Cat { enemy { name } }"),
            "field_selection_merging 1:19");
  // Lists or not.
  EXPECT_EQ(
      broken_rules(
          "{ dogOrPerson { ... on Dog { x: owner { id } } ... on Person { x: friends { id } } } }"),
      "field_selection_merging 1:30");
  // Deeper: what both select must have the same shape too.
  EXPECT_EQ(broken_rules("{ dogOrPerson { ... on Dog { x: owner { y: name } } "
                         "... on Person { x: pet { y: owner { id } } } } }"),
            "field_selection_merging 1:41");
  EXPECT_EQ(broken_rules("{ dogOrPerson { ... on Dog { x: owner { y: name } } "
                         "... on Person { x: pet { y: name } } } }"),
            "valid");
}

TEST(ValidateMerging, ComparesNoMoreThanTheSpecificationDoes) {
  // The first and the last field meet only by way of the middle one, which fits both.
  EXPECT_EQ(broken_rules("{ a: dog { owner { ...S id } } b: dog { owner { ...S x: id } } "
                         "c: dog { owner { ...S x: name } } } fragment S on Person { born }"),
            "valid");
}

TEST(ValidateArguments, AreKnown) {
  EXPECT_EQ(in_dog("doesKnow(command: SIT)"), "valid");
  EXPECT_EQ(in_dog("doesKnow(command: SIT, clearly: true)"), "argument_names 1:29");
  EXPECT_EQ(in_dog("name @include(unless: false, if: true)"), "argument_names 1:20");
  EXPECT_THAT(problem_messages("{dog{isTrained(atOhter: true)}}"),
              HasSubstr("There is no argument 'atOhter' of the field 'isTrained'. Did you mean "
                        "'atOther'?"));
}

TEST(ValidateArguments, AreUnique) {
  EXPECT_EQ(in_dog("isTrained(atOther: true, atOther: true)"), "argument_uniqueness 1:16");
  EXPECT_EQ(in_dog("name @skip(if: true, if: true)"), "argument_uniqueness 1:17");
}

TEST(ValidateArguments, AreThereWhenRequired) {
  EXPECT_EQ(in_arguments("multipleReqs(y: 1, x: 2)"), "valid");
  EXPECT_EQ(in_arguments("multipleReqs(x: 2)"), "required_arguments 1:12");
  EXPECT_EQ(in_arguments("multipleReqs"), "required_arguments 1:12, required_arguments 1:12");
  EXPECT_EQ(in_arguments("booleanArg optionalNonNullBooleanArg"), "valid");
  EXPECT_EQ(in_arguments("nonNullBooleanArg"), "required_arguments 1:12");
  EXPECT_EQ(in_dog("name @skip"), "required_arguments 1:11");
}

}  // namespace
}  // namespace sangam::graphql

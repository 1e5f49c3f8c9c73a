#include "engines/graphql/testing/sample_schema.h"

#include "base/assert.h"

namespace sangam::graphql::testing {

namespace {

Value::Object object(std::vector<std::pair<std::string, Value>> members) {
  Value::Object made;
  for (auto& [name, value] : members)
    made.push_back({.name = std::move(name), .value = std::move(value)});
  return made;
}

std::expected<Value, std::string> coerce_date(const Value& given) {
  const auto* text = given.get<std::string>();
  if (text == nullptr || text->size() != 10 || (*text)[4] != '-' || (*text)[7] != '-')
    return std::unexpected("A Date is a text like \"2026-01-31\".");
  return given;
}

void add_leaves(SchemaDraft& draft) {
  auto& date = draft.scalar("Date", "A day of the calendar.");
  date.specified_by = "https://scalars.example/date";
  date.coerce = coerce_date;
  draft.scalar("Json");
  auto& command = draft.enumeration("Command", "What a dog may obey.");
  command.value("SIT", "Down.").value("HEEL").value("DOWN");
  command.values.back().deprecated = "Say SIT.";
  draft.enumeration("CatCommand").value("JUMP");
}

void add_interfaces(SchemaDraft& draft) {
  draft.interface("Node", "Has an identity.").field("id", "ID!");
  auto& party = draft.interface("Party").implements("Node");
  party.field("id", "ID!");
  party.field("name", "String!")
      .argument({.name = "short", .type = "Boolean", .default_value = false});
  auto& pet = draft.interface("Pet");
  pet.field("name", "String!");
  pet.field("owner", "Person");
}

void add_parties(SchemaDraft& draft) {
  auto& person = draft.object("Person").implements("Node").implements("Party");
  person.field("id", "ID!");
  person.field("name", "String!")
      .argument({.name = "short", .type = "Boolean", .default_value = false});
  person.field("age", "Int").deprecate("No longer supported");
  person.field("born", "Date");
  person.field("friends", "[Person!]!", "Those who said so.")
      .argument({.name = "first", .type = "Int", .description = "How many.", .default_value = 10})
      .argument({.name = "after", .type = "ID", .deprecated = "There are no pages."})
      .sized_by("first", 10);
  person.field("pet", "Pet").costs(3);
  person.field("pets", "[Pet]");

  auto& company = draft.object("Company").implements("Party").implements("Node");
  company.field("id", "ID!");
  company.field("name", "String!")
      .argument({.name = "short", .type = "Boolean", .default_value = false})
      .argument({.name = "legal", .type = "Boolean"});
  company.field("employees", "[Person!]")
      .argument({.name = "first", .type = "Int"})
      .sized_by("first", 25);
  company.field("size", "Int!");
}

void add_pets(SchemaDraft& draft) {
  auto& dog = draft.object("Dog", "Barks.").implements("Pet");
  dog.field("name", "String!");
  dog.field("nickname", "String");
  dog.field("barkVolume", "Int");
  dog.field("size", "Int");
  dog.field("doesKnow", "Boolean!").argument({.name = "command", .type = "Command!"});
  dog.field("isTrained", "Boolean!").argument({.name = "atOther", .type = "Boolean"});
  dog.field("owner", "Person");
  dog.field("enemy", "Cat");

  auto& cat = draft.object("Cat").implements("Pet");
  cat.field("name", "String!");
  cat.field("nickname", "String");
  cat.field("meowVolume", "Int");
  cat.field("size", "String");
  cat.field("doesKnow", "Boolean!").argument({.name = "command", .type = "CatCommand!"});
  cat.field("owner", "Person");
  cat.field("enemy", "Dog!");
  draft.union_of("CatOrDog", {"Cat", "Dog"}, "Either.");
  draft.union_of("DogOrPerson", {"Dog", "Person"});
}

void add_inputs(SchemaDraft& draft) {
  auto& filter = draft.input_object("Filter", "Which are wanted.");
  filter.input({.name = "limit", .type = "Int!", .description = "At most."})
      .input({.name = "name", .type = "String"})
      .input({.name = "ids", .type = "[ID!]"})
      .input({.name = "grid", .type = "[[Int]]"})
      .input({.name = "command", .type = "Command", .default_value = "SIT"})
      .input({.name = "exact", .type = "Boolean!", .default_value = true})
      .input({.name = "day", .type = "Date"})
      .input({.name = "json", .type = "Json"})
      .input({.name = "inner", .type = "Filter"})
      .input({.name = "old", .type = "Int", .deprecated = "Say limit."});
}

void add_arguments(SchemaDraft& draft) {
  auto& arguments = draft.object("Arguments");
  arguments.field("multipleReqs", "Int!")
      .argument({.name = "x", .type = "Int!"})
      .argument({.name = "y", .type = "Int!"});
  arguments.field("intArg", "Int").argument({.name = "value", .type = "Int"});
  arguments.field("floatArg", "Float").argument({.name = "value", .type = "Float"});
  arguments.field("textArg", "String").argument({.name = "value", .type = "String"});
  arguments.field("idArg", "ID").argument({.name = "value", .type = "ID"});
  arguments.field("booleanArg", "Boolean").argument({.name = "value", .type = "Boolean"});
  arguments.field("nonNullBooleanArg", "Boolean!").argument({.name = "value", .type = "Boolean!"});
  arguments.field("optionalNonNullBooleanArg", "Boolean!")
      .argument({.name = "value", .type = "Boolean!", .default_value = false});
  arguments.field("listArg", "[Boolean!]").argument({.name = "value", .type = "[Boolean]!"});
  arguments.field("nonNullListArg", "[Boolean]").argument({.name = "value", .type = "[Boolean!]"});
  arguments.field("enumArg", "Command").argument({.name = "value", .type = "Command"});
  arguments.field("dateArg", "Date").argument({.name = "value", .type = "Date"});
  arguments.field("jsonArg", "Json").argument({.name = "value", .type = "Json"});
  arguments.field("filterArg", "String")
      .argument({.name = "value",
                 .type = "Filter",
                 .default_value = object({{"limit", 5}, {"command", "HEEL"}})});
}

void add_roots(SchemaDraft& draft) {
  auto& query = draft.object("Query");
  query.field("dog", "Dog");
  query.field("cat", "Cat");
  query.field("pet", "Pet");
  query.field("catOrDog", "CatOrDog");
  query.field("dogOrPerson", "DogOrPerson");
  query.field("person", "Person").argument({.name = "id", .type = "ID!"});
  query.field("node", "Node").argument({.name = "id", .type = "ID!"});
  query.field("parties", "[Party!]!")
      .argument({.name = "filter", .type = "Filter"})
      .argument({.name = "first", .type = "Int!", .default_value = 10})
      .costs(2)
      .sized_by("first", 10);
  query.field("company", "Company");
  query.field("arguments", "Arguments");
  draft.object("Mutation")
      .field("rename", "Person")
      .argument({.name = "id", .type = "ID!"})
      .argument({.name = "name", .type = "String!"});
  auto& message = draft.object("Message");
  message.field("body", "String");
  message.field("sender", "Person");
  auto& subscription = draft.object("Subscription");
  subscription.field("newMessage", "Message");
  subscription.field("newDog", "Dog");
}

void add_directives(SchemaDraft& draft) {
  using enum DirectiveLocation;
  draft.declared_directives.push_back(
      {.name = "cached",
       .description = "An answer may be as old as this.",
       .arguments = {{.name = "seconds", .type = "Int!", .default_value = 1}},
       .locations = {query, mutation, subscription, DirectiveLocation::field}});
  draft.declared_directives.push_back(
      {.name = "note",
       .arguments = {{.name = "text", .type = "String!"}, {.name = "filter", .type = "Filter"}},
       .locations = {query, DirectiveLocation::field, fragment_spread, fragment_definition,
                     inline_fragment, variable_definition},
       .repeatable = true});
}

}  // namespace

SchemaDraft sample_draft() {
  SchemaDraft draft;
  add_roots(draft);
  add_leaves(draft);
  add_interfaces(draft);
  add_parties(draft);
  add_pets(draft);
  add_inputs(draft);
  add_arguments(draft);
  add_directives(draft);
  return draft;
}

const Schema& sample_schema() {
  static const Schema schema = [] {
    auto built = Schema::build(sample_draft());
    SANGAM_ASSERT(built.has_value());
    return *std::move(built);
  }();
  return schema;
}

}  // namespace sangam::graphql::testing

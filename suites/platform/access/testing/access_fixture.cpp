#include "suites/platform/access/testing/access_fixture.h"

#include "base/assert.h"

namespace sangam::suites::platform::access::testing {

namespace {

store::Migrations with_access(store::Migrations further) {
  further.insert(further.begin(), schema());
  return further;
}

ModelText model_text(std::string_view text) {
  ModelText model;
  SANGAM_ASSERT(!ModelText::parse(text, model));
  return model;
}

template <class Named>
std::vector<Named> named(const std::vector<std::string>& texts) {
  std::vector<Named> all;
  for (const auto& text : texts) {
    const auto tuple = authorization::parse_tuple(text).value();
    Named one;
    one.object = ObjectText::of(tuple.object);
    one.relation = RelationText::of(tuple.relation);
    one.subject = SubjectText::of(tuple.subject);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

Task<PermissionFacts> SampleRoles::explain(api::Call& call, std::optional<UserId> user,
                                           std::string) {
  const bool may = !user && call.principal().id_text == "usr_ann";
  co_return PermissionFacts{call.principal().id_text, may, "As the sample says."};
}

AccessFixture::AccessFixture(store::Migrations further)
    : database_(with_access(std::move(further))) {
  declare(module_, access_);
}

api::Call::Parts AccessFixture::parts(std::string_view operation, std::int32_t tenant) {
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = std::make_shared<api::Tenant>();
  identity->tenant->number = tenant;
  identity->principal.id_text = principal_;
  identity->session.emplace().proven_at = proven_at_;
  const api::Operation* found = nullptr;
  for (const auto& one : module_.operations())
    if (one.name == operation) found = &one;
  SANGAM_ASSERT(found);
  return {.operation = found,
          .identity = identity,
          .request_id = "req_test",
          .remote_address = "10.0.0.1",
          .deadline = store::testing::soon(),
          .loop = &database_.loop(),
          .pools = {.app = &database_.pool(), .auth = &database_.pool()},
          .system_time = now_};
}

Task<TenantGraphPointer> AccessFixture::graph_of(Graphs& graphs, std::int32_t tenant) {
  api::Call call(parts("access.check", tenant));
  co_return co_await graphs.current(call);
}

void AccessFixture::set_model(std::string_view further) {
  call("access.model.set", access_.models, &Models::set,
       {model_text(std::string(kModel) + std::string(further)), std::nullopt});
}

std::vector<std::string> AccessFixture::model_problems(std::string_view text) {
  std::vector<std::string> all;
  try {
    call("access.model.set", access_.models, &Models::set, {model_text(text), std::nullopt});
  } catch (const Error& error) {
    for (const auto& field : error.fields)
      all.push_back(field.detail);
  }
  return all;
}

RelationsWritten AccessFixture::write(const std::vector<std::string>& touch,
                                      const std::vector<std::string>& remove) {
  return call("access.relations.write", access_.relations, &Relations::write,
              {named<RelationTuple>(touch), named<RelationName>(remove), std::nullopt});
}

void AccessFixture::write_if(const std::string& tuple, std::string_view condition) {
  auto touch = named<RelationTuple>({tuple});
  touch[0].condition = Text<1, 1000>::of(condition);
  call("access.relations.write", access_.relations, &Relations::write,
       {std::move(touch), std::nullopt, std::nullopt});
}

std::vector<std::string> AccessFixture::problem_of(const std::vector<std::string>& touch) {
  std::vector<std::string> all;
  try {
    write(touch);
  } catch (const Error& error) {
    for (const auto& field : error.fields)
      all.push_back(field.pointer + " " + field.code);
  }
  return all;
}

std::vector<StoredRelation> AccessFixture::list(ListRelations request) {
  return call("access.relations.list", access_.relations, &Relations::list, std::move(request))
      .items;
}

Outcome AccessFixture::may(std::string_view object, std::string_view relation,
                           std::string_view subject) {
  return may(object, relation, subject, access_);
}

Outcome AccessFixture::may(std::string_view object, std::string_view relation,
                           std::string_view subject, AccessModule& module) {
  return call("access.check", module.checks, &Checks::check,
              {ObjectText::of(object), RelationText::of(relation), SubjectText::of(subject),
               std::nullopt})
      .outcome;
}

}  // namespace sangam::suites::platform::access::testing

#include "kernel/graphql/prepare.h"

#include "engines/graphql/measure.h"
#include "engines/graphql/validate.h"

namespace sangam::graphql_door {

namespace {

using graphql::Problem;
using graphql::Rule;

// As Apollo's clients and servers say that a hash is not known (automatic persisted queries).
constexpr std::string_view kNotFound =
    R"({"message":"PersistedQueryNotFound",)"
    R"("extensions":{"code":"PERSISTED_QUERY_NOT_FOUND","status":404}})";

Refused refused(const Problem& problem, const telemetry::Trace& trace) {
  return {error_json(problem, {}, trace)};
}

Refused refused(const Error& error, const telemetry::Trace& trace) {
  return {error_json(error, {}, trace)};
}

Refused refused(std::span<const Problem> problems, const telemetry::Trace& trace) {
  Refused errors;
  for (const auto& problem : problems)
    errors.push_back(error_json(problem, {}, trace));
  return errors;
}

Problem too_much(const std::string& what, std::uint64_t is, std::uint64_t most) {
  return {.rule = Rule::limit,
          .message = "The operation has " + what + " " + std::to_string(is) + ", more than " +
                     std::to_string(most) + ".",
          .locations = {}};
}

}  // namespace

Preparing::Preparing(const Blueprint& blueprint, const Limits& limits)
    : blueprint_(blueprint), limits_(limits), documents_(limits.documents, limits.document_bytes) {}

std::expected<PreparedPointer, Refused> Preparing::prepare(const Request& request, bool known,
                                                           const telemetry::Trace& trace) {
  auto document = document_of(request, known, trace);
  if (!document) return std::unexpected(std::move(document.error()));
  auto prepared = std::make_unique<Prepared>();
  prepared->document = std::move(*document);
  prepared->operation = prepared->document->find_operation(request.operation_name);
  if (!prepared->operation)
    return std::unexpected(refused(
        Error{Code::invalid, request.operation_name.empty()
                                 ? "The document has several operations: operationName says which."
                                 : "The document has no operation of this name."},
        trace));
  auto variables = graphql::coerce_variables(blueprint_.schema(), *prepared->document,
                                             *prepared->operation, request.variables);
  if (!variables) return std::unexpected(refused(variables.error(), trace));
  prepared->variables = std::move(*variables);
  if (auto small = require_small(*prepared, may_introspect(known)); !small)
    return std::unexpected(refused(small.error(), trace));
  return prepared;
}

std::expected<DocumentPointer, Refused> Preparing::document_of(const Request& request, bool known,
                                                               const telemetry::Trace& trace) {
  if (request.query.empty()) {
    if (auto found = documents_.find_persisted(request.persisted)) return found;
    return std::unexpected(Refused{std::string(kNotFound)});
  }
  if (!request.persisted.empty() && sha256_text(request.query) != request.persisted)
    return std::unexpected(refused(
        Error{Code::invalid, "The hash of the persisted query is not that of `query`."}, trace));
  auto document = documents_.find(request.query);
  if (!document) {
    auto read_now = read(request, known, trace);
    if (!read_now) return read_now;
    document = std::move(*read_now);
  } else if (request.persisted.empty()) {
    return document;
  }
  documents_.keep(document, request.persisted);
  return document;
}

std::expected<DocumentPointer, Refused> Preparing::read(const Request& request, bool known,
                                                        const telemetry::Trace& trace) {
  auto document = graphql::parse(request.query, limits_.document);
  if (!document) return std::unexpected(refused(document.error(), trace));
  const auto problems =
      graphql::validate(blueprint_.schema(), *document, {.introspection = may_introspect(known)});
  if (!problems.empty()) return std::unexpected(refused(problems, trace));
  return std::make_shared<const graphql::Document>(std::move(*document));
}

bool Preparing::may_introspect(bool known) const noexcept {
  return limits_.introspection == Introspection::everyone ||
         (known && limits_.introspection == Introspection::signed_in);
}

std::expected<void, Problem> Preparing::require_small(const Prepared& prepared,
                                                      bool may_introspect) const {
  const auto scope = prepared.scope(blueprint_.schema());
  const auto& operation = *prepared.operation;
  const auto size = graphql::measure(scope, operation);
  if (size.fields > limits_.fields)
    return std::unexpected(too_much("a number of fields of", size.fields, limits_.fields));
  if (size.depth > limits_.depth)
    return std::unexpected(too_much("a depth of", size.depth, limits_.depth));
  if (size.cost > limits_.cost)
    return std::unexpected(too_much("a cost of", size.cost, limits_.cost));
  if (size.introspection_depth > limits_.introspection_depth)
    return std::unexpected(too_much("a depth of introspection of", size.introspection_depth,
                                    limits_.introspection_depth));
  const auto& root = *blueprint_.schema().root(operation.kind);
  const auto fields = graphql::collect_fields(scope, root, operation.selections);
  if (!fields)
    return std::unexpected(
        Problem{.rule = Rule::coercion, .message = fields.error().message, .locations = {}});
  if (fields->size() > limits_.operations)
    return std::unexpected(
        too_much("a number of fields of its root of", fields->size(), limits_.operations));
  for (const auto& field : *fields) {
    const auto name = field.first().name.text;
    if (!may_introspect && (name == "__schema" || name == "__type" || name == "_service"))
      return std::unexpected(Problem{.rule = Rule::introspection,
                                     .message = limits_.introspection == Introspection::nobody
                                                    ? "This server does not tell its schema."
                                                    : "Only who signed in may ask for the schema.",
                                     .locations = {}});
  }
  return {};
}

}  // namespace sangam::graphql_door

#pragma once

// Preparing: a request becomes an operation that is ready to be executed, or is refused: syntax,
// validation, variables, limits. Nothing is executed before.

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "engines/graphql/collect_fields.h"
#include "kernel/graphql/blueprint.h"
#include "kernel/graphql/document_store.h"
#include "kernel/graphql/limits.h"
#include "kernel/graphql/request.h"
#include "kernel/graphql/response_errors.h"

namespace sangam::graphql_door {

// Stays where it is: scopes point into it.
struct Prepared {
  DocumentPointer document;
  const graphql::Operation* operation = nullptr;
  graphql::Variables variables;

  graphql::Scope scope(const graphql::Schema& schema) const {
    return {schema, *document, variables};
  }
};
using PreparedPointer = std::unique_ptr<const Prepared>;

// Why it is refused: errors of a response, as JSON.
using Refused = std::vector<std::string>;

// Any thread.
class Preparing {
 public:
  // The blueprint outlives it.
  Preparing(const Blueprint& blueprint, const Limits& limits);

  // `known`: whether somebody signed in. O(document), and O(text) for one that is kept.
  std::expected<PreparedPointer, Refused> prepare(const Request& request, bool known,
                                                  const telemetry::Trace& trace);

  const DocumentStore& documents() const noexcept { return documents_; }

 private:
  std::expected<DocumentPointer, Refused> document_of(const Request& request, bool known,
                                                      const telemetry::Trace& trace);
  std::expected<DocumentPointer, Refused> read(const Request& request, bool known,
                                               const telemetry::Trace& trace);
  std::expected<void, graphql::Problem> require_small(const Prepared& prepared,
                                                      bool may_introspect) const;
  bool may_introspect(bool known) const noexcept;

  const Blueprint& blueprint_;
  const Limits limits_;
  DocumentStore documents_;
};

}  // namespace sangam::graphql_door

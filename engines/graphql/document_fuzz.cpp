// Feeds arbitrary text to the parser. What it takes is printed and read again, checked against a
// schema, and, when it is valid, measured, collected and asked of the schema itself.

#include "base/assert.h"
#include "engines/graphql/introspection.h"
#include "engines/graphql/measure.h"
#include "engines/graphql/parse.h"
#include "engines/graphql/print_document.h"
#include "engines/graphql/testing/sample_schema.h"
#include "engines/graphql/validate.h"

namespace sangam::graphql {
namespace {

void run(const Document& document, const Operation& operation) {
  const auto& schema = testing::sample_schema();
  const auto variables = coerce_variables(schema, document, operation, Value());
  if (!variables) {
    SANGAM_ASSERT(!variables.error().empty());
    return;
  }
  const Scope scope{schema, document, *variables};
  const auto size = measure(scope, operation);
  const auto fields = collect_fields(scope, *schema.root(operation.kind), operation.selections);
  if (!fields) return;
  SANGAM_ASSERT(fields->empty() || size.fields > 0);
  for (const auto& field : *fields) {
    const auto& first = field.first();
    const auto* definition = schema.find_field(*schema.root(operation.kind), first.name.text);
    SANGAM_ASSERT(definition != nullptr);
    const auto arguments =
        coerce_arguments(definition->arguments, first.arguments, *variables, first.position);
    if (!arguments) continue;
    for (const auto& argument : definition->arguments)
      SANGAM_ASSERT(!argument.type.is_non_null() ||
                    !Value(*arguments).find(argument.name)->is_null());
    if (first.name.text == "__schema" || first.name.text == "__type")
      static_cast<void>(introspect(scope, field, {.values = 2'000}));
  }
}

}  // namespace
}  // namespace sangam::graphql

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::graphql;
  const auto document = parse(std::string(reinterpret_cast<const char*>(data), size));
  if (!document) {
    const auto& problem = document.error();
    SANGAM_ASSERT(problem.locations.size() == 1 && !problem.message.empty());
    return 0;
  }
  const auto printed = print(*document);
  const auto again = parse(printed, {.bytes = printed.size(), .tokens = printed.size()});
  SANGAM_ASSERT(again && print(*again) == printed);
  const auto& schema = testing::sample_schema();
  const auto problems = validate(schema, *document);
  SANGAM_ASSERT(problems.size() <= ValidationOptions().problems);
  // Layout means nothing.
  SANGAM_ASSERT(validate(schema, *again).empty() == problems.empty());
  if (!problems.empty()) return 0;
  for (const auto& operation : document->operations())
    run(*document, operation);
  return 0;
}

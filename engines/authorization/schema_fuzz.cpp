// Feeds arbitrary text to the reader of schemas. What it takes can be asked anything: the text
// behind the first zero byte is a line of tuples, and every relation of what they name is checked.

#include "base/assert.h"
#include "engines/authorization/graph.h"

namespace {

using namespace sangam::authorization;

// Every value of the context is the text itself, where it can be read as one.
Context context_of(const Schema& schema, std::string_view text) {
  Context context(schema);
  for (const auto& variable : schema.environment().variables())
    SANGAM_ASSERT(context.set_text(variable.name, text) ||
                  variable.type.kind() != sangam::expression::Kind::text || text.size() > 1'000);
  return context;
}

void ask(const Graph& graph, const Tuple& tuple) {
  const auto context = context_of(graph.schema(), tuple.object.substr(tuple.object.find(':') + 1));
  constexpr Limits kFew{.depth = 8, .steps = 200};
  const Question question{tuple.object, tuple.relation, tuple.subject};
  const auto outcome = graph.check(question, context, kFew);
  const auto explained = graph.explain(question, context, kFew);
  if (outcome && explained) SANGAM_ASSERT(explained->outcome == *outcome);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto zero = text.find('\0');
  const auto schema = Schema::parse(text.substr(0, zero));
  if (!schema) {
    for (const auto& fault : schema.error())
      SANGAM_ASSERT(!to_text(fault, text.substr(0, zero)).empty());
    return 0;
  }
  if (zero == text.npos) return 0;
  Graph graph(*schema, {});
  std::vector<Tuple> tuples;
  for (auto rest = text.substr(zero + 1); !rest.empty() && tuples.size() < 50;) {
    const auto end = std::min(rest.find('\n'), rest.size());
    if (const auto tuple = parse_tuple(rest.substr(0, end))) {
      SANGAM_ASSERT(to_text(*tuple) == rest.substr(0, end));
      SANGAM_ASSERT(!Graph::validate(**schema, *tuple) == graph.touch(*tuple).has_value());
      tuples.push_back(*tuple);
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const auto& tuple : tuples)
    ask(graph, tuple);
  for (const auto& tuple : tuples)
    graph.remove(tuple);
  SANGAM_ASSERT(graph.size() == 0);
  return 0;
}

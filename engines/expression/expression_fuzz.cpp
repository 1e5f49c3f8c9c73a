// Feeds arbitrary text to the compiler, with and without checks, and runs what it takes. What is
// checked never fails for a type that was known before.

#include "base/assert.h"
#include "engines/expression/expression.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::expression;
  static const auto environment = [](Checks checks) {
    Environment made(checks);
    made.variable("n", Kind::integer).variable("t", Kind::text).variable("d", Type());
    return made;
  };
  static const Environment checked = environment(Checks::types);
  static const Environment unchecked = environment(Checks::none);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Value values[] = {std::int64_t{7}, "text", Value::list({1.5, "x"})};
  for (const auto* one : {&checked, &unchecked}) {
    const auto compiled = Expression::compile(text, *one);
    if (!compiled) {
      for (const auto& fault : compiled.error())
        SANGAM_ASSERT(fault.position <= text.size() && !to_text(fault, text).empty());
      continue;
    }
    const auto result = compiled->run(values, 2'000);
    if (one == &unchecked || result.failed()) continue;
    const auto kind = compiled->type().kind();
    SANGAM_ASSERT(kind == Kind::dynamic || kind == result.kind() || result.is<Null>());
  }
  return 0;
}

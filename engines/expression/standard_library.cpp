#include "engines/expression/standard_library.h"

namespace sangam::expression {

std::vector<Function> standard_library() {
  std::vector<Function> all;
  for (auto group : {arithmetic_functions, comparison_functions, container_functions,
                     conversion_functions, text_functions, text_format_functions, time_functions,
                     optional_functions, math_functions, encoder_functions})
    for (auto& function : group())
      all.push_back(std::move(function));
  return all;
}

Value no_overload(std::string_view function, Arguments arguments) {
  std::string text = "no such overload: " + std::string(function) + "(";
  for (std::size_t i = 0; i < arguments.size(); ++i)
    text += (i ? ", " : "") + arguments[i].type_name();
  return Value::failure(text + ")");
}

Value too_long() { return Value::failure("a text has more than a million bytes"); }

}  // namespace sangam::expression

#pragma once

// Arguments of a statement in PostgreSQL's text format. Any described scalar, an optional of one
// (empty is NULL), or a vector of scalars (an array). Formatted when the statement is called, so
// the values need not live on.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/scalars.h"

namespace sangam::store {

// The values of one execution. A value type; one buffer whatever the number of arguments.
class Parameters {
 public:
  Parameters() = default;

  // `first`, when not zero, is the tenant and becomes $1.
  template <class... Args>
  static Parameters of(std::int32_t tenant, const Args&... args) {
    Parameters parameters;
    parameters.offsets_.reserve(sizeof...(args) + 1);
    if (tenant != 0) parameters.add(tenant);
    (parameters.add(args), ...);
    return parameters;
  }

  template <class T>
  void add(const T& value) {
    if constexpr (std::is_convertible_v<const T&, std::string_view> &&
                  !requires { Scalar<T>::kShape; })
      add_text(value);
    else add_value(type_of<T>, &value);
  }
  void add_text(std::string_view text);
  void add_null();

  std::size_t size() const noexcept { return offsets_.size(); }
  // Pointers into the buffer, null for NULL; valid until the next change.
  void pointers(std::vector<const char*>& out) const;

 private:
  void add_value(const Type& type, const void* value);

  std::string text_;                   // values, each ended by NUL
  std::vector<std::int64_t> offsets_;  // into text_; -1 is NULL
};

// Appends a list of scalars or optional scalars as an array literal: {"a","b",NULL}.
void format_array(const Type& list, const void* value, std::string& out);
// Reads an array literal of one dimension into a list; false when it is not one.
bool parse_array(const Type& list, std::string_view literal, void* value);

}  // namespace sangam::store

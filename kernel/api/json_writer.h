#pragma once

// Writing described values as JSON (RFC 8259), compact, straight into one string. Empty optionals
// are left out. O(bytes).

#include <string>
#include <string_view>

#include "base/describe.h"

namespace sangam::api {

void write_json(const Type& type, const void* value, std::string& out);

template <class T>
std::string to_json(const T& value) {
  std::string out;
  write_json(type_of<T>, &value, out);
  return out;
}

}  // namespace sangam::api

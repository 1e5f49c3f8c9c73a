#pragma once

// What `sangam call` says of operations: the list, and one operation with its fields.

#include <span>
#include <string>
#include <vector>

#include "kernel/api/operation.h"

namespace sangam::apps::client {

std::string list_operations(std::span<const api::Operation* const> operations);
std::string explain_operation(const api::Operation& operation);

// A field one can name on the command line: "price", "owner.email", "transfers.0.amount".
struct FieldLine {
  std::string path;
  std::string type;  // "text, 1 to 20", "amount", "one of a, b"
  std::string text;
  bool required = false;
  std::vector<std::string> values;  // of an enumeration
};
std::vector<FieldLine> field_lines(const api::Operation& operation);

}  // namespace sangam::apps::client

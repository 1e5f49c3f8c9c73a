#pragma once

// What `sangam call` says of operations: the list, and one operation with its fields.

#include <span>
#include <string>
#include <vector>

#include "apps/sangam/client/call_options.h"
#include "kernel/api/operation.h"

namespace sangam::apps::client {

// A heading a module ("ledger"), its operations below it.
std::string list_operations(std::span<const api::Operation* const> operations);
// Its fields by whether they must be given, then the options that fit it, and an example.
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

// The options of the command line that mean something for this operation.
std::vector<const OwnOption*> options_for(const api::Operation& operation);
// Whether it is a list that comes in pages.
bool has_pages(const api::Operation& operation);

}  // namespace sangam::apps::client

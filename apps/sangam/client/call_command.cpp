#include "apps/sangam/client/call_command.h"

#include <algorithm>
#include <cstdio>

#include "apps/sangam/client/call_help.h"
#include "apps/sangam/client/call_options.h"
#include "apps/sangam/client/call_runner.h"
#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/nearest.h"
#include "apps/sangam/client/table.h"
#include "kernel/api/request_fields.h"

namespace sangam::apps::client {

namespace {

constexpr const char* kUsage =
    "sangam call NAME --field value …   runs an operation on a running server\n"
    "sangam call --list                 names all operations\n"
    "sangam call NAME --help            explains one and its fields\n"
    "\n"
    "Amounts are \"12.50 INR\", lists repeat their field, nested fields have dots. Behind NAME a "
    "field\n"
    "goes before an option of the same name; options may also stand in front of it.\n";

constexpr const char* kRest =
    "\n"
    "SANGAM_CA names a PEM file of who signed the server's certificate, when the system does not "
    "know.\n";

int usage_error(const std::string& reason) {
  std::fprintf(stderr, "sangam call: %s\n", reason.c_str());
  return kExitUsage;
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string usage() {
  std::string text = kUsage;
  std::string_view group;
  std::vector<std::vector<Cell>> rows;
  const auto flush = [&] {
    if (!rows.empty()) text += "\n" + std::string(group) + ":\n" + format_table(rows);
    rows.clear();
  };
  for (const auto& option : own_options()) {
    if (option.group != group) flush();
    group = option.group;
    std::string name = "  --" + std::string(option.name);
    if (!option.value.empty()) name.append(" ").append(option.value);
    rows.push_back({{std::move(name)}, {std::string(option.text)}});
  }
  flush();
  text += kRest;
  rows.clear();
  for (const auto& exit : exit_codes())
    rows.push_back({{"  " + std::to_string(exit.code), true}, {std::string(exit.text)}});
  return text + "\nExit code:\n" + format_table(rows);
}

const api::Operation* find(std::span<const api::Operation* const> operations,
                           std::string_view name) {
  const auto found = std::ranges::find_if(
      operations, [&](const api::Operation* operation) { return operation->name == name; });
  return found == operations.end() ? nullptr : *found;
}

int unknown(std::span<const api::Operation* const> operations, const std::string& name) {
  std::vector<std::string> names;
  for (const auto* operation : operations)
    names.push_back(operation->name);
  const auto meant = do_you_mean(name, names);
  return usage_error("there is no operation " + name + meant + (meant.empty() ? "; see" : " See") +
                     " sangam call --list");
}

}  // namespace

int run_call_command(std::span<const api::Operation* const> operations,
                     std::span<const std::string> args) {
  const auto is_field = [&](std::string_view name, std::string_view field) {
    const auto* operation = find(operations, name);
    if (!operation) return false;
    const auto fields = api::request_fields(*operation);
    return std::ranges::any_of(fields, [&](const auto& one) { return one.field->name == field; });
  };
  const auto options = parse_call(args, is_field);
  if (!options) return usage_error(options.error());
  if (options->list) {
    print(list_operations(operations));
    return kExitDone;
  }
  if (options->operation.empty()) {
    print(usage());
    return kExitDone;
  }
  const auto* operation = find(operations, options->operation);
  if (!operation) return unknown(operations, options->operation);
  if (options->help) {
    print(explain_operation(*operation));
    return kExitDone;
  }
  try {
    return run_call(*operation, *options);
  } catch (const ClientError& error) {
    std::fprintf(stderr, "sangam call: %s\n", error.what());
    if (error.exit_code == kExitInvalid)
      std::fprintf(stderr, "  sangam call %s --help explains the fields\n",
                   operation->name.c_str());
    return error.exit_code;
  }
}

}  // namespace sangam::apps::client

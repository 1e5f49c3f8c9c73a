#include "apps/sangam/client/manual.h"

#include <algorithm>
#include <vector>

#include "apps/sangam/client/call_options.h"
#include "apps/sangam/client/exit_code.h"

namespace sangam::apps::client {

namespace {

using command_line::CommandDescription;

struct Entry {
  std::string_view name;
  std::string_view text;
};

constexpr Entry kVariables[] = {
    {"SANGAM_PROFILE", "The profile to use, in place of the current one"},
    {"SANGAM_URL", "The server, in place of a profile's"},
    {"SANGAM_API_KEY", "An API key for that server"},
    {"SANGAM_DATA", "The data directory of a demo server, whose demo.json names it and a key"},
    {"SANGAM_CA", "A PEM file of who signed the server's certificate"},
    {"NO_COLOR", "Any value: no colours"},
    {"XDG_CONFIG_HOME", "Where profiles are kept, in a folder sangam; ~/.config unless set"},
};

constexpr Entry kExamples[] = {
    {"sangam login https://sangam.example", "Signs in, in a browser on any device."},
    {"sangam call ledger.accounts.list --ledger ledg_… --all --output csv", "A whole list."},
    {"sangam call ledger.accounts.list --ledger ledg_… --query '/items/*/id'", "Only its ids."},
    {"sangam tail --type ledger.transfers.posted --since 1h", "What happened, and what happens."},
    {"source <(sangam completion bash)", "Completion, in this shell."},
};

class Page {
 public:
  void line(std::string_view text) { text_.append(text).append("\n"); }
  void section(std::string_view name) {
    line(".SH " + std::string(name));
    begun_ = true;
  }
  void heading(std::string_view name) {
    line(".SS " + roff_text(name));
    begun_ = true;
  }
  void paragraph(std::string_view text) {
    if (!begun_) line(".PP");
    line(roff_text(text));
    begun_ = false;
  }
  // What is bold, what stands for a value, and what it means.
  void term(std::string_view name, std::string_view value, std::string_view text) {
    begun_ = false;
    line(".TP");
    std::string head = "\\fB" + roff_text(name) + "\\fR";
    if (!value.empty()) head += " \\fI" + roff_text(value) + "\\fR";
    line(head);
    line(roff_text(text.empty() ? "." : text));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool begun_ = false;  // a section, with nothing in it yet
};

void add_command(const CommandDescription& command, const std::string& before, Page& page) {
  const auto name = before + command.name;
  std::string positions;
  for (const auto& option : command.options)
    if (option.is_position()) positions.append(positions.empty() ? "" : " ").append(option.name);
  page.term(name, positions, command.text);
  const bool has_options = std::ranges::any_of(
      command.options, [](const auto& option) { return !option.is_position(); });
  if (has_options) {
    page.line(".RS");
    for (const auto& option : command.options)
      if (!option.is_position()) page.term(option.name, option.value, option.text);
    page.line(".RE");
  }
  for (const auto& inner : command.subcommands)
    add_command(inner, name + " ", page);
}

void add_commands(const CommandDescription& program, Page& page) {
  page.section("COMMANDS");
  std::vector<std::string> groups;
  for (const auto& command : program.subcommands)
    if (std::ranges::find(groups, command.group) == groups.end()) groups.push_back(command.group);
  for (const auto& group : groups) {
    page.heading(group);
    for (const auto& command : program.subcommands)
      if (command.group == group) add_command(command, "sangam ", page);
  }
}

void add_call(Page& page) {
  page.section("CALLING OPERATIONS");
  page.paragraph(
      "Every operation of the server can be called by its name; a field of it is an option. An "
      "amount is \"12.50 INR\", a list repeats its option, a field inside another has dots: "
      "--owner.email, --transfers.0.amount. Behind the name a field goes before an option of the "
      "same name; options may also stand in front of it.");
  std::string_view group;
  for (const auto& option : own_options()) {
    if (option.group != group) page.heading(option.group);
    group = option.group;
    page.term("--" + std::string(option.name), option.value, option.text);
  }
}

void add_operations(std::span<const api::Operation* const> operations, Page& page) {
  std::vector<const api::Operation*> sorted(operations.begin(), operations.end());
  std::ranges::sort(sorted, {}, [](const auto* operation) { return operation->name; });
  page.section("OPERATIONS");
  page.paragraph("sangam call NAME --help explains one and its fields.");
  std::string module;
  for (const auto* operation : sorted) {
    const auto of = operation->name.substr(0, operation->name.find('.'));
    if (of != module) page.heading(of);
    module = of;
    page.term(operation->name, "", operation->summary);
  }
}

void add_list(std::string_view section, std::span<const Entry> entries, Page& page) {
  page.section(section);
  for (const auto& entry : entries)
    page.term(entry.name, "", entry.text);
}

}  // namespace

std::string roff_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    // A full stop or an apostrophe that begins a line would be a request.
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if (c == '\'') out += "\\(aq";
    else out += c;
  }
  return out;
}

std::string manual(const CommandDescription& program,
                   std::span<const api::Operation* const> operations) {
  Page page;
  page.line(".TH SANGAM 1 \"\" \"Sangam\" \"User Commands\"");
  page.section("NAME");
  page.line("sangam \\- " + roff_text(program.text));
  page.section("SYNOPSIS");
  page.line("\\fBsangam\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...");
  page.line(".br");
  page.line("\\fBsangam call\\fR \\fIOPERATION\\fR [\\fB\\-\\-FIELD\\fR \\fIVALUE\\fR]...");
  page.section("DESCRIPTION");
  page.paragraph("One program: the server, and everything that is done with one.");
  add_commands(program, page);
  add_call(page);
  add_operations(operations, page);
  add_list("ENVIRONMENT", kVariables, page);
  page.section("FILES");
  page.term("~/.config/sangam/profiles.json", "",
            "Servers and credentials; only its owner may read it (mode 0600).");
  page.section("EXIT STATUS");
  page.paragraph("Of commands that work with a server:");
  for (const auto& exit : exit_codes())
    page.term(std::to_string(exit.code), "", exit.text);
  add_list("EXAMPLES", kExamples, page);
  return page.take();
}

}  // namespace sangam::apps::client

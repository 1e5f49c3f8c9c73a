#pragma once

// Prompts: texts that a module offers to those who work with an agent, to begin from. Doors for
// agents list them and fill in what the person chose; the agent then does what it may do anyway.
//
//   module.prompt({.name = "ledger.explain_account", .title = "Explain an account", …,
//                  .text = "Explain the account {account} …"});

#include <string>
#include <string_view>
#include <vector>

namespace sangam::api {

struct PromptArgument {
  std::string name;
  std::string description;
  bool required = true;
  std::vector<std::string> options = {};  // values to choose from; empty: any text
};

struct Prompt {
  std::string name;  // "ledger.explain_account"
  std::string title;
  std::string description;
  std::string permission;  // of what the text makes an agent do; empty: anybody signed in
  std::vector<PromptArgument> arguments;
  std::string text;  // "{argument}" stands for what was chosen; empty where nothing was
};

}  // namespace sangam::api

#include "apps/sangam/client/completion_command.h"

#include <cstdio>

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/exit_code.h"
#include "apps/sangam/client/profiles.h"

namespace sangam::apps::client {

namespace {

constexpr const char* kBashScript = R"bash(# sangam completion bash
_sangam() {
  local IFS=$'\n'
  local typed=("${COMP_WORDS[@]:1:COMP_CWORD-1}")
  COMPREPLY=($(compgen -W "$(sangam completion words "${typed[@]}" 2>/dev/null)" -- \
    "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _sangam sangam
)bash";

constexpr const char* kZshScript = R"zsh(#compdef sangam
# sangam completion zsh
_sangam() {
  local -a found
  local line
  for line in "${(@f)$(sangam completion described "${(@)words[2,CURRENT-1]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  if (( ${#found} )); then
    _describe -t words sangam found
  else
    _files
  fi
}
compdef _sangam sangam
)zsh";

constexpr const char* kFishScript = R"fish(# sangam completion fish
function __sangam_words
  set -l typed (commandline -opc)
  set -e typed[1]
  sangam completion described $typed 2>/dev/null
end
complete -c sangam -f -n 'test (count (__sangam_words)) -gt 0' -a '(__sangam_words)'
)fish";

const char* script_of(const std::string& shell) {
  if (shell == "bash") return kBashScript;
  if (shell == "zsh") return kZshScript;
  if (shell == "fish") return kFishScript;
  return nullptr;
}

// Nothing where they cannot be read: nobody who types wants to know why.
std::vector<std::string> profile_names() {
  std::vector<std::string> names;
  try {
    for (auto& profile : ProfileStore(ProfileStore::default_folder()).read().all)
      names.push_back(std::move(profile.name));
  } catch (const ClientError&) {
    names.clear();
  }
  return names;
}

}  // namespace

int run_completion_command(const command_line::CommandDescription& program,
                           std::span<const api::Operation* const> operations,
                           std::span<const std::string> args) {
  if (args.size() == 1 && script_of(args.front())) {
    std::fputs(script_of(args.front()), stdout);
    return kExitDone;
  }
  const bool described = !args.empty() && args.front() == "described";
  if (!described && (args.empty() || args.front() != "words")) {
    const bool asked = !args.empty() && (args.front() == "--help" || args.front() == "-h");
    std::fputs(
        "sangam completion bash|zsh|fish   prints a script for the shell\n"
        "  bash: source <(sangam completion bash)\n"
        "  zsh:  source <(sangam completion zsh), after compinit\n"
        "  fish: sangam completion fish | source\n",
        asked ? stdout : stderr);
    return asked ? kExitDone : kExitUsage;
  }
  for (const auto& [word, text] :
       words_after(program, operations, args.subspan(1), profile_names()))
    if (described && !text.empty()) std::printf("%s\t%s\n", word.c_str(), text.c_str());
    else std::printf("%s\n", word.c_str());
  return kExitDone;
}

}  // namespace sangam::apps::client

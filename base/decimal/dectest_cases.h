#pragma once

// Reader of .decTest files (M. Cowlishaw, "General Decimal Arithmetic: Testcases", version 2):
// lines of `directive: value`, and cases `id operation operands -> result conditions`. Only for
// tests.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal/decimal_context.h"

namespace sangam::dectest {

struct Case {
  std::string id;
  std::string operation;  // lower case
  std::vector<std::string> operands;
  std::string result;
  std::vector<std::string> conditions;  // lower case, sorted
  DecimalContext context;

  // Operands or results written as the bits of a storage format, or with no operand at all.
  bool is_encoded() const {
    const auto encoded = [](const std::string& text) { return text.contains('#'); };
    return encoded(result) || std::ranges::any_of(operands, encoded);
  }
};

inline std::string lower(std::string text) {
  for (char& character : text) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
  }
  return text;
}

struct Token {
  std::string text;
  bool quoted = false;
};

// Splits at blanks; a token may be quoted by ' or ", doubled inside. "--" starts a comment.
inline std::vector<Token> tokens_of(std::string_view line) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < line.size();) {
    const char first = line[at];
    if (first == ' ' || first == '\t' || first == '\r') {
      ++at;
    } else if (line.substr(at).starts_with("--")) {
      break;
    } else if (first == '\'' || first == '"') {
      Token token{{}, true};
      for (++at; at < line.size(); ++at) {
        if (line[at] == first && !(at + 1 < line.size() && line[++at] == first)) break;
        token.text += line[at];
      }
      if (at < line.size() && line[at] == first) ++at;
      tokens.push_back(std::move(token));
    } else {
      const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
      tokens.push_back({std::string(line.substr(at, end - at)), false});
      at = end;
    }
  }
  return tokens;
}

inline Rounding rounding_named(const std::string& name) {
  static const std::map<std::string, Rounding> kNames = {{"ceiling", Rounding::ceiling},
                                                         {"down", Rounding::down},
                                                         {"floor", Rounding::floor},
                                                         {"half_down", Rounding::half_down},
                                                         {"half_even", Rounding::half_even},
                                                         {"half_up", Rounding::half_up},
                                                         {"up", Rounding::up},
                                                         {"05up", Rounding::zero_five_up}};
  return kNames.at(name);
}

inline void apply_directive(const std::string& name, const std::string& value,
                            DecimalContext& context) {
  if (name == "precision:") context.precision = std::stoi(value);
  if (name == "maxexponent:") context.emax = std::stoi(value);
  if (name == "minexponent:") context.emin = std::stoi(value);
  if (name == "clamp:") context.clamp = value == "1";
  if (name == "rounding:") context.rounding = rounding_named(lower(value));
}

inline Case case_of(const std::vector<Token>& tokens, std::size_t arrow,
                    const DecimalContext& context) {
  Case one{tokens[0].text, lower(tokens[1].text), {}, tokens[arrow + 1].text, {}, context};
  for (std::size_t index = 2; index < arrow; ++index)
    one.operands.push_back(tokens[index].text);
  for (std::size_t index = arrow + 2; index < tokens.size(); ++index) {
    one.conditions.push_back(lower(tokens[index].text));
  }
  std::ranges::sort(one.conditions);
  one.conditions.erase(std::ranges::unique(one.conditions).begin(), one.conditions.end());
  return one;
}

inline void for_each_case(const std::filesystem::path& file,
                          const std::function<void(const Case&)>& visit) {
  std::ifstream input(file);
  DecimalContext context;
  for (std::string line; std::getline(input, line);) {
    const auto tokens = tokens_of(line);
    if (tokens.size() >= 2 && tokens[0].text.ends_with(':')) {
      apply_directive(lower(tokens[0].text), tokens[1].text, context);
      continue;
    }
    const auto arrow = std::ranges::find_if(
        tokens, [](const Token& token) { return !token.quoted && token.text == "->"; });
    if (tokens.size() < 4 || arrow == tokens.end() || arrow + 1 == tokens.end()) continue;
    visit(case_of(tokens, static_cast<std::size_t>(arrow - tokens.begin()), context));
  }
}

}  // namespace sangam::dectest

#include "kernel/gateway/firewall/engine/rule_engine.h"

#include <modsecurity/modsecurity.h>
#include <modsecurity/rule_message.h>
#include <modsecurity/rules_set.h>
#include <modsecurity/transaction.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "kernel/gateway/firewall/engine/directives.h"

namespace sangam::gateway::firewall {

namespace {

constexpr int kSomePort = 1024;
// Our rule against bodies that do not parse (directives.cpp).
constexpr int kBodyUnreadable = 200'002;

// Files of the rule set that are of no use here: exceptions for other people's programs, rules that
// keep a memory of addresses (ours are in the gateway's own lists), and those on responses.
constexpr std::string_view kLeftOut[] = {"REQUEST-903.", "REQUEST-910-", "REQUEST-912-",
                                         "RESPONSE-"};

bool is_used(const std::filesystem::path& file) {
  const auto name = file.filename().string();
  return file.extension() == ".conf" && std::ranges::none_of(kLeftOut, [&](std::string_view left) {
           return name.starts_with(left);
         });
}

// Their numbers give their order.
std::vector<std::filesystem::path> rule_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "rules", failure))
    if (is_used(entry.path())) files.push_back(entry.path());
  if (files.empty())
    throw std::runtime_error("There are no firewall rules in " + (folder / "rules").string());
  std::ranges::sort(files);
  return files;
}

// The text of a file of rules that look at the attributes of XML wherever they look at its text:
// Debian's rule set is older than the advisory that says why.
std::string rules_in(const std::filesystem::path& file) {
  constexpr std::string_view kText = "XML:/*";
  constexpr std::string_view kAttributes = "|XML://@*";
  std::ifstream stream(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(stream), {});
  if (!stream) throw std::runtime_error("The firewall's rules cannot be read: " + file.string());
  for (auto at = text.find(kText); at != std::string::npos; at = text.find(kText, at)) {
    at += kText.size();
    if (std::string_view(text).substr(at).starts_with(kAttributes)) continue;
    text.insert(at, kAttributes);
  }
  return text;
}

void note(void* data, const void* told) {
  if (data == nullptr || told == nullptr) return;
  auto& matches = *static_cast<std::vector<Match>*>(data);
  const auto& message = *static_cast<const modsecurity::RuleMessage*>(told);
  if (matches.size() < kMatchesMost)
    matches.push_back({std::to_string(message.m_ruleId), message.m_message});
}

// What an intervention owns is freed with it.
class Intervention {
 public:
  Intervention() {
    modsecurity::intervention::reset(&raw_);
    modsecurity::intervention::clean(&raw_);
  }
  ~Intervention() { modsecurity::intervention::free(&raw_); }
  Intervention(const Intervention&) = delete;
  Intervention& operator=(const Intervention&) = delete;

  bool asked_by(modsecurity::Transaction& transaction) {
    return transaction.intervention(&raw_) && raw_.disruptive != 0;
  }

 private:
  modsecurity::ModSecurityIntervention raw_{};
};

}  // namespace

struct RuleEngine::State {
  modsecurity::ModSecurity engine;
  // The library's own interface asks for one that may change; judging does not.
  mutable modsecurity::RulesSet rules;
  int size = 0;
};

RuleEngine::RuleEngine(const RuleEngineSettings& settings) : state_(std::make_unique<State>()) {
  auto& s = *state_;
  s.engine.setConnectorInformation("sangam");
  s.engine.setServerLogCb(&note, modsecurity::RuleMessageLogProperty);
  s.size = s.rules.load(directives(settings).c_str());
  for (const auto& file : rule_files(settings.folder)) {
    if (s.size < 0) break;
    // The name tells where the lists are that rules name.
    const int loaded = s.rules.load(rules_in(file).c_str(), file.string());
    s.size = loaded < 0 ? loaded : s.size + loaded;
  }
  if (s.size < 0)
    throw std::runtime_error("The firewall's rules cannot be read: " + s.rules.getParserError());
}

RuleEngine::~RuleEngine() = default;

int RuleEngine::size() const noexcept { return state_->size; }

Verdict RuleEngine::judge(const Message& message) const {
  Verdict verdict;
  modsecurity::Transaction transaction(&state_->engine, &state_->rules, &verdict.matches);
  Intervention intervention;
  if (message.body_cut) transaction.m_ruleRemoveById.push_back(kBodyUnreadable);
  transaction.processConnection(message.client.c_str(), kSomePort, "127.0.0.1", kSomePort);
  transaction.processURI(message.target.c_str(), message.method.c_str(), message.version.c_str());
  for (const auto& [name, value] : message.headers)
    transaction.addRequestHeader(name, value);
  transaction.processRequestHeaders();
  verdict.hostile = intervention.asked_by(transaction);
  if (message.with_body && !message.body.empty())
    transaction.appendRequestBody(reinterpret_cast<const unsigned char*>(message.body.data()),
                                  message.body.size());
  if (!verdict.hostile) {
    transaction.processRequestBody();
    verdict.hostile = intervention.asked_by(transaction);
  }
  return verdict;
}

}  // namespace sangam::gateway::firewall

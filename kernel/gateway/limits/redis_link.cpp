#include "kernel/gateway/limits/redis_link.h"

#include <fmt/format.h>
#include <hiredis/hiredis.h>

#include "base/assert.h"
#include "kernel/gateway/limits/lease_script.h"

namespace sangam::gateway::limits {

namespace {

constexpr std::string_view kKeyPrefix = "sangam:limit:";
constexpr std::size_t kNumbersAKey = 3;
constexpr int kMicrosecond = 1'000;

struct FreeContext {
  void operator()(redisContext* context) const noexcept { redisFree(context); }
};
struct FreeReply {
  void operator()(void* reply) const noexcept { freeReplyObject(reply); }
};
using Context = std::unique_ptr<redisContext, FreeContext>;
using Reply = std::unique_ptr<redisReply, FreeReply>;

Context begin(const RedisAddress& address) {
  return Context(address.host.empty() ? redisConnectUnixNonBlock(address.path.c_str())
                                      : redisConnectNonBlock(address.host.c_str(), address.port));
}

std::int64_t number_of(const redisReply& reply) { return reply.integer; }

}  // namespace

struct RedisLink::State {
  // What the next reply answers.
  enum class Step : std::uint8_t { connecting, password, database, script, idle, leases };

  explicit State(const RedisAddress& given) : address(given), context(begin(given)) {}

  RedisAddress address;
  Context context;
  Step step = Step::connecting;
  std::string script;  // its name, as Redis told
  std::size_t items = 0;
  bool unsent = true;  // at first: to learn whether it connected

  void command(std::vector<std::string_view> words);
  void greet();
  std::optional<std::string> flush();
  std::expected<std::optional<std::vector<LeaseGrant>>, std::string> read();
  std::expected<std::vector<LeaseGrant>, std::string> grants(const redisReply& reply) const;
};

void RedisLink::State::command(std::vector<std::string_view> words) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const auto word : words) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  redisAppendCommandArgv(context.get(), static_cast<int>(words.size()), texts.data(), sizes.data());
  unsent = true;
}

// The next thing to say before leases can be asked for.
void RedisLink::State::greet() {
  if (step == Step::connecting && !address.password.empty()) {
    step = Step::password;
    if (address.user.empty()) return command({"AUTH", address.password});
    return command({"AUTH", address.user, address.password});
  }
  if (step < Step::database && address.database != 0) {
    step = Step::database;
    return command({"SELECT", std::to_string(address.database)});
  }
  if (step < Step::script) {
    step = Step::script;
    return command({"SCRIPT", "LOAD", kLeaseScript});
  }
  step = Step::idle;
}

std::optional<std::string> RedisLink::State::flush() {
  int done = 0;
  if (redisBufferWrite(context.get(), &done) != REDIS_OK) return context->errstr;
  unsent = done == 0;
  return std::nullopt;
}

std::expected<std::vector<LeaseGrant>, std::string> RedisLink::State::grants(
    const redisReply& reply) const {
  if (reply.type != REDIS_REPLY_ARRAY || reply.elements != items * kNumbersAKey)
    return std::unexpected("an answer of another form");
  std::vector<LeaseGrant> all;
  for (std::size_t i = 0; i < reply.elements; i += kNumbersAKey)
    all.push_back({.granted = static_cast<std::int32_t>(number_of(*reply.element[i])),
                   .remaining = static_cast<std::int32_t>(number_of(*reply.element[i + 1])),
                   .wait_nanoseconds = number_of(*reply.element[i + 2]) * kMicrosecond});
  return all;
}

std::expected<std::optional<std::vector<LeaseGrant>>, std::string> RedisLink::State::read() {
  if (redisBufferRead(context.get()) != REDIS_OK) return std::unexpected(context->errstr);
  std::optional<std::vector<LeaseGrant>> granted;
  while (true) {
    void* next = nullptr;
    if (redisGetReplyFromReader(context.get(), &next) != REDIS_OK)
      return std::unexpected(context->errstr);
    if (next == nullptr) return granted;
    const Reply reply(static_cast<redisReply*>(next));
    if (reply->type == REDIS_REPLY_ERROR)
      return std::unexpected(std::string(reply->str, reply->len));
    if (step == Step::script) script.assign(reply->str, reply->len);
    if (step != Step::leases) {
      greet();
      continue;
    }
    auto all = grants(*reply);
    if (!all) return std::unexpected(all.error());
    step = Step::idle;
    granted = std::move(*all);
  }
}

RedisLink::RedisLink(const RedisAddress& address) : state_(std::make_unique<State>(address)) {}
RedisLink::~RedisLink() = default;

int RedisLink::descriptor() const noexcept {
  const auto& context = state_->context;
  return context && context->err == 0 ? context->fd : -1;
}

bool RedisLink::wants_to_write() const noexcept { return state_->unsent; }
bool RedisLink::is_ready() const noexcept { return state_->step == State::Step::idle; }

std::expected<std::optional<std::vector<LeaseGrant>>, std::string> RedisLink::move(bool readable,
                                                                                   bool writable) {
  auto& s = *state_;
  if (!s.context) return std::unexpected("no memory");
  if (s.context->err != 0) return std::unexpected(s.context->errstr);
  if (s.step == State::Step::connecting && writable) s.greet();
  std::optional<std::vector<LeaseGrant>> granted;
  if (readable) {
    auto read = s.read();
    if (!read) return read;
    granted = std::move(*read);
  }
  if (s.unsent && writable)
    if (auto failure = s.flush()) return std::unexpected(std::move(*failure));
  return granted;
}

void RedisLink::send(std::span<const LeaseItem> items) {
  SANGAM_ASSERT(is_ready());
  SANGAM_ASSERT(!items.empty() && items.size() <= kItemsMost);
  auto& s = *state_;
  std::vector<std::string> texts{"EVALSHA", s.script, std::to_string(items.size())};
  for (const auto& item : items)
    texts.push_back(fmt::format("{}{:016x}", kKeyPrefix, item.key));
  for (const auto& item : items) {
    texts.push_back(
        fmt::format("{:.3f}", static_cast<double>(item.rate.interval()) / kMicrosecond));
    texts.push_back(std::to_string(item.rate.quota));
    texts.push_back(std::to_string(item.back));
    texts.push_back(std::to_string(item.wanted));
  }
  s.command({texts.begin(), texts.end()});
  s.step = State::Step::leases;
  s.items = items.size();
}

}  // namespace sangam::gateway::limits

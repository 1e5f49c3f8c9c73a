#include "kernel/audit/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/api/json_writer.h"
#include "kernel/audit/merkle_paths.h"

namespace sangam::audit {
namespace {

using ::testing::ElementsAre;

constexpr std::int64_t kSize = 100;

// A tree of a hundred entries and the file of those from `first` to `last`.
class Sample final : public NodeSource {
 public:
  Sample() {
    hashes_.push_back(chain_start(7));
    for (std::int64_t number = 1; number <= kSize; ++number)
      hashes_.push_back(chain_hash(hashes_.back(), number, entry(number)));
  }

  static Entry entry(std::int64_t number) {
    return {.id = make_uuid_v7(number, {static_cast<std::uint8_t>(number)}),
            .at = {number * kNanosecondsPerMillisecond + 7},
            .actor = "usr_ann",
            .actor_kind = "user",
            .operation = "shop.sell",
            .request_id = "r" + std::to_string(number),
            .target =
                number % 3 == 0 ? std::nullopt : std::optional<std::string>("a \"thing\"\n\u00e9"),
            .outcome = "done",
            .detail = number % 4 == 0 ? std::optional<std::string>("{\"n\":1}") : std::nullopt};
  }
  Hash node(const Subtree& subtree) const override {
    Frontier frontier;
    for (auto leaf = subtree.position << subtree.level;
         leaf < (subtree.position + 1) << subtree.level; ++leaf)
      frontier.append(leaf_hash(bytes_of(hashes_[static_cast<std::size_t>(leaf + 1)])));
    return frontier.root();
  }
  std::vector<std::string> file(std::int64_t first, std::int64_t last) const {
    Frontier tree;
    for (std::int64_t leaf = 0; leaf < kSize; ++leaf)
      tree.append(node({0, leaf}));
    EvidenceHeading heading{.format = std::string(kEvidenceFormat),
                            .tenant = 7,
                            .first = first,
                            .last = last,
                            .checkpoint = sign({7, kSize, tree.root(), {}}, key()),
                            .previous = to_hex(hashes_[static_cast<std::size_t>(first - 1)])};
    for (const auto& hash : cover_roots(*this, 0, first - 1))
      heading.left.push_back(to_hex(hash));
    for (const auto& hash : cover_roots(*this, last, kSize))
      heading.right.push_back(to_hex(hash));
    std::vector lines{api::to_json(heading)};
    for (auto number = first; number <= last; ++number)
      lines.push_back(api::to_json(
          evidence_line(number, hashes_[static_cast<std::size_t>(number)], entry(number))));
    return lines;
  }
  static SigningKey key() { return SigningKey(Hash{9}); }

 private:
  std::vector<Hash> hashes_;
};

std::vector<std::string> check(const std::vector<std::string>& lines) {
  std::size_t at = 0;
  const std::vector keys{Sample::key().public_key()};
  const auto verified = verify_evidence(
      [&]() { return at < lines.size() ? std::optional(lines[at++]) : std::nullopt; }, keys);
  std::vector<std::string> texts;
  for (const auto& finding : verified.findings)
    texts.push_back(std::string(name(finding.kind)) + " " + std::to_string(finding.number));
  return texts;
}

TEST(Evidence, ProvesItselfForEveryRange) {
  const Sample sample;
  for (const std::int64_t first : {1, 2, 31, 64, 65, 100})
    for (const std::int64_t last : {1, 2, 50, 63, 64, 65, 99, 100})
      if (first <= last)
        EXPECT_THAT(check(sample.file(first, last)), ElementsAre()) << first << " " << last;
}

TEST(Evidence, NamesWhatIsNotAsItWas) {
  const Sample sample;
  const auto sound = sample.file(10, 20);
  const auto replaced = [&](std::size_t line, const std::string& what, const std::string& with) {
    auto lines = sound;
    lines[line].replace(lines[line].find(what), what.size(), with);
    return lines;
  };
  EXPECT_THAT(check(replaced(3, "usr_ann", "usr_anm")), ElementsAre("altered 12"));
  auto lines = sound;
  lines.erase(lines.begin() + 5);
  EXPECT_THAT(check(lines), ElementsAre("missing 14"));
  lines = sound;
  lines.pop_back();
  EXPECT_THAT(check(lines), ElementsAre("truncated 20"));
  lines = sound;
  std::swap(lines[6], lines[7]);
  EXPECT_THAT(check(lines), ElementsAre("missing 15", "inserted 15"));
  lines = sound;
  lines.insert(lines.begin() + 4, lines[4]);
  EXPECT_THAT(check(lines), ElementsAre("inserted 13"));
  lines = sound;
  lines[2] = "{}";
  EXPECT_THAT(check(lines), ElementsAre("altered 11"));
}

// The last entry exchanged with its hash, so that the chain in the file holds together.
TEST(Evidence, ExchangingTheHashToo) {
  const Sample sample;
  auto lines = sample.file(10, 20);
  auto entry = Sample::entry(20);
  entry.actor = "usr_eve";
  const auto before = lines[10];
  const auto previous = before.substr(before.find("\"hash\":\"") + 8, 64);
  lines[11] =
      api::to_json(evidence_line(20, chain_hash(*hash_from_hex(previous), 20, entry), entry));
  EXPECT_THAT(check(lines), ElementsAre("rewritten 20"));
}

// One byte anywhere in the file, changed to a letter or digit: never unnoticed.
TEST(Evidence, NoByteOfItCanBeTouched) {
  const Sample sample;
  const auto sound = sample.file(40, 43);
  for (std::size_t line = 0; line < sound.size(); ++line)
    for (std::size_t at = 0; at < sound[line].size(); at += 3) {
      auto lines = sound;
      lines[line][at] = lines[line][at] == '5' ? '6' : '5';
      try {
        EXPECT_FALSE(check(lines).empty()) << line << " " << at;
      } catch (const Error& error) {
        EXPECT_EQ(error.code, Code::malformed);
      }
    }
}

TEST(Evidence, NeedsAHeading) {
  EXPECT_THROW(check({}), Error);
  EXPECT_THROW(check({"{\"format\":\"other\"}"}), Error);
}

}  // namespace
}  // namespace sangam::audit

#include "kernel/audit/checkpoint.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "kernel/audit/chain.h"

namespace sangam::audit {
namespace {

SigningKey key_of(std::uint8_t seed) {
  Hash bytes{};
  bytes[0] = seed;
  return SigningKey(bytes);
}

Checkpoint sample() {
  return {.tenant = 7, .size = 128, .root = sha256({"root"}), .at = {1'769'851'800'000'000'000}};
}

TEST(Checkpoint, OpensWithItsKeyOnly) {
  const auto note = sign(sample(), key_of(1));
  EXPECT_TRUE(note.starts_with("sangam/audit/7\n128\n"));
  const std::vector keys{key_of(2).public_key(), key_of(1).public_key()};
  const auto opened = open_note(note, keys);
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(*opened, sample());
  EXPECT_EQ(open_note(note, std::span(keys).first(1)).error(), NoteFault::unknown_key);
}

// Whatever byte is touched, the note opens no more, or says the same.
TEST(Checkpoint, NoByteOfItCanBeTouched) {
  const auto note = sign(sample(), key_of(1));
  const std::vector keys{key_of(1).public_key()};
  for (std::size_t i = 0; i < note.size(); ++i) {
    for (const char change : {'\x01', '\x10', '\x20'}) {
      auto touched = note;
      touched[i] = static_cast<char>(touched[i] ^ change);
      EXPECT_FALSE(open_note(touched, keys).has_value()) << i;
    }
  }
  EXPECT_FALSE(open_note("", keys).has_value());
  EXPECT_FALSE(open_note(note + "x\n", keys).has_value());
  EXPECT_FALSE(open_note(note.substr(0, note.size() / 2), keys).has_value());
}

TEST(PublicKey, IsReadAsItIsWritten) {
  const auto key = key_of(3).public_key();
  EXPECT_TRUE(key.text().starts_with("sangam-audit+"));
  EXPECT_EQ(PublicKey::parse(key.text() + "\n"), key);
  for (const char* text : {"", "+", "++", "sangam-audit+00000000+AQ==", "other+x+y"})
    EXPECT_FALSE(PublicKey::parse(text).has_value()) << text;
  auto touched = key.text();
  touched[15] = touched[15] == '0' ? '1' : '0';
  EXPECT_FALSE(PublicKey::parse(touched).has_value());
}

TEST(SigningKey, IsMadeOnceAndKeptToItself) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("sangam-audit-key-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  const auto path = folder / "audit.key";
  const auto key = SigningKey::load_or_create(path).public_key();
  EXPECT_EQ(SigningKey::load_or_create(path).public_key(), key);
  struct stat facts{};
  ASSERT_EQ(stat(path.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
  std::ifstream published(path.string() + ".pub");
  std::string text;
  std::getline(published, text);
  EXPECT_EQ(text, key.text());
  chmod(path.c_str(), 0640);
  EXPECT_THROW(SigningKey::load_or_create(path), Error);
  std::ofstream(path) << "not a key\n";
  chmod(path.c_str(), 0600);
  EXPECT_THROW(SigningKey::load_or_create(path), Error);
  std::filesystem::remove_all(folder);
}

// The encoding of chain.h, by hand.
TEST(Chain, HashesWhatTheHeaderSays) {
  const Entry entry{.id = {{1}},
                    .at = {258},
                    .actor = "ann",
                    .actor_kind = "user",
                    .operation = "a.b",
                    .request_id = "r",
                    .target = std::nullopt,
                    .outcome = "done",
                    .detail = "{}"};
  using namespace std::literals;
  const std::string encoded =
      "\0\0\0\0\0\0\0\x05"
      "\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
      "\0\0\0\0\0\0\x01\x02"
      "\0\0\0\x03"
      "ann"
      "\0\0\0\x04user"
      "\0\0\0\x03"
      "a.b"
      "\0\0\0\x01r"
      "\xff\xff\xff\xff"
      "\0\0\0\x04"
      "done"
      "\0\0\0\x02{}"s;
  const auto start = sha256({"sangam-audit-1", "\0\0\0\0\0\0\0\x07"sv});
  EXPECT_EQ(chain_start(7), start);
  EXPECT_EQ(chain_hash(start, 5, entry), sha256({bytes_of(start), encoded}));
}

// No two entries have one encoding: neither does text move between fields, nor is absent empty.
TEST(Chain, TellsFieldsApart) {
  Entry entry{.actor = "ab", .actor_kind = "c", .target = ""};
  const auto hash = chain_hash({}, 1, entry);
  auto moved = entry;
  moved.actor = "a";
  moved.actor_kind = "bc";
  EXPECT_NE(chain_hash({}, 1, moved), hash);
  auto absent = entry;
  absent.target.reset();
  EXPECT_NE(chain_hash({}, 1, absent), hash);
  EXPECT_NE(chain_hash({}, 2, entry), hash);
}

}  // namespace
}  // namespace sangam::audit

#pragma once

// Profiles: the servers somebody works with, and how they are known there. One file below
// $XDG_CONFIG_HOME/sangam, which its owner alone may read; nothing of a secret is ever printed.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/describe.h"

namespace sangam::apps::client {

enum class CredentialKind : std::uint8_t {
  none,
  session,  // signed in: tokens of the OpenID provider, refreshed by themselves
  api_key,
};
SANGAM_ENUM(CredentialKind, none, session, api_key)

struct Profile {
  std::string name;
  std::string url;     // no slash at the end
  std::string tenant;  // its slug, as the server said when it was asked last; may be empty
  std::string person;  // whoever signed in, by name; may be empty
  CredentialKind kind = CredentialKind::none;
  std::string api_key;
  std::string access_token;
  std::string refresh_token;           // empty: none, then the sign-in ends with the access token
  std::int64_t access_expires_at = 0;  // Unix seconds
};

struct Profiles {
  std::string current;  // empty: none
  std::vector<Profile> all;

  Profile* find(std::string_view name);
  const Profile* find(std::string_view name) const;
  // The profile of that name, made when there is none. The first one becomes the current one.
  Profile& make(const std::string& name);
  bool remove(std::string_view name);
};

// Letters, digits, dots, hyphens, underscores; 1 to 40 of them, no dot in front.
bool is_profile_name(std::string_view name);

// Read and written by several programs at once: a reader sees a whole file, a writer holds a lock.
class ProfileStore {
 public:
  explicit ProfileStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // $XDG_CONFIG_HOME/sangam, or ~/.config/sangam. Empty when neither is known: a store in it has
  // nothing, and keeps nothing.
  static std::filesystem::path default_folder();

  std::filesystem::path file() const { return folder_ / "profiles.json"; }
  // Empty when there is no file. Throws ClientError for one that others may read or that is none of
  // ours.
  Profiles read() const;
  // Reads, lets `change` decide under the lock, writes (mode 0600, whole or not at all), and
  // returns what was written. What `change` throws passes, and nothing is written. Waits for other
  // programs a minute at most, then throws ClientError.
  Profiles change(const std::function<void(Profiles&)>& change) const;

 private:
  void write(const Profiles& profiles) const;

  std::filesystem::path folder_;
};

}  // namespace sangam::apps::client

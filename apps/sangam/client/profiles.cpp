#include "apps/sangam/client/profiles.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/environment.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

constexpr std::size_t kNameMost = 40;
constexpr off_t kFileMost = 1024 * 1024;
constexpr std::chrono::milliseconds kLockLook{50};
constexpr int kLockLooks = 1'200;  // a minute

// A file descriptor, closed at the end; a lock on it ends with it.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const noexcept { return value_; }

 private:
  int value_;
};

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what) {
  throw ClientError(path.string() + " " + what);
}

std::string read_private(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    if (errno == ENOENT) return {};
    fail(path, "cannot be read");
  }
  struct stat facts{};
  if (::fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) fail(path, "is no file");
  if ((facts.st_mode & 077) != 0)
    fail(path, "holds secrets and others may read it: chmod 600 it, and sign in again");
  if (facts.st_size > kFileMost) fail(path, "is too large");
  std::string text(static_cast<std::size_t>(facts.st_size), '\0');
  std::size_t done = 0;
  while (done < text.size()) {
    const auto count = ::read(file.get(), text.data() + done, text.size() - done);
    if (count <= 0) fail(path, "cannot be read");
    done += static_cast<std::size_t>(count);
  }
  return text;
}

std::string text_at(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

Profile read_profile(std::string_view name, const json::object& object) {
  Profile profile;
  profile.name = name;
  profile.url = text_at(object, "url");
  profile.tenant = text_at(object, "tenant");
  profile.person = text_at(object, "person");
  profile.api_key = text_at(object, "api_key");
  profile.access_token = text_at(object, "access_token");
  profile.refresh_token = text_at(object, "refresh_token");
  if (const auto* at = object.if_contains("access_expires_at"); at && at->is_int64())
    profile.access_expires_at = at->get_int64();
  const auto kind = text_at(object, "kind");
  if (kind == "session") profile.kind = CredentialKind::session;
  else if (kind == "api_key") profile.kind = CredentialKind::api_key;
  return profile;
}

json::object to_json(const Profile& profile) {
  json::object object{{"url", profile.url}, {"kind", name(profile.kind)}};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) object[name] = value;
  };
  add("tenant", profile.tenant);
  add("person", profile.person);
  add("api_key", profile.api_key);
  add("access_token", profile.access_token);
  add("refresh_token", profile.refresh_token);
  if (profile.access_expires_at != 0) object["access_expires_at"] = profile.access_expires_at;
  return object;
}

void write_all(int file, std::string_view text, const std::filesystem::path& path) {
  while (!text.empty()) {
    const auto count = ::write(file, text.data(), text.size());
    if (count <= 0) fail(path, "cannot be written");
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

Profile* Profiles::find(std::string_view name) {
  const auto found = std::ranges::find(all, name, &Profile::name);
  return found == all.end() ? nullptr : &*found;
}

const Profile* Profiles::find(std::string_view name) const {
  const auto found = std::ranges::find(all, name, &Profile::name);
  return found == all.end() ? nullptr : &*found;
}

Profile& Profiles::make(const std::string& name) {
  if (auto* known = find(name)) return *known;
  if (all.empty()) current = name;
  auto& profile = all.emplace_back();
  profile.name = name;
  return profile;
}

bool Profiles::remove(std::string_view name) {
  if (current == name) current.clear();
  return std::erase_if(all, [&](const Profile& profile) { return profile.name == name; }) > 0;
}

bool is_profile_name(std::string_view name) {
  if (name.empty() || name.size() > kNameMost || name.front() == '.' || name.front() == '-')
    return false;
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
}

std::filesystem::path ProfileStore::default_folder() {
  // The XDG Base Directory Specification: a path that is not absolute is to be ignored.
  if (const std::filesystem::path home = environment("XDG_CONFIG_HOME"); home.is_absolute())
    return home / "sangam";
  const std::filesystem::path home = environment("HOME");
  return home.is_absolute() ? home / ".config" / "sangam" : std::filesystem::path();
}

Profiles ProfileStore::read() const {
  Profiles profiles;
  if (folder_.empty()) return profiles;
  const auto text = read_private(file());
  if (text.empty()) return profiles;
  json::error_code error;
  const auto value = json::parse(text, error);
  const auto* root = error ? nullptr : value.if_object();
  const auto* list = root ? root->if_contains("profiles") : nullptr;
  if (!list || !list->is_object()) fail(file(), "is no list of profiles");
  profiles.current = text_at(*root, "current");
  for (const auto& member : list->get_object())
    if (const auto* object = member.value().if_object())
      profiles.all.push_back(read_profile(member.key(), *object));
  return profiles;
}

Profiles ProfileStore::change(const std::function<void(Profiles&)>& change) const {
  if (folder_.empty())
    throw ClientError("where are your settings? Neither XDG_CONFIG_HOME nor HOME says", kExitUsage);
  std::filesystem::create_directories(folder_);
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  const auto path = folder_ / "lock";
  const Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.get() < 0) fail(path, "cannot be opened");
  for (int looks = 0; ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0; ++looks) {
    if (looks == kLockLooks) fail(path, "is held by another program for too long");
    wait_for(kLockLook);
  }
  auto profiles = read();
  change(profiles);
  write(profiles);
  return profiles;
}

void ProfileStore::write(const Profiles& profiles) const {
  json::object list;
  for (const auto& profile : profiles.all)
    list[profile.name] = to_json(profile);
  const json::object root{{"current", profiles.current}, {"profiles", std::move(list)}};
  auto fresh = file();
  fresh += ".new";
  {
    ::unlink(fresh.c_str());  // of a program that was killed
    const Descriptor out(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (out.get() < 0) fail(fresh, "cannot be written");
    write_all(out.get(), json::serialize(root) + "\n", fresh);
    if (::fsync(out.get()) != 0) fail(fresh, "cannot be written");
  }
  std::filesystem::rename(fresh, file());
}

}  // namespace sangam::apps::client

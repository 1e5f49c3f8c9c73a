#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "kernel/http/static_files.h"

namespace sangam::http {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = 512ULL * 1024 * 1024;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::vector<StaticFile> read_folder(const std::string& folder) {
  std::vector<StaticFile> files;
  std::uintmax_t total = 0;
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  if (error) throw std::runtime_error("cannot read the folder " + folder);
  for (const fs::directory_entry& entry : walk) {
    const bool hidden = entry.path().filename().string().starts_with('.');
    if (hidden && entry.is_directory()) walk.disable_recursion_pending();
    if (hidden || entry.is_symlink() || !entry.is_regular_file()) continue;
    total += entry.file_size();
    if (total > kMostBytes) throw std::runtime_error("more than 512 MiB in " + folder);
    files.push_back(
        {entry.path().lexically_relative(folder).generic_string(), read_file(entry.path())});
  }
  return files;
}

}  // namespace sangam::http

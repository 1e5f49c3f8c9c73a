#pragma once

// DownloadFile: a file that is there whole, or not at all, and never over another one unless that
// was asked for.

#include <filesystem>
#include <string_view>

namespace sangam::apps::client {

class DownloadFile {
 public:
  // Throws ClientError when it is there and `force` is not, or cannot be written.
  DownloadFile(std::filesystem::path path, bool force);
  // Without keep() nothing is left of it.
  ~DownloadFile();
  DownloadFile(const DownloadFile&) = delete;
  DownloadFile& operator=(const DownloadFile&) = delete;

  // False: the disk does not take it.
  bool write(std::string_view piece);
  // It is whole: gives it its name. Throws ClientError, also when another one came meanwhile.
  void keep();

 private:
  std::filesystem::path path_;
  std::filesystem::path part_;
  bool force_;
  int file_ = -1;
};

}  // namespace sangam::apps::client

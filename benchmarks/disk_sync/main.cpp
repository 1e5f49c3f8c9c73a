// Bench: how long the disk takes to make a write durable: 4 KiB, 128 KiB and 1 MiB
//
// bench_disk_sync [DIRECTORY] writes one after the other into a preallocated file, as a write-ahead
// log does, with fdatasync after each. Durable figures of other benches mean little without these.

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

constexpr int kWrites = 2'000;
constexpr std::size_t kFileBytes = 16 << 20;  // of a PostgreSQL log segment

struct Size {
  const char* name;
  std::size_t bytes;
};
constexpr Size kSizes[] = {{"4k", 4 << 10}, {"128k", 128 << 10}, {"1m", 1 << 20}};

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(1);
}

double now_ms() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

void write_at(int file, const std::vector<char>& block, std::size_t offset) {
  const auto written = pwrite(file, block.data(), block.size(), static_cast<off_t>(offset));
  if (written != static_cast<ssize_t>(block.size())) fail("write");
}

// Sorted latencies in milliseconds.
std::vector<double> measure(int file, std::size_t bytes) {
  const std::vector<char> block(bytes, 'x');
  std::vector<double> latencies;
  for (int i = 0; i < kWrites; ++i) {
    const double start = now_ms();
    write_at(file, block, static_cast<std::size_t>(i) * bytes % kFileBytes);
    if (fdatasync(file) != 0) fail("fdatasync");
    latencies.push_back(now_ms() - start);
  }
  std::ranges::sort(latencies);
  return latencies;
}

void print(const char* size, const char* percentile, double value) {
  fmt::print("bench=disk_sync figure={}_{} ours={:.3f} unit=ms peer=none theirs=- ratio=-\n", size,
             percentile, value);
}

}  // namespace

int main(int count, char** words) {
  std::string path = std::string(count > 1 ? words[1] : ".") + "/bench-disk-sync-XXXXXX";
  const int file = mkstemp(path.data());
  if (file < 0) fail("create a file");
  unlink(path.c_str());
  for (std::size_t offset = 0; offset < kFileBytes; offset += 1 << 20)
    write_at(file, std::vector<char>(1 << 20, '\0'), offset);
  if (fsync(file) != 0) fail("fsync");
  for (const Size& size : kSizes) {
    const auto latencies = measure(file, size.bytes);
    print(size.name, "p50", latencies[latencies.size() / 2]);
    print(size.name, "p99", latencies[latencies.size() * 99 / 100]);
  }
  close(file);
}

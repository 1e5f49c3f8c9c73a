#include "kernel/telemetry/process_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace sangam::telemetry {

namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Resident pages: the second number of /proc/self/statm.
void describe_memory(Snapshot& snapshot) {
  std::ifstream file("/proc/self/statm");
  double virtual_pages = 0;
  double resident_pages = 0;
  if (!(file >> virtual_pages >> resident_pages)) return;
  const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
  snapshot.gauge("process_resident_memory_bytes", "Resident memory", resident_pages * page);
  snapshot.gauge("process_virtual_memory_bytes", "Virtual memory", virtual_pages * page);
}

void describe_descriptors(Snapshot& snapshot) {
  std::error_code failure;
  double open = 0;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", failure), end;
       !failure && entry != end; entry.increment(failure))
    ++open;
  if (failure) return;
  snapshot.gauge("process_open_fds", "Open file descriptors", open - 1);  // one is our own look
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
    snapshot.gauge("process_max_fds", "File descriptors the process may open",
                   static_cast<double>(limit.rlim_cur));
}

void describe_time(Snapshot& snapshot) {
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) != 0) return;
  snapshot.counter("process_cpu_seconds_total", "Processor time of all threads",
                   seconds(usage.ru_utime) + seconds(usage.ru_stime));
}

void describe_threads(Snapshot& snapshot) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("Threads:"))
      snapshot.gauge("process_threads", "Threads", std::stod(line.substr(8)));
}

}  // namespace

void describe_process(Snapshot& snapshot) {
  describe_memory(snapshot);
  describe_descriptors(snapshot);
  describe_time(snapshot);
  describe_threads(snapshot);
}

}  // namespace sangam::telemetry

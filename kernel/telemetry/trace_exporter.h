#pragma once

// TraceExporter: makes documents of finished traces, in batches on a thread of its own, and has
// them sent to a collector; who sends is given, because the HTTP client stands above telemetry.
// Handing a trace over never waits: when the collector is slow or away the queue fills, and what
// does not fit is dropped and counted.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kernel/runtime/deadline.h"
#include "kernel/telemetry/finished_trace.h"

namespace sangam::telemetry {

// How a batch fared.
enum class Delivery : std::uint8_t {
  taken,
  refused,    // for good: sending it again would change nothing
  try_again,  // the collector is away or asks for patience
};

struct TraceExporterSettings {
  std::string service = "sangam";
  std::string instance;
  std::size_t queue_most = 2'048;  // traces
  std::size_t batch_most = 256;
  runtime::milliseconds gather{2'000};  // a batch is sent when full, or this long after its first
  int tries = 5;
  runtime::milliseconds first_pause{500};  // doubled after each try
};

class TraceExporter {
 public:
  // Called on the exporter's thread with one OTLP/JSON document; may take its time.
  using Send = std::function<Delivery(const std::string& body)>;

  TraceExporter(TraceExporterSettings settings, Send send);
  // Sends what waits once, without patience, then ends the thread.
  ~TraceExporter();

  // Any thread; never blocks.
  void offer(FinishedTracePointer trace);

  struct Counts {
    std::uint64_t exported = 0;  // traces
    std::uint64_t dropped = 0;
    std::size_t waiting = 0;
  };
  Counts counts() const;

 private:
  using Batch = std::vector<FinishedTracePointer>;

  void serve();
  Batch take_batch();
  void deliver(const Batch& batch);
  // False when the exporter stops meanwhile.
  bool pause(runtime::milliseconds duration);

  const TraceExporterSettings settings_;
  const Send send_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<FinishedTracePointer> queue_;
  Counts counts_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace sangam::telemetry

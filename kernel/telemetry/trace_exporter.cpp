#include "kernel/telemetry/trace_exporter.h"

#include <algorithm>

#include "kernel/telemetry/log.h"
#include "kernel/telemetry/otlp_json.h"

namespace sangam::telemetry {

TraceExporter::TraceExporter(TraceExporterSettings settings, Send send)
    : settings_(std::move(settings)), send_(std::move(send)), thread_([this] { serve(); }) {}

TraceExporter::~TraceExporter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void TraceExporter::offer(FinishedTracePointer trace) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= settings_.queue_most) {
      ++counts_.dropped;
      return;
    }
    first = queue_.empty() || queue_.size() + 1 == settings_.batch_most;
    queue_.push_back(std::move(trace));
  }
  if (first) wake_.notify_one();
}

TraceExporter::Counts TraceExporter::counts() const {
  const std::lock_guard lock(mutex_);
  auto counts = counts_;
  counts.waiting = queue_.size();
  return counts;
}

void TraceExporter::serve() {
  for (;;) {
    const auto batch = take_batch();
    if (batch.empty()) return;
    deliver(batch);
  }
}

// Waits for a full batch, or for what came in the time of one. Empty: the end.
TraceExporter::Batch TraceExporter::take_batch() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  wake_.wait_for(lock, settings_.gather,
                 [this] { return stopping_ || queue_.size() >= settings_.batch_most; });
  Batch batch;
  while (!queue_.empty() && batch.size() < settings_.batch_most) {
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return batch;
}

void TraceExporter::deliver(const Batch& batch) {
  const auto body = otlp_json(batch, settings_.service, settings_.instance);
  auto rest = settings_.first_pause;
  auto delivery = Delivery::try_again;
  for (int tried = 1; delivery == Delivery::try_again; ++tried) {
    delivery = send_(body);
    if (delivery == Delivery::try_again && (tried >= settings_.tries || !pause(rest))) break;
    rest *= 2;
  }
  if (delivery != Delivery::taken)
    log::warning("traces were not taken", {{"traces", std::to_string(batch.size())}});
  const std::lock_guard lock(mutex_);
  (delivery == Delivery::taken ? counts_.exported : counts_.dropped) += batch.size();
  if (!stopping_ || delivery == Delivery::taken) return;
  // Nobody waits for a collector that does not answer.
  counts_.dropped += queue_.size();
  queue_.clear();
}

bool TraceExporter::pause(runtime::milliseconds duration) {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, duration, [this] { return stopping_; });
}

}  // namespace sangam::telemetry

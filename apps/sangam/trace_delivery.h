#pragma once

// The way of traces to their collector: OTLP/HTTP on the first loop, for the exporter's thread,
// which makes the documents and waits for what comes of them.

#include <memory>
#include <string>

#include "kernel/runtime/loop_group.h"
#include "kernel/telemetry/snapshot.h"
#include "kernel/telemetry/trace_exporter.h"

namespace sangam::apps {

// Main thread only, send() and describe() apart.
class TraceDelivery {
 public:
  // `endpoint` is an operator's, for example "http://127.0.0.1:4318/v1/traces"; throws
  // Error{invalid} when it is not http or https. The loops run until this is destroyed.
  TraceDelivery(runtime::LoopGroup& loops, std::string endpoint);
  ~TraceDelivery();  // nothing is under way any more

  // Sends one document and waits, ten seconds at most; not on a loop. 429, 502, 503 and 504 are
  // worth repeating (OTLP, "Failures"), and so is a collector that is away.
  telemetry::Delivery send(const std::string& document);

  // For /metrics; any thread.
  void describe(telemetry::Snapshot& out) const;

 private:
  struct OnLoop;

  runtime::LoopGroup& loops_;
  const std::string endpoint_;
  std::unique_ptr<OnLoop> on_loop_;
};

}  // namespace sangam::apps

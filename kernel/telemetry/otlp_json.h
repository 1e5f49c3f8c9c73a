#pragma once

// OTLP/HTTP in its JSON form (OpenTelemetry Protocol 1.x, "JSON Protobuf Encoding"): ids in
// hexadecimal, 64-bit numbers as strings, enumerations as numbers.

#include <span>
#include <string>

#include "kernel/telemetry/finished_trace.h"

namespace sangam::telemetry {

// An ExportTraceServiceRequest with all spans of the traces. O(spans).
std::string otlp_json(std::span<const FinishedTracePointer> traces, std::string_view service,
                      std::string_view instance);

}  // namespace sangam::telemetry

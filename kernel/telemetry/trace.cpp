#include "kernel/telemetry/trace.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "kernel/clock/clock.h"
#include "kernel/runtime/deadline.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::telemetry {

namespace {

constexpr std::size_t kRequestIdMost = 128;

// Steele and others, "Fast splittable pseudorandom number generators" (2014): one random seed a
// request gives its spans ids that do not collide.
std::uint64_t mix(std::uint64_t value) noexcept {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

std::uint64_t half(const Uuid& id, std::size_t offset) noexcept {
  std::uint64_t value = 0;
  std::memcpy(&value, id.bytes.data() + offset, sizeof value);
  return std::endian::native == std::endian::little ? __builtin_bswap64(value) : value;
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= kRequestIdMost &&
         std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

void Trace::start_over(SpanKind kind, const Uuid& fresh) {
  started_ = runtime::monotonic_nanoseconds();
  seed_ = half(fresh, 8);
  last_span_ = 0;
  spans_.clear();
  tracestate_.clear();
  request_id_.clear();
  operation_ = {};
  tenant_ = 0;
  dropped_ = 0;
  kind_ = kind;
  root_ = next_span_id();
}

void Trace::begin(const IncomingTrace& incoming) {
  started_at_ = clock::system_now();
  const Uuid fresh = clock::new_uuid(started_at_);
  start_over(SpanKind::server, fresh);
  if (const auto given = parse_traceparent(incoming.traceparent)) {
    id_ = given->trace;
    parent_ = given->span;
    if (!incoming.tracestate.empty()) tracestate_ = clean_tracestate(incoming.tracestate);
    sampled_ = tracer().samples(id_, given->sampled);
  } else {
    // The low half of the id is random, as the specification asks of the last seven bytes.
    id_ = {half(fresh, 0), half(fresh, 8)};
    parent_ = 0;
    sampled_ = tracer().samples(id_);
  }
  if (is_request_id(incoming.request_id)) {
    request_id_ = incoming.request_id;
  } else {
    request_id_ = "req_";
    request_id_ += to_base32(fresh);
  }
}

void Trace::resume(const TraceParent& from, std::string_view operation, std::int32_t tenant) {
  started_at_ = clock::system_now();
  start_over(SpanKind::consumer, clock::new_uuid(started_at_));
  operation_ = operation;
  tenant_ = tenant;
  move_to(from);
}

void Trace::move_to(const TraceParent& from) noexcept {
  id_ = from.trace;
  parent_ = from.span;
  sampled_ = tracer().samples(id_, from.sampled);
}

std::uint64_t Trace::next_span_id() noexcept {
  const auto id = mix(seed_ + ++last_span_ * 0x9e3779b97f4a7c15ULL);
  return id != 0 ? id : 1;
}

std::uint64_t Trace::add(std::string_view name, SpanKind kind, std::int64_t started,
                         std::int64_t ended, bool failed) {
  const auto id = next_span_id();
  add({name, id, root_, started, ended, kind, failed});
  return id;
}

void Trace::add(const Span& span) {
  if (spans_.size() >= kSpansMost) {
    ++dropped_;
    return;
  }
  spans_.push_back(span);
}

}  // namespace sangam::telemetry

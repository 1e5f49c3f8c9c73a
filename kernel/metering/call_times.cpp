#include "kernel/metering/call_times.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <new>
#include <utility>

namespace sangam::metering {

namespace {

constexpr double kFirstEndUs = 100;
constexpr double kBucketsADoubling = 4;

}  // namespace

std::int32_t time_bucket(std::int64_t nanoseconds) noexcept {
  const auto us = static_cast<double>(nanoseconds) / 1'000;
  if (us < kFirstEndUs) return 0;
  const auto steps = std::floor(kBucketsADoubling * std::log2(us / kFirstEndUs));
  return static_cast<std::int32_t>(std::min<double>(steps + 1, kTimeBuckets - 1));
}

double bucket_end_us(std::int32_t bucket) noexcept {
  return kFirstEndUs * std::exp2(bucket / kBucketsADoubling);
}

double bucket_begin_us(std::int32_t bucket) noexcept {
  return bucket == 0 ? 0 : bucket_end_us(bucket - 1);
}

std::size_t CallTimes::Hash::operator()(const KeyView& key) const noexcept {
  const std::hash<std::string_view> text;
  std::size_t hash = static_cast<std::uint32_t>(key.tenant);
  for (const std::size_t part : {static_cast<std::size_t>(static_cast<std::uint32_t>(key.slot)),
                                 text(key.operation), text(key.caller)})
    hash = hash * 0x9E3779B97F4A7C15ULL + part;
  return hash ^ (hash >> 32);
}

std::vector<CallTimes::Cell>* CallTimes::find(Shard& shard, KeyView key) {
  const auto known = shard.series.find(key);
  if (known != shard.series.end()) return &known->second;
  auto& of_tenant = shard.by_tenant[key.tenant];
  if (of_tenant >= kSeriesATenant && !key.caller.empty()) {
    key.caller = {};
    return find(shard, key);
  }
  // Operations without callers are few; twice the room is for them.
  if (shard.series.size() >= kSeriesMost / kShards || of_tenant >= 2 * kSeriesATenant)
    return nullptr;
  auto& made =
      shard.series[Key{key.tenant, key.slot, std::string(key.operation), std::string(key.caller)}];
  ++of_tenant;
  return &made;
}

void CallTimes::record(const RecordedCall& call) noexcept {
  auto& shard = shards_[static_cast<std::uint32_t>(call.tenant) % kShards];
  try {
    const auto bucket = time_bucket(call.nanoseconds);
    const std::lock_guard lock(shard.mutex);
    auto* cells = find(shard, {call.tenant, slot_of(call.at), call.operation, call.caller});
    if (cells == nullptr) {
      lost_.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    auto cell = std::ranges::find(*cells, bucket, &Cell::bucket);
    if (cell == cells->end()) cell = cells->insert(cell, {bucket, {}});
    ++cell->by_outcome[static_cast<std::size_t>(call.outcome)];
  } catch (const std::bad_alloc&) {
    lost_.fetch_add(1, std::memory_order_relaxed);
  }
}

std::vector<CallCount> CallTimes::take() {
  std::vector<CallCount> taken;
  for (auto& shard : shards_) {
    decltype(shard.series) series;
    {
      const std::lock_guard lock(shard.mutex);
      series = std::exchange(shard.series, {});
      shard.by_tenant.clear();
    }
    for (const auto& [key, cells] : series)
      for (const auto& [bucket, by_outcome] : cells) {
        const auto [succeeded, refused, failed] = by_outcome;
        taken.push_back({.tenant = key.tenant,
                         .slot = key.slot,
                         .operation = key.operation,
                         .caller = key.caller,
                         .bucket = bucket,
                         .value = std::int64_t{succeeded} + refused + failed,
                         .refused = refused,
                         .failed = failed});
      }
  }
  return taken;
}

CallTimes& call_times() {
  static CallTimes all;
  return all;
}

}  // namespace sangam::metering

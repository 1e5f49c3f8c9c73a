#pragma once

// The bucket as Redis keeps it: under each key the moment at which it is full again, in
// microseconds of Redis's own clock, so that the clocks of processes do not matter. One call does
// all buckets of a batch, each by itself. A key expires when its bucket is full.

#include <string_view>

namespace sangam::gateway::limits {

// KEYS: buckets. ARGV, four a key: microseconds of a token, tokens of a full bucket, tokens given
// back, tokens wanted. Returns three numbers a key: granted, left, microseconds until there is one.
// Lua's numbers are doubles, which tell microseconds of this century apart to a quarter.
inline constexpr std::string_view kLeaseScript = R"(
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local reply = {}
for i, key in ipairs(KEYS) do
  local at = (i - 1) * 4
  local interval, quota = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  local back, wanted = tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4])
  local full_at = math.max(tonumber(redis.call('GET', key) or '0'), now)
  full_at = math.max(full_at - back * interval, now)
  local room = math.floor(quota - (full_at - now) / interval + 0.000001)
  local granted = math.max(math.min(wanted, room), 0)
  full_at = full_at + granted * interval
  if full_at > now then
    redis.call('SET', key, string.format('%.3f', full_at), 'PX',
               string.format('%.0f', math.ceil((full_at - now) / 1000) + 1000))
  else
    redis.call('DEL', key)
  end
  local left = math.max(room - granted, 0)
  local wait = 0
  if left == 0 then wait = math.max(math.ceil(full_at + interval - now - quota * interval), 1) end
  reply[#reply + 1] = granted
  reply[#reply + 1] = left
  reply[#reply + 1] = wait
end
return reply
)";

}  // namespace sangam::gateway::limits

#include "benchmarks/load/template.h"

#include "base/uuid.h"
#include "benchmarks/load/moment.h"

namespace sangam::benchmarks::load {

namespace {

Uuid fresh(std::mt19937_64& random) {
  const std::uint64_t words[2] = {random(), random()};
  std::array<std::uint8_t, 10> bytes;
  std::memcpy(bytes.data(), words, bytes.size());
  return make_uuid_v7(unix_milliseconds(), bytes);
}

}  // namespace

std::string Values::fresh_id() { return to_base32(fresh(random_)); }

std::string Values::fresh_uuid() { return to_hex(fresh(random_)); }

std::int64_t Values::integer(std::int64_t lowest, std::int64_t highest) noexcept {
  const auto span = static_cast<std::uint64_t>(highest - lowest) + 1;
  return lowest + static_cast<std::int64_t>(random_() % span);
}

void Template::render(Values& values, std::string& out) const { render_parts(parts_, values, out); }

bool Template::is_constant() const noexcept {
  for (const Part& part : parts_)
    if (part.kind != Kind::literal) return false;
  return true;
}

void Template::render_parts(const std::vector<Part>& parts, Values& values, std::string& out) {
  for (const Part& part : parts) {
    switch (part.kind) {
      case Kind::literal:
        out += part.text;
        break;
      case Kind::id:
        out += values.fresh_id();
        break;
      case Kind::uuid:
        out += values.fresh_uuid();
        break;
      case Kind::number:
        out += std::to_string(values.next_number());
        break;
      case Kind::integer:
        out += std::to_string(values.integer(part.low, part.high));
        break;
      case Kind::pick:
      case Kind::other:
        render_line(part, values, out);
        break;
      case Kind::repeat:
        for (std::int64_t i = 0; i < part.low; ++i) {
          if (i > 0) out += ',';
          render_parts(part.inner, values, out);
        }
        break;
    }
  }
}

void Template::render_line(const Part& part, Values& values, std::string& out) {
  Lines& file = *part.lines;
  const auto count = static_cast<std::int64_t>(file.lines.size());
  if (part.kind == Kind::pick) {
    file.last = static_cast<std::size_t>(values.integer(0, count - 1));
  } else {
    const auto step = static_cast<std::size_t>(values.integer(1, count - 1));
    file.last = (file.last + step) % file.lines.size();
  }
  out += file.lines[file.last];
}

}  // namespace sangam::benchmarks::load

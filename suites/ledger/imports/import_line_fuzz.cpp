// Any bytes as a line of an import: read or refused, never worse.

#include <cstdint>

#include "suites/ledger/imports/chunk_cutter.h"
#include "suites/ledger/imports/import_line.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::suites::ledger::imports;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  ChunkCutter cutter;
  cutter.feed(text);
  while (const auto chunk = cutter.take(true)) {
    std::string_view rest = chunk->text;
    while (!rest.empty()) {
      const auto line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(line.size() + 1);
      if (const auto read = read_line(line)) static_cast<void>(amount_of(*read));
    }
  }
  return 0;
}

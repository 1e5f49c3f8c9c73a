// bench_load: an HTTP load generator for the bench scripts. See README.md of benchmarks/.

#include <fmt/format.h>
#include <sched.h>

#include <cstdio>

#include "benchmarks/load/arguments.h"
#include "benchmarks/load/generator.h"
#include "benchmarks/load/moment.h"
#include "benchmarks/load/request_maker.h"

namespace {

namespace load = sangam::benchmarks::load;

bool run_on(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(static_cast<std::size_t>(cpu), &set);
  return sched_setaffinity(0, sizeof set, &set) == 0;
}

int complain(const std::string& text) {
  fmt::print(stderr, "{}", text);
  return 2;
}

}  // namespace

int main(int count, char** words) {
  const auto arguments = load::read_arguments(count, words);
  if (!arguments) return complain(arguments.error());
  if (arguments->cpu >= 0 && !run_on(arguments->cpu)) return complain("No such processor\n");
  const auto seed = arguments->seed != 0
                        ? arguments->seed
                        : static_cast<std::uint64_t>(load::monotonic_nanoseconds());
  auto requests = load::RequestMaker::make(*arguments, seed);
  if (!requests) return complain(requests.error());
  load::Generator generator(*arguments, *std::move(requests));
  const load::Results results = generator.run();
  fmt::print("{}\n", results.to_json());
  return results.latency.count() > 0 ? 0 : 1;
}

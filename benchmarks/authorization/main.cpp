// Authorisation checks in memory at a million relations, for the bench `identity`.
//
//   bench_authorization [--tuples N] [--checks N] [--write DIRECTORY]
//
// Prints a line of JSON for each case: how many were allowed and how long checks took. With --write
// it puts tuples and questions there as text, so that peers are asked the same.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "base/assert.h"
#include "base/command_line/command_line.h"
#include "benchmarks/authorization/dataset.h"
#include "engines/authorization/graph.h"

namespace sangam::benchmarks {
namespace {

using Clock = std::chrono::steady_clock;

struct Arguments {
  std::int64_t tuples = 1'000'000;
  std::uint64_t checks = 50'000;
  std::string write;
};

double microseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

double percentile(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * share)];
}

void measure(const authorization::Graph& graph, const char* name,
             const std::vector<CheckQuestion>& questions) {
  const authorization::Context context(graph.schema());
  std::vector<double> times;
  std::size_t allowed = 0;
  for (const auto& [object, relation, subject] : questions) {
    const auto begin = Clock::now();
    const auto outcome = graph.check({object, relation, subject}, context);
    times.push_back(microseconds_since(begin));
    SANGAM_ASSERT(outcome.has_value());
    allowed += *outcome == authorization::Outcome::allowed ? 1 : 0;
  }
  std::ranges::sort(times);
  fmt::print(
      "{{\"case\":\"{}\",\"checks\":{},\"allowed\":{},\"p50_us\":{:.3f},\"p99_us\":{:.3f},"
      "\"max_us\":{:.3f}}}\n",
      name, questions.size(), allowed, percentile(times, 0.5), percentile(times, 0.99),
      times.back());
}

void write_questions(const std::string& path, const std::vector<CheckQuestion>& questions) {
  std::ofstream out(path);
  for (const auto& [object, relation, subject] : questions)
    out << object << ' ' << relation << ' ' << subject << '\n';
}

int run(const Arguments& arguments) {
  Dataset data(arguments.tuples);
  const auto schema = authorization::Schema::parse(kAuthorizationModel).value();
  authorization::Graph graph(schema, {1});
  const auto begin = Clock::now();
  for (const auto& tuple : data.tuples())
    SANGAM_ASSERT(graph.touch(tuple).has_value());
  fmt::print("{{\"case\":\"load\",\"tuples\":{},\"seconds\":{:.3f}}}\n", graph.size(),
             microseconds_since(begin) / 1e6);
  const std::pair<const char*, std::vector<CheckQuestion>> cases[] = {
      {"positive", data.positive(arguments.checks)},
      {"negative", data.negative(arguments.checks)},
      {"exclusion", data.exclusion(arguments.checks)}};
  for (const auto& [name, questions] : cases) {
    measure(graph, name, questions);
    if (!arguments.write.empty()) write_questions(arguments.write + "/" + name, questions);
  }
  if (arguments.write.empty()) return 0;
  std::ofstream out(arguments.write + "/tuples");
  for (const auto& tuple : data.tuples())
    out << tuple.object << ' ' << tuple.relation << ' ' << tuple.subject << '\n';
  return 0;
}

int main_of(int count, char** words) {
  command_line::Program program("bench_authorization", "Authorisation checks in memory");
  Arguments arguments;
  program.option("--tuples", arguments.tuples, "How many relations there are").positive();
  program.option("--checks", arguments.checks, "How many of each case").positive();
  program.option("--write", arguments.write, "A folder for tuples and questions as text");
  if (const auto stopped = program.parse(command_line::words_of(count, words))) return *stopped;
  return run(arguments);
}

}  // namespace
}  // namespace sangam::benchmarks

int main(int count, char** words) { return sangam::benchmarks::main_of(count, words); }

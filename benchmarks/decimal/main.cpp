// Times decimal operations, ours and those of Boost.Multiprecision's cpp_dec_float_50, on operands
// read from standard input ("left right" a line). decimal_bench.py feeds it and measures Python.
//
//   bench_decimal times DIGITS    prints "ours_add NANOSECONDS", "cpp_dec_float_50_add …", …
//   bench_decimal results DIGITS  prints our results, a line an operand pair, for comparison

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal/decimal_context.h"

namespace {

using Boost = boost::multiprecision::cpp_dec_float_50;
using sangam::Decimal;
using sangam::DecimalContext;
using sangam::DecimalResult;

constexpr double kLeastSeconds = 0.05;

template <class Number>
struct Pair {
  Number left;
  Number right;
};

// Tells the compiler that the value is used.
template <class Value>
void keep(const Value& value) {
  asm volatile("" : : "r"(&value) : "memory");
}

// Processor time of this process, so that a busy machine disturbs less.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Number, class Operation>
double nanoseconds(const std::vector<Pair<Number>>& pairs, Operation operation) {
  std::size_t done = 0;
  const double start = processor_seconds();
  double elapsed = 0;
  while (elapsed < kLeastSeconds) {
    for (const auto& [left, right] : pairs) {
      const auto result = operation(left, right);
      keep(result);
    }
    done += pairs.size();
    elapsed = processor_seconds() - start;
  }
  return elapsed * 1e9 / static_cast<double>(done);
}

void print(const char* name, double time) { std::printf("%s %.3f\n", name, time); }

void print_ours(const std::vector<Pair<Decimal>>& pairs, const DecimalContext& context,
                const Decimal& cent) {
  const auto timed = [&](const char* name, auto operation) {
    print(name, nanoseconds(pairs, operation));
  };
  timed("ours_add", [&](const Decimal& a, const Decimal& b) { return add(a, b, context); });
  timed("ours_multiply",
        [&](const Decimal& a, const Decimal& b) { return multiply(a, b, context); });
  timed("ours_divide", [&](const Decimal& a, const Decimal& b) { return divide(a, b, context); });
  timed("ours_quantize",
        [&](const Decimal& a, const Decimal&) { return quantize(a, cent, context); });
}

void print_boost(const std::vector<Pair<Boost>>& pairs) {
  const auto timed = [&](const char* name, auto operation) {
    print(name, nanoseconds(pairs, operation));
  };
  timed("cpp_dec_float_50_add", [](const Boost& a, const Boost& b) { return Boost(a + b); });
  timed("cpp_dec_float_50_multiply", [](const Boost& a, const Boost& b) { return Boost(a * b); });
  timed("cpp_dec_float_50_divide", [](const Boost& a, const Boost& b) { return Boost(a / b); });
}

void print_results(const std::vector<Pair<Decimal>>& pairs, const DecimalContext& context,
                   const Decimal& cent) {
  for (const auto& [left, right] : pairs) {
    for (const DecimalResult& result :
         {add(left, right, context), multiply(left, right, context), divide(left, right, context),
          quantize(left, cent, context)}) {
      std::cout << result.value.to_string() << ' ';
    }
    std::cout << '\n';
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("usage: bench_decimal times|results DIGITS < operands\n", stderr);
    return 2;
  }
  const DecimalContext context{.precision = std::atoi(arguments[2])};
  const Decimal cent = Decimal::from_units(1, sangam::Scale{2});
  std::vector<Pair<Decimal>> ours;
  std::vector<Pair<Boost>> theirs;
  for (std::string left, right; std::cin >> left >> right;) {
    ours.push_back({Decimal::parse(left).value(), Decimal::parse(right).value()});
    theirs.push_back({Boost(left), Boost(right)});
  }
  if (ours.empty()) {
    std::fputs("bench_decimal: no operands\n", stderr);
    return 2;
  }
  if (std::string_view(arguments[1]) == "results") {
    print_results(ours, context, cent);
  } else {
    print_ours(ours, context, cent);
    print_boost(theirs);
  }
  return 0;
}

// The published cases of the General Decimal Arithmetic specification, as Python's test suite
// carries them (Debian: libpython3.11-testsuite). Each case is compared with our result text and
// with the complete set of conditions.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "base/decimal/dectest_cases.h"

namespace sangam::dectest {
namespace {

constexpr const char* kDefaultFolder = "/usr/lib/python3.11/test/decimaltestdata";

// As many cases passed when this was written: fewer means that cases went missing or unsupported.
constexpr int kExpectedPasses = 42'352;

struct Outcome {
  std::string text;
  DecimalConditions conditions;
};

using Operation = std::function<Outcome(const std::vector<Decimal>&, const DecimalContext&)>;

Outcome outcome(const DecimalResult& result) {
  return {result.value.to_string(), result.conditions};
}

template <DecimalResult (*function)(const Decimal&, const DecimalContext&)>
Outcome unary(const std::vector<Decimal>& operands, const DecimalContext& context) {
  return outcome(function(operands.at(0), context));
}

template <DecimalResult (*function)(const Decimal&, const Decimal&, const DecimalContext&)>
Outcome binary(const std::vector<Decimal>& operands, const DecimalContext& context) {
  return outcome(function(operands.at(0), operands.at(1), context));
}

Outcome fused(const std::vector<Decimal>& operands, const DecimalContext& context) {
  return outcome(fused_multiply_add(operands.at(0), operands.at(1), operands.at(2), context));
}

Outcome order_text(std::strong_ordering order) {
  if (order == 0) return {"0", {}};
  return {order < 0 ? "-1" : "1", {}};
}

Outcome total(const std::vector<Decimal>& operands, const DecimalContext&) {
  return order_text(compare_total(operands.at(0), operands.at(1)));
}

Outcome total_of_magnitudes(const std::vector<Decimal>& operands, const DecimalContext&) {
  return order_text(compare_total(abs(operands.at(0)), abs(operands.at(1))));
}

Outcome quantum(const std::vector<Decimal>& operands, const DecimalContext&) {
  return {same_quantum(operands.at(0), operands.at(1)) ? "1" : "0", {}};
}

const std::map<std::string, Operation>& operations() {
  static const std::map<std::string, Operation> kOperations = {
      {"abs", unary<abs>},
      {"add", binary<add>},
      {"compare", binary<compare>},
      {"comparesig", binary<compare_signal>},
      {"comparetotal", total},
      {"comparetotmag", total_of_magnitudes},
      {"divide", binary<divide>},
      {"divideint", binary<divide_integer>},
      {"fma", fused},
      {"max", binary<max>},
      {"min", binary<min>},
      {"minus", unary<minus>},
      {"multiply", binary<multiply>},
      {"plus", unary<plus>},
      {"quantize", binary<quantize>},
      {"reduce", unary<reduce>},
      {"remainder", binary<remainder>},
      {"rescale", binary<rescale>},
      {"samequantum", quantum},
      {"subtract", binary<subtract>},
      {"tointegral", unary<to_integral_value>},
      {"tointegralx", unary<to_integral_exact>},
  };
  return kOperations;
}

std::vector<std::string> names_of(DecimalConditions conditions) {
  static const std::vector<std::pair<DecimalCondition, std::string>> kNames = {
      {DecimalCondition::clamped, "clamped"},
      {DecimalCondition::conversion_syntax, "conversion_syntax"},
      {DecimalCondition::division_by_zero, "division_by_zero"},
      {DecimalCondition::division_impossible, "division_impossible"},
      {DecimalCondition::division_undefined, "division_undefined"},
      {DecimalCondition::inexact, "inexact"},
      {DecimalCondition::insufficient_storage, "insufficient_storage"},
      {DecimalCondition::invalid_operation, "invalid_operation"},
      {DecimalCondition::overflow, "overflow"},
      {DecimalCondition::rounded, "rounded"},
      {DecimalCondition::subnormal, "subnormal"},
      {DecimalCondition::underflow, "underflow"},
  };
  std::vector<std::string> names;
  for (const auto& [condition, name] : kNames) {
    if (conditions.has(condition)) names.push_back(name);
  }
  return names;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += " " + word;
  return text;
}

// Counts, by reason, what was and was not run.
class Runner {
 public:
  void run(const Case& one) {
    if (one.is_encoded()) return skip("operand or result is format-encoded (#)");
    if (one.operation == "tosci" || one.operation == "toeng" || one.operation == "apply") {
      const DecimalResult read = to_number(one.operands.at(0), one.context);
      return check(one, {one.operation == "toeng" ? read.value.to_engineering_string()
                                                  : read.value.to_string(),
                         read.conditions});
    }
    const auto operation = operations().find(one.operation);
    if (operation == operations().end()) return skip("not implemented: " + one.operation);
    // Operands are read as written, with room for every digit; the few whose exponents are beyond
    // 32 bits become an infinity or the smallest number, as they would in a program.
    constexpr DecimalContext kExact{
        .precision = 20'000, .emax = 2'000'000'000, .emin = -2'000'000'000};
    std::vector<Decimal> operands;
    for (const std::string& text : one.operands) {
      DecimalResult operand = to_number(text, kExact);
      ASSERT_FALSE(operand.conditions.has(DecimalCondition::conversion_syntax)) << one.id;
      operands.push_back(std::move(operand.value));
    }
    check(one, operation->second(operands, one.context));
  }

  void report() const {
    std::printf("decTest: run %d, passed %d\n", run_, passed_);
    for (const auto& [reason, count] : skipped_) {
      std::printf("decTest: skipped %d: %s\n", count, reason.c_str());
    }
  }

  int passed() const { return passed_; }
  int run_count() const { return run_; }

 private:
  void skip(const std::string& reason) { ++skipped_[reason]; }

  void check(const Case& one, const Outcome& ours) {
    ++run_;
    if (ours.text == one.result && names_of(ours.conditions) == one.conditions) {
      ++passed_;
      return;
    }
    ADD_FAILURE() << one.id << " " << one.operation << joined(one.operands) << "\n  wants "
                  << one.result << joined(one.conditions) << "\n  is    " << ours.text
                  << joined(names_of(ours.conditions));
  }

  int run_ = 0;
  int passed_ = 0;
  std::map<std::string, int> skipped_;
};

std::filesystem::path folder() {
  const char* named = std::getenv("SANGAM_DECTEST_FOLDER");
  return named != nullptr ? named : kDefaultFolder;
}

TEST(DecTest, PublishedCasesGiveTheirResultsAndConditions) {
  if (!std::filesystem::is_directory(folder())) {
    GTEST_SKIP() << "decTest: " << kExpectedPasses << " cases not run: no files in " << folder()
                 << " (Debian package libpython3.11-testsuite)";
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (entry.path().extension() == ".decTest") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  Runner runner;
  for (const auto& file : files) {
    for_each_case(file, [&](const Case& one) { runner.run(one); });
  }
  runner.report();
  EXPECT_EQ(runner.passed(), runner.run_count());
  EXPECT_GE(runner.passed(), kExpectedPasses);
}

TEST(DecTest, TheReaderUnderstandsQuotesAndComments) {
  const auto tokens = tokens_of("x1 toSci  'a ''b''' \"#\" -> 7.0 Inexact -- why");
  ASSERT_EQ(tokens.size(), 7U);
  EXPECT_EQ(tokens[2].text, "a 'b'");
  EXPECT_EQ(tokens[3].text, "#");
  EXPECT_EQ(tokens[6].text, "Inexact");
}

}  // namespace
}  // namespace sangam::dectest

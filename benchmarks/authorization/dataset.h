#pragma once

// A company with a million relations: people in teams of departments, folders within folders that
// teams may see, documents in folders, and people who are kept out of some. The same each time.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engines/authorization/names.h"

namespace sangam::benchmarks {

using authorization::Tuple;

extern const char* const kAuthorizationModel;

struct CheckQuestion {
  std::string object;
  std::string relation;
  std::string subject;
};

// Value type; O(tuples) memory.
class Dataset {
 public:
  // `tuples` is about how many there are; the parts keep their proportions.
  explicit Dataset(std::int64_t tuples);

  const std::vector<Tuple>& tuples() const noexcept { return tuples_; }
  // Whom a folder on the way up lets in, through a team.
  std::vector<CheckQuestion> positive(std::size_t count);
  // Anybody and any document: nearly all are no.
  std::vector<CheckQuestion> negative(std::size_t count);
  // Who would be let in, at documents that somebody is kept out of; half of them are.
  std::vector<CheckQuestion> exclusion(std::size_t count);

 private:
  std::int64_t pick(std::int64_t below) { return static_cast<std::int64_t>(random_() % below); }
  void add(std::string object, std::string relation, std::string subject);
  void add_teams();
  void add_folders();
  void add_documents();
  // Somebody who may read what is in the folder.
  std::int64_t reader_of(std::int64_t folder);

  std::mt19937_64 random_{20'261'121};
  std::int64_t users_;
  std::int64_t teams_;
  std::int64_t folders_;
  std::int64_t documents_;
  std::vector<std::vector<std::int64_t>> members_;              // of teams
  std::vector<std::vector<std::int64_t>> viewers_;              // teams of folders
  std::vector<std::int64_t> folder_of_;                         // of documents
  std::vector<std::int64_t> parent_;                            // of folders; -1 at the top
  std::vector<std::pair<std::int64_t, std::int64_t>> blocked_;  // document, user
  std::vector<Tuple> tuples_;
};

}  // namespace sangam::benchmarks

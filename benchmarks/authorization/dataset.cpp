#include "benchmarks/authorization/dataset.h"

namespace sangam::benchmarks {

const char* const kAuthorizationModel = R"(
type user
type team
  relation member: [user, team#member]
type folder
  relation parent: [folder]
  relation viewer: [user, team#member] or parent->viewer
type document
  relation parent: [folder]
  relation blocked: [user, team#member]
  relation reader: [user] or parent->viewer
  relation viewer: reader but not blocked
)";

namespace {

std::string named(const char* type, std::int64_t number) {
  return std::string(type) + ":" + std::to_string(number);
}

}  // namespace

Dataset::Dataset(std::int64_t tuples)
    : users_(tuples / 10),
      teams_(tuples / 100),
      folders_(tuples / 20),
      documents_(tuples * 3 / 10) {
  add_teams();
  add_folders();
  add_documents();
}

void Dataset::add(std::string object, std::string relation, std::string subject) {
  tuples_.push_back({std::move(object), std::move(relation), std::move(subject), {}});
}

// Thirty people a team, ten teams a department, ten departments a division.
void Dataset::add_teams() {
  members_.resize(static_cast<std::size_t>(teams_));
  for (std::int64_t team = 0; team < teams_; ++team) {
    for (int i = 0; i < 30; ++i) {
      members_[static_cast<std::size_t>(team)].push_back(pick(users_));
      add(named("team", team), "member",
          named("user", members_[static_cast<std::size_t>(team)].back()));
    }
    add(named("team", teams_ + team / 10), "member", named("team", team) + "#member");
    if (team % 10 == 0)
      add(named("team", teams_ * 2 + team / 100), "member",
          named("team", teams_ + team / 10) + "#member");
  }
}

// Up to some ten levels; two teams a folder, of which every tenth is a whole division.
void Dataset::add_folders() {
  viewers_.resize(static_cast<std::size_t>(folders_));
  for (std::int64_t folder = 0; folder < folders_; ++folder) {
    parent_.push_back(folder < 100 ? -1 : pick(folder));
    if (parent_.back() >= 0)
      add(named("folder", folder), "parent", named("folder", parent_.back()));
    for (int i = 0; i < 2; ++i) {
      const auto team = pick(teams_);
      viewers_[static_cast<std::size_t>(folder)].push_back(team);
      const auto group = pick(10) == 0 ? teams_ * 2 + team / 100 : team;
      add(named("folder", folder), "viewer", named("team", group) + "#member");
    }
  }
}

void Dataset::add_documents() {
  for (std::int64_t document = 0; document < documents_; ++document) {
    folder_of_.push_back(pick(folders_));
    add(named("document", document), "parent", named("folder", folder_of_.back()));
    if (document % 3 != 0) add(named("document", document), "reader", named("user", pick(users_)));
    if (document % 6 == 0) {
      blocked_.emplace_back(document, reader_of(folder_of_.back()));
      add(named("document", document), "blocked", named("user", blocked_.back().second));
    }
  }
}

std::int64_t Dataset::reader_of(std::int64_t folder) {
  while (pick(3) != 0 && parent_[static_cast<std::size_t>(folder)] >= 0)
    folder = parent_[static_cast<std::size_t>(folder)];
  const auto& teams = viewers_[static_cast<std::size_t>(folder)];
  const auto& people = members_[static_cast<std::size_t>(teams[random_() % teams.size()])];
  return people[random_() % people.size()];
}

std::vector<CheckQuestion> Dataset::positive(std::size_t count) {
  std::vector<CheckQuestion> questions;
  while (questions.size() < count) {
    const auto document = pick(documents_);
    const auto user = reader_of(folder_of_[static_cast<std::size_t>(document)]);
    questions.push_back({named("document", document), "reader", named("user", user)});
  }
  return questions;
}

std::vector<CheckQuestion> Dataset::negative(std::size_t count) {
  std::vector<CheckQuestion> questions;
  while (questions.size() < count)
    questions.push_back(
        {named("document", pick(documents_)), "reader", named("user", pick(users_))});
  return questions;
}

std::vector<CheckQuestion> Dataset::exclusion(std::size_t count) {
  std::vector<CheckQuestion> questions;
  while (questions.size() < count) {
    const auto& [document, user] = blocked_[random_() % blocked_.size()];
    const auto other = reader_of(folder_of_[static_cast<std::size_t>(document)]);
    questions.push_back({named("document", document), "viewer",
                         named("user", questions.size() % 2 == 0 ? user : other)});
  }
  return questions;
}

}  // namespace sangam::benchmarks

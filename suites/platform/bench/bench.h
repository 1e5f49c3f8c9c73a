#pragma once

// The module platform/bench: operations that exist to be measured, and are served only with
// --bench. They go the way of every other operation, so that what the benches show is what a
// product gets.

#include <optional>
#include <string>
#include <vector>

#include "base/asset.h"
#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/call.h"
#include "kernel/api/module.h"
#include "kernel/jobs/job_service.h"
#include "suites/platform/bench/catalogue.h"

namespace sangam::suites::platform::bench {

struct Pong {
  bool ok = true;
};
SANGAM_DESCRIBE(Pong, (ok, "Always true"))

// A decimal number as people write one: a sign, up to 18 digits, up to 18 behind the point.
class PriceText {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.pattern = "^-?[0-9]{1,18}(\\.[0-9]{1,18})?$",
                                .example = "1234.50"};
  static Verdict parse(std::string_view text, PriceText& value);
  void format(std::string& out) const { out += value_; }

 private:
  std::string value_;
};

// Three upper-case letters.
class CurrencyCode {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.pattern = "^[A-Z]{3}$", .example = "INR"};
  static Verdict parse(std::string_view text, CurrencyCode& value);
  void format(std::string& out) const { out += value_; }

 private:
  std::string value_;
};

struct Address {
  Text<1, 120> street;
  Text<1, 80> city;
  Text<1, 12> zip;
  Text<1, 2> country;
};
SANGAM_DESCRIBE(Address, (street, "Street and number"), (city, "City"), (zip, "Postal code"),
                (country, "ISO 3166-1 alpha-2"))

// Ten fields of the kinds that requests are made of.
struct Order {
  Text<1, 40> id;
  Text<1, 120> name;
  CurrencyCode currency;
  Bounded<0, 1'000'000> quantity;
  PriceText price;
  bool active = false;
  std::vector<Text<1, 40>> tags;
  Address address;
  std::optional<Text<1, 500>> note;
  Timestamp created_at;
};
SANGAM_DESCRIBE(Order, (id, "The order"), (name, "For people"), (currency, "Of the price"),
                (quantity, "How many"), (price, "Of one"), (active, "Whether it is open"),
                (tags, "Up to 20"), (address, "Where it goes"), (note, "For the driver"),
                (created_at, "When it was placed"))

struct NoteResource {
  static constexpr std::string_view kIdPrefix = "note";
};
using NoteId = Id<NoteResource>;
using NoteText = Text<1, 500>;

struct WriteNote {
  NoteText text;
};
SANGAM_DESCRIBE(WriteNote, (text, "What to write down"))

struct GetNote {
  NoteId id;
};
SANGAM_DESCRIBE(GetNote, (id, "The note"))

struct Note {
  NoteId id;
  NoteText text;
  Timestamp created_at;
};
SANGAM_DESCRIBE(Note, (id, "The note"), (text, "What was written down"), (created_at, "When"))

// Published with every note.
struct NoteWritten {
  static constexpr std::string_view kEventType = "bench.note.written";
  static constexpr std::int32_t kEventVersion = 1;
  NoteId id;
  NoteText text;
};
SANGAM_DESCRIBE(NoteWritten, (id, "The note"), (text, "What was written down"))

// The same as a job: what a small one costs, and whether it has its effect once.
struct NoteJob {
  static constexpr std::string_view kJobKind = "bench.note";
  NoteText text;
  std::optional<Bounded<0, 60'000>> delay_ms;
};
SANGAM_DESCRIBE(NoteJob, (text, "What to write down"), (delay_ms, "How long it takes"))

// Without state: everything is in the database.
class BenchOperations {
 public:
  Task<Pong> ping(api::Call& call, Nothing);
  // Answers what it was sent. Throws Error{invalid} for more than 20 tags.
  Task<Order> echo(api::Call& call, Order order);
  Task<Note> write_note(api::Call& call, WriteNote request);
  // Throws Error{not_found}.
  Task<Note> get_note(api::Call& call, GetNote request);
  Task<api::Page<BenchBook>> list_books(api::Call& call, ListBenchBooks request);
  // Both throw Error{not_found}.
  Task<BenchShelf> get_shelf(api::Call& call, GetBenchShelf request);
  Task<BenchReader> get_reader(api::Call& call, GetBenchReader request);
  Task<std::vector<BenchShelf>> load_shelves(api::Call& call, std::vector<BenchShelfId> ids);
  Task<std::vector<BenchReader>> load_readers(api::Call& call, std::vector<BenchReaderId> ids);
};

void declare(api::Module& module, BenchOperations& operations);

// The handler of NoteJob; tenants may start one where the operations are served.
jobs::JobModule job_module();

}  // namespace sangam::suites::platform::bench

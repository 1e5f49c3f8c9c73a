#pragma once

// FilterSql: a filter as a condition of SQL over the rows `r` of a kind of resource (users_sql.h,
// groups_sql.h). Names come from our own tables and values travel as parameters, so nothing of what
// was sent is part of the statement.
//
// Columns of r: id, external_id, created_at, changed_at; of users also active and document (jsonb),
// of groups also name, name_key and members. $1 is the tenant.

#include <string>

#include "kernel/store/parameters.h"
#include "suites/platform/scim/attribute_path.h"
#include "suites/platform/scim/filter.h"

namespace sangam::suites::platform::scim {

class FilterSql {
 public:
  enum class Unknown : std::uint8_t {
    refused,   // an attribute that there is not is a fault of the filter
    no_match,  // several kinds are asked at once: no resource of this kind has it
  };
  // All outlive it. `parameters` holds the tenant.
  FilterSql(const ResourceKind& kind, store::Parameters& parameters, std::string& sql,
            Unknown unknown)
      : kind_(kind), parameters_(parameters), sql_(sql), unknown_(unknown) {}

  // Appends the condition. Throws ScimError (invalidFilter).
  void write(const Filter& filter);
  // What to sort by, as an expression; empty when one cannot.
  static std::string sort_expression(const ResourceKind& kind, const AttributePath& path);

 private:
  // The values that a condition within brackets is about.
  struct Element {
    const Attribute* attribute;
    bool is_membership;
  };

  void write_joined(const Filter& filter, std::string_view word, const Element* element);
  void write_term(const Filter& filter, const Element* element);
  void write_about(const Filter& filter, const AttributePath& path);
  void write_value_path(const Filter& filter);
  void write_part(const Filter& filter, const Element& element);
  void open_element(const Element& element, const AttributePath& path);
  void write_text(const Filter& filter, std::string_view expression, bool case_exact);
  void write_flag(const Filter& filter, std::string_view expression);
  void write_time(const Filter& filter, std::string_view expression);
  void write_id(const Filter& filter, std::string_view expression, std::string_view prefix);
  void write_constant(const Filter& filter, std::string_view constant);
  void write_user_name(const Filter& filter);
  void write_presence(std::string_view expression);
  std::string parameter(std::string_view text);

  const ResourceKind& kind_;
  store::Parameters& parameters_;
  std::string& sql_;
  Unknown unknown_;
};

}  // namespace sangam::suites::platform::scim

#pragma once

// Problem: what is wrong with a document, and where.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engines/graphql/location.h"

namespace sangam::graphql {

// What a document broke. Those of validation are the rules of §5 of the specification (October
// 2021), each under the name it has there.
enum class Rule : std::uint8_t {
  syntax,                          // §2
  limit,                           // more bytes, tokens, depth or work than the caller allows
  operation_name_uniqueness,       // §5.2.1.1
  lone_anonymous_operation,        // §5.2.2.1
  single_root_field,               // §5.2.3.1
  operation_type_existence,        // §3.3.1: the schema has no such root
  field_selections,                // §5.3.1
  field_selection_merging,         // §5.3.2
  leaf_field_selections,           // §5.3.3
  argument_names,                  // §5.4.1
  argument_uniqueness,             // §5.4.2
  required_arguments,              // §5.4.2.1
  fragment_name_uniqueness,        // §5.5.1.1
  fragment_spread_type_existence,  // §5.5.1.2
  fragments_on_composite_types,    // §5.5.1.3
  fragments_must_be_used,          // §5.5.1.4
  fragment_spread_target_defined,  // §5.5.2.1
  fragment_spreads_must_not_form_cycles,  // §5.5.2.2
  fragment_spread_is_possible,            // §5.5.2.3
  values_of_correct_type,                 // §5.6.1
  input_object_field_names,               // §5.6.2
  input_object_field_uniqueness,          // §5.6.3
  input_object_required_fields,           // §5.6.4
  directives_are_defined,                 // §5.7.1
  directives_are_in_valid_locations,      // §5.7.2
  directives_are_unique_per_location,     // §5.7.3
  variable_uniqueness,                    // §5.8.1
  variables_are_input_types,              // §5.8.2
  all_variable_uses_defined,              // §5.8.3
  all_variables_used,                     // §5.8.4
  all_variable_usages_are_allowed,        // §5.8.5
  introspection,                          // the caller does not allow it
  coercion,                               // §6.1.2, §6.4.1: a value that is not of its type
};

// "field_selections": stable; clients may match it.
std::string_view name(Rule rule) noexcept;

struct Problem {
  Rule rule = Rule::syntax;
  std::string message;  // for people, one sentence or two
  std::vector<Location> locations;
};

// "line 2, column 5: There is no field 'nmae' in type 'Account'."
std::string to_text(const Problem& problem);

}  // namespace sangam::graphql

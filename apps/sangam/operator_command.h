#pragma once

// `sangam operator add`: how an installation gets its operators. It works on the data folder, not
// over the API: who may read that may do everything anyway, and before the first operator nobody
// may create one.

namespace sangam::command_line {
class Command;
}

namespace sangam::apps {

void add_operator_command(command_line::Command& program);

}  // namespace sangam::apps

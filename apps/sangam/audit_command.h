#pragma once

// `sangam audit verify`: checks the audit where it is stored, or a file of evidence without any
// server, and names every entry that is not what was sealed.

namespace sangam::command_line {
class Command;
}

namespace sangam::apps {

void add_audit_command(command_line::Command& program);

}  // namespace sangam::apps

#pragma once

// `sangam import transfers FILE` and `sangam import pain001 FILE`: sends a file to a running
// server, follows its progress, and writes the refused lines to FILE.rejected.ndjson. The file's
// own hash and the flags are the idempotency key, so an interrupted command is simply given again:
// nothing is lost or doubled.

namespace sangam::command_line {
class Command;
}

namespace sangam::apps::client {

void add_import_command(command_line::Command& program);

}  // namespace sangam::apps::client

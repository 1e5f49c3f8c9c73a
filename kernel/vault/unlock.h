#pragma once

// unlock: the master key of a server, at its start, before anything is sealed or opened with it.

#include <filesystem>

#include "kernel/runtime/deadline.h"
#include "kernel/store/connection_settings.h"
#include "kernel/vault/master_key.h"

namespace sangam::vault {

// What to do when values were sealed under a key that is not there any more.
enum class LostKey : std::uint8_t {
  refuse,
  give_up,  // destroy what nobody can open: sealed values are lost for good, everything else stays
};

// Reads the master key from `file`, or makes it when nothing in the database was sealed under
// another one, and notes its id in the database. Throws MasterKeyError when the file is lost or
// wrong. Blocking; the schema must be up to date.
MasterKey unlock(const std::filesystem::path& file, const store::Endpoint& endpoint,
                 runtime::Deadline deadline, LostKey lost = LostKey::refuse);

}  // namespace sangam::vault

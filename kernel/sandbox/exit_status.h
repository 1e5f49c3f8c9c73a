#pragma once

// What a child says by its exit status when it cannot say anything else. Internal to this module.
// Chosen away from the statuses that programs and shells use.

namespace sangam::sandbox {

inline constexpr int kExitCannotStart = 241;
inline constexpr int kExitOutOfMemory = 242;

}  // namespace sangam::sandbox

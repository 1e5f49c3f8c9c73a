#pragma once

// What checkpoints and keys share of the signed-note format.

#include <string_view>

namespace sangam::audit {

// The name that signs, on every installation; the key id tells them apart.
inline constexpr std::string_view kKeyName = "sangam-audit";
// Ed25519 in signed notes.
inline constexpr char kAlgorithm = 1;

}  // namespace sangam::audit

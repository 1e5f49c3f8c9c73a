#pragma once

// What somebody meant who misspelt a name.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::apps::client {

// How many letters must be changed, added, left out or swapped with their neighbour to make one of
// the other (optimal string alignment). O(bytes of one times bytes of the other).
std::size_t edit_distance(std::string_view one, std::string_view other);

// Those of `names` that are near `word`, the nearest first: that contain it, or differ in a few
// letters. `most` of them; none for a word over 100 bytes.
std::vector<std::string> nearest(std::string_view word, std::span<const std::string> names,
                                 std::size_t most = 5);

// "; do you mean a, b?" or nothing.
std::string do_you_mean(std::string_view word, std::span<const std::string> names);

}  // namespace sangam::apps::client

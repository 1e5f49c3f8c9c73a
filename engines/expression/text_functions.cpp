// Texts: the specification's, and the extension "strings". Positions count characters.

#include <re2/re2.h>

#include <algorithm>

#include "engines/expression/standard_library.h"
#include "engines/expression/utf8.h"

namespace sangam::expression {

namespace {

using Characters = std::vector<std::uint32_t>;

const std::string* text(Arguments a, std::size_t index) { return a[index].get<std::string>(); }
const std::int64_t* whole(Arguments a, std::size_t index) { return a[index].get<std::int64_t>(); }

Value from(const Characters& characters, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i)
    append_utf8(out, characters[i]);
  return out;
}

template <class Test>
Function test(const std::string& name, Test holds) {
  return {
      name, {{{Kind::text, Kind::text}, Kind::boolean, true}}, [name, holds](Arguments a) -> Value {
        if (!text(a, 0) || !text(a, 1)) return no_overload(name, a);
        return holds(*text(a, 0), *text(a, 1));
      }};
}

// RE2's time is linear in the text, whatever the pattern; its memory is bounded here.
Value matches(Arguments a) {
  if (!text(a, 0) || !text(a, 1)) return no_overload("matches", a);
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(1 << 20);
  const RE2 pattern(*text(a, 1), options);
  if (!pattern.ok()) return Value::failure("a pattern is wrong: " + pattern.error());
  return RE2::PartialMatch(*text(a, 0), pattern);
}

Value out_of_bounds() { return Value::failure("a position is outside of the text"); }

Value char_at(Arguments a) {
  if (!text(a, 0) || !whole(a, 1)) return no_overload("charAt", a);
  const auto characters = characters_of(*text(a, 0));
  const auto at = static_cast<std::size_t>(*whole(a, 1));
  if (at > characters.size()) return out_of_bounds();
  return from(characters, at, std::min(at + 1, characters.size()));
}

bool stands_at(const Characters& all, const Characters& part, std::size_t at) {
  return at + part.size() <= all.size() &&
         std::equal(part.begin(), part.end(), all.begin() + static_cast<std::ptrdiff_t>(at));
}

Value index_of(Arguments a) {
  if (!text(a, 0) || !text(a, 1) || (a.size() == 3 && !whole(a, 2)))
    return no_overload("indexOf", a);
  const auto all = characters_of(*text(a, 0));
  const auto part = characters_of(*text(a, 1));
  const auto begin = a.size() == 3 ? static_cast<std::size_t>(*whole(a, 2)) : 0;
  if (begin > all.size()) return out_of_bounds();
  const auto found = std::search(all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(),
                                 part.begin(), part.end());
  if (found == all.end() && !part.empty()) return std::int64_t{-1};
  return static_cast<std::int64_t>(found - all.begin());
}

Value last_index_of(Arguments a) {
  if (!text(a, 0) || !text(a, 1) || (a.size() == 3 && !whole(a, 2)))
    return no_overload("lastIndexOf", a);
  const auto all = characters_of(*text(a, 0));
  const auto part = characters_of(*text(a, 1));
  const auto last = a.size() == 3 ? static_cast<std::size_t>(*whole(a, 2)) : all.size();
  if (last > all.size()) return out_of_bounds();
  for (auto at = last + 1; at-- > 0;)
    if (stands_at(all, part, at)) return static_cast<std::int64_t>(at);
  return std::int64_t{-1};
}

template <char kFirst, char kLast, int kShift>
Value change_case(Arguments a) {
  if (!text(a, 0)) return no_overload(kShift > 0 ? "lowerAscii" : "upperAscii", a);
  std::string changed = *text(a, 0);
  for (char& c : changed)
    if (c >= kFirst && c <= kLast) c = static_cast<char>(c + kShift);
  return changed;
}

// Where `part` begins in `all`, or, when it is empty, before each character and at the end.
std::size_t find_part(std::string_view all, std::string_view part, std::size_t from) {
  if (!part.empty()) return all.find(part, from);
  if (from > all.size()) return all.npos;
  while (from < all.size() && (static_cast<std::uint8_t>(all[from]) & 0xc0) == 0x80)
    ++from;
  return from;
}

Value replace(Arguments a) {
  const bool limited = a.size() == 4;
  if (!text(a, 0) || !text(a, 1) || !text(a, 2) || (limited && !whole(a, 3)))
    return no_overload("replace", a);
  const std::string_view all = *text(a, 0);
  const std::string_view part = *text(a, 1);
  auto left = limited ? *whole(a, 3) : -1;
  std::string out;
  std::size_t done = 0;
  for (auto at = find_part(all, part, 0); left != 0 && at != all.npos; --left) {
    (out += all.substr(done, at - done)) += *text(a, 2);
    if (out.size() > kMostTextBytes) return too_long();
    done = at + part.size();
    at = find_part(all, part, part.empty() ? at + 1 : done);
  }
  return out += all.substr(std::min(done, all.size()));
}

Value split(Arguments a) {
  const bool limited = a.size() == 3;
  if (!text(a, 0) || !text(a, 1) || (limited && !whole(a, 2))) return no_overload("split", a);
  std::string_view rest = *text(a, 0);
  const std::string_view separator = *text(a, 1);
  auto left = limited ? *whole(a, 2) : -1;
  std::vector<Value> parts;
  while (left != 0) {
    auto end = separator.empty() ? (rest.size() < 2 ? rest.npos : find_part(rest, "", 1))
                                 : rest.find(separator);
    if (end >= rest.size()) end = rest.npos;
    if (--left == 0 || end == rest.npos) {
      if (!separator.empty() || !rest.empty()) parts.emplace_back(rest);
      break;
    }
    parts.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + separator.size());
  }
  return Value::list(std::move(parts));
}

Value substring(Arguments a) {
  const bool ended = a.size() == 3;
  if (!text(a, 0) || !whole(a, 1) || (ended && !whole(a, 2))) return no_overload("substring", a);
  const auto characters = characters_of(*text(a, 0));
  const auto size = static_cast<std::int64_t>(characters.size());
  const auto begin = *whole(a, 1);
  const auto end = ended ? *whole(a, 2) : size;
  if (begin < 0 || begin > end || end > size) return out_of_bounds();
  return from(characters, static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
}

// The characters that Unicode calls white space.
bool is_space(std::uint32_t c) {
  return (c >= 9 && c <= 13) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}

Value trim(Arguments a) {
  if (!text(a, 0)) return no_overload("trim", a);
  const auto characters = characters_of(*text(a, 0));
  std::size_t begin = 0;
  auto end = characters.size();
  while (begin < end && is_space(characters[begin]))
    ++begin;
  while (end > begin && is_space(characters[end - 1]))
    --end;
  return from(characters, begin, end);
}

Value join(Arguments a) {
  if (!a[0].is<List>() || (a.size() == 2 && !text(a, 1))) return no_overload("join", a);
  std::string out;
  bool first = true;
  for (const auto& element : a[0].elements()) {
    const auto* part = element.get<std::string>();
    if (!part) return no_overload("join", a);
    if (!first && a.size() == 2) out += *text(a, 1);
    if (out.size() + part->size() > kMostTextBytes) return too_long();
    out += *part;
    first = false;
  }
  return out;
}

Value reverse(Arguments a) {
  if (!text(a, 0)) return no_overload("reverse", a);
  auto characters = characters_of(*text(a, 0));
  std::ranges::reverse(characters);
  return from(characters, 0, characters.size());
}

Value quote(Arguments a) {
  if (!text(a, 0)) return no_overload("strings.quote", a);
  std::string out = "\"";
  for (const char c : *text(a, 0)) {
    constexpr std::string_view kPlain = "\a\b\f\n\r\t\v\\\"";
    constexpr std::string_view kLetters = "abfnrtv\\\"";
    const auto at = kPlain.find(c);
    if (at == kPlain.npos) out += c;
    else (out += '\\') += kLetters[at];
  }
  return out + '"';
}

Function member(std::string name, std::vector<std::vector<Type>> arguments, const Type& result,
                Value (*run)(Arguments)) {
  std::vector<Overload> overloads;
  for (auto& one : arguments)
    overloads.push_back({std::move(one), result, true});
  return {std::move(name), std::move(overloads), run};
}

}  // namespace

std::vector<Function> text_functions() {
  const Type t = Kind::text;
  const Type n = Kind::integer;
  const auto list = Type::list(t);
  return {
      test("contains", [](std::string_view a, std::string_view b) { return a.contains(b); }),
      test("startsWith", [](std::string_view a, std::string_view b) { return a.starts_with(b); }),
      test("endsWith", [](std::string_view a, std::string_view b) { return a.ends_with(b); }),
      {"matches", {{{t, t}, Kind::boolean, true}, {{t, t}, Kind::boolean}}, matches},
      member("charAt", {{t, n}}, t, char_at),
      member("indexOf", {{t, t}, {t, t, n}}, n, index_of),
      member("lastIndexOf", {{t, t}, {t, t, n}}, n, last_index_of),
      member("lowerAscii", {{t}}, t, change_case<'A', 'Z', 32>),
      member("upperAscii", {{t}}, t, change_case<'a', 'z', -32>),
      member("replace", {{t, t, t}, {t, t, t, n}}, t, replace),
      member("split", {{t, t}, {t, t, n}}, list, split),
      member("substring", {{t, n}, {t, n, n}}, t, substring),
      member("trim", {{t}}, t, trim),
      member("join", {{list}, {list, t}}, t, join),
      member("reverse", {{t}}, t, reverse),
      {"strings.quote", {{{t}, t}}, quote},
  };
}

}  // namespace sangam::expression

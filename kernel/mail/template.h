#pragma once

// Template: subject, text and HTML of a kind of mail, with {{name}} where a value goes. The values
// are the fields of a described struct, so a name that does not exist, or is no scalar, is found
// when the template is made, which is when the program starts.
//
//   struct Invited { std::string name; std::string link; };
//   SANGAM_DESCRIBE(Invited, (name, "Who is invited"), (link, "Where to accept"))
//   const mail::Template<Invited> kInvitation{"platform.invitation", "Join us, {{name}}",
//       "Open {{link}}\n", "<p>Open <a href=\"{{link}}\">this page</a></p>"};
//   mail::send(call, kInvitation.letter({.address = "ann@example.com"}, {"Ann", link}));

#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "kernel/mail/letter.h"

namespace sangam::mail {

// What is wrong with a template: a mistake of who wrote it.
struct TemplateError : std::exception {
  explicit TemplateError(std::string text) : text(std::move(text)) {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

enum class Escape : std::uint8_t { none, html };

// One of the three texts. Immutable; any thread.
class TemplateText {
 public:
  // Throws TemplateError for a {{name}} that is no scalar field of `variables`, and for one without
  // an end.
  TemplateText(std::string_view text, const Type& variables, Escape escape);

  // `values` is the struct. An empty optional gives nothing. O(result).
  std::string render(const void* values) const;

 private:
  struct Piece {
    std::string literal;
    const Field* field = nullptr;  // its value follows the literal; null at the end
  };
  std::vector<Piece> pieces_;
  Escape escape_;
};

// What all Template<…> share.
class TemplateBase {
 public:
  const std::string& kind() const noexcept { return kind_; }

 protected:
  TemplateBase(std::string_view kind, const Type& variables, std::string_view subject,
               std::string_view text, std::string_view html);
  Letter render(Mailbox to, const void* values) const;

 private:
  std::string kind_;
  TemplateText subject_;
  TemplateText text_;
  TemplateText html_;
};

// A letter, and of which kind it is.
struct KindOfLetter {
  std::string kind;
  Letter letter;
};

template <Described Variables>
class Template : public TemplateBase {
 public:
  // `kind` is "module.what", as operators see it; `html` may be empty.
  Template(std::string_view kind, std::string_view subject, std::string_view text,
           std::string_view html)
      : TemplateBase(kind, type_of<Variables>, subject, text, html) {}

  KindOfLetter letter(Mailbox to, const Variables& values) const {
    return {kind(), render(std::move(to), &values)};
  }
};

}  // namespace sangam::mail

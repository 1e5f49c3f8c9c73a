// The only file that knows libxml2. Its SAX2 interface is used, because the handler then sees a
// document type declaration, or a limit, before anything of it has been stored.

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <climits>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/assert.h"
#include "base/text.h"
#include "engines/messages/xml_tree.h"

namespace sangam::engines::messages {

namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// libxml2 ends its messages with a line feed and sometimes quotes the input; one line is enough.
std::string first_line(const char* message) {
  std::string_view text = message == nullptr ? "" : message;
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

// Turns SAX events into a tree. One per document; its callbacks run inside xmlParseDocument and do
// not throw: running out of memory ends the process, which is the sandboxed child.
class XmlTreeBuilder {
 public:
  XmlTreeBuilder(xmlParserCtxtPtr context, const Limits& limits)
      : context_(context), limits_(limits) {}

  std::optional<Problem> problem;

  void begin_document() noexcept {
    // The declared encoding is kept in one of two places, depending on whether it is UTF-8.
    for (const auto* declared : {context_->encoding, context_->input->encoding}) {
      if (declared != nullptr && xmlStrcasecmp(declared, BAD_CAST "UTF-8") != 0) {
        return stop("wrong_encoding", "The XML declaration names the encoding " +
                                          std::string(view(declared)) + "; only UTF-8 is accepted");
      }
    }
  }

  void document_type() noexcept {
    stop("doctype_forbidden",
         "A document type declaration (DOCTYPE) is not allowed in a payment message");
  }

  void begin_element(std::string_view name, std::string_view name_space, const xmlChar** attributes,
                     int attribute_count) noexcept {
    if (tree_.elements_.size() >= limits_.max_elements) {
      return stop("too_many_elements",
                  "There are more than " + std::to_string(limits_.max_elements) + " elements");
    }
    if (open_.size() >= limits_.max_depth) {
      return stop("too_deep", "Elements are nested deeper than " +
                                  std::to_string(limits_.max_depth) + " levels");
    }
    const auto index = static_cast<ElementIndex>(tree_.elements_.size());
    XmlElement element{.name = intern(name), .name_space = intern(name_space), .line = line()};
    element.parent = open_.empty() ? kNoElement : open_.back().index;
    tree_.elements_.push_back(element);
    link_to_parent(index);
    open_.push_back({.index = index, .last_child = kNoElement, .text = {}});
    add_attributes(index, attributes, attribute_count);
  }

  void end_element() noexcept {
    SANGAM_ASSERT(!open_.empty());
    auto& top = open_.back();
    auto& element = tree_.elements_[top.index];
    // Indentation between children carries nothing.
    if (element.first_child == kNoElement || !is_blank(top.text)) {
      element.text_begin = static_cast<std::uint32_t>(tree_.characters_.size());
      element.text_size = static_cast<std::uint32_t>(top.text.size());
      tree_.characters_ += top.text;
    }
    open_.pop_back();
  }

  void characters(std::string_view text) noexcept {
    if (open_.empty() || problem) return;
    auto& collected = open_.back().text;
    if (collected.size() + text.size() > limits_.max_text_bytes && is_blank(collected)) {
      collected.clear();  // a file may be indented as generously as it likes
    }
    if (collected.size() + text.size() > limits_.max_text_bytes) return too_long();
    collected += text;
  }

  void parser_error(const xmlError& error) noexcept {
    if (error.level != XML_ERR_FATAL || problem) return;
    if (error.code == XML_ERR_NO_MEMORY) {
      return stop("out_of_memory", "The message needs more memory than it may have");
    }
    stop("not_well_formed", "This is not well-formed XML: " + first_line(error.message));
  }

  XmlTree take() { return std::move(tree_); }

 private:
  struct Open {
    ElementIndex index;
    ElementIndex last_child;
    std::string text;
  };

  std::uint32_t line() const { return static_cast<std::uint32_t>(context_->input->line); }

  std::string path() const {
    return open_.empty() ? std::string{} : tree_.path(open_.back().index);
  }

  // Frees the parser's input: what a callback was handed is gone afterwards, so callers return.
  void stop(std::string code, std::string reason) {
    if (!problem) problem = {path(), line(), std::move(code), std::move(reason)};
    xmlStopParser(context_);
  }

  void too_long() {
    stop("too_long", "A text is longer than " + std::to_string(limits_.max_text_bytes) + " bytes");
  }

  std::uint32_t intern(std::string_view text) {
    const auto [found, inserted] =
        known_.try_emplace(std::string(text), static_cast<std::uint32_t>(tree_.texts_.size()));
    if (inserted) tree_.texts_.emplace_back(text);
    return found->second;
  }

  void link_to_parent(ElementIndex index) {
    if (open_.empty()) return;
    auto& parent = open_.back();
    if (parent.last_child == kNoElement) {
      tree_.elements_[parent.index].first_child = index;
    } else {
      tree_.elements_[parent.last_child].next_sibling = index;
    }
    parent.last_child = index;
  }

  // SAX2 gives five pointers an attribute: name, prefix, namespace, begin and end of the value.
  void add_attributes(ElementIndex index, const xmlChar** attributes, int count) {
    auto& element = tree_.elements_[index];
    element.first_attribute = static_cast<std::uint32_t>(tree_.attributes_.size());
    element.attribute_count = static_cast<std::uint32_t>(count);
    for (int i = 0; i < count; ++i, attributes += 5) {
      const std::string_view value(reinterpret_cast<const char*>(attributes[3]),
                                   static_cast<std::size_t>(attributes[4] - attributes[3]));
      if (value.size() > limits_.max_text_bytes) return too_long();
      tree_.attributes_.push_back(
          {std::string(view(attributes[0])), std::string(view(attributes[2])), std::string(value)});
    }
  }

  xmlParserCtxtPtr context_;
  const Limits& limits_;
  XmlTree tree_;
  std::vector<Open> open_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

namespace {

XmlTreeBuilder& builder_of(void* data) { return *static_cast<XmlTreeBuilder*>(data); }

void on_start_document(void* data) { builder_of(data).begin_document(); }

void on_document_type(void* data, const xmlChar*, const xmlChar*, const xmlChar*) {
  builder_of(data).document_type();
}

void on_start_element(void* data, const xmlChar* name, const xmlChar*, const xmlChar* name_space,
                      int, const xmlChar**, int attribute_count, int, const xmlChar** attributes) {
  builder_of(data).begin_element(view(name), view(name_space), attributes, attribute_count);
}

void on_end_element(void* data, const xmlChar*, const xmlChar*, const xmlChar*) {
  builder_of(data).end_element();
}

void on_characters(void* data, const xmlChar* text, int size) {
  builder_of(data).characters(
      {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

void on_error(void* data, xmlErrorPtr error) { builder_of(data).parser_error(*error); }

xmlSAXHandler make_handler() {
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startDocument = on_start_document;
  handler.internalSubset = on_document_type;
  handler.startElementNs = on_start_element;
  handler.endElementNs = on_end_element;
  handler.characters = on_characters;
  handler.ignorableWhitespace = on_characters;
  handler.cdataBlock = on_characters;
  handler.serror = on_error;
  return handler;
}

std::optional<Problem> refuse_unread(std::string_view xml, const Limits& limits) {
  if (xml.empty()) return Problem{"", 0, "empty", "The file is empty"};
  if (xml.size() > limits.max_bytes) {
    return Problem{"", 0, "too_large",
                   "The file is larger than " + std::to_string(limits.max_bytes) + " bytes"};
  }
  // A zero byte is valid UTF-8 but not XML; it would make libxml2 guess UTF-16.
  if (!utf8_length(xml) || xml.find('\0') != std::string_view::npos) {
    return Problem{"", 0, "invalid_utf8", "The file is not valid UTF-8 text"};
  }
  return std::nullopt;
}

struct FreeContext {
  void operator()(xmlParserCtxt* context) const noexcept {
    if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};

}  // namespace

std::expected<XmlTree, Problem> read_xml(std::string_view xml, const Limits& limits) {
  SANGAM_ASSERT(limits.max_bytes <= INT_MAX);
  if (auto refusal = refuse_unread(xml, limits)) return std::unexpected(std::move(*refusal));

  static const bool initialised = (xmlInitParser(), true);
  SANGAM_ASSERT(initialised);
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(
      xmlCreateMemoryParserCtxt(xml.data(), static_cast<int>(xml.size())));
  if (!context) {
    return std::unexpected(
        Problem{"", 0, "out_of_memory", "The message needs more memory than it may have"});
  }
  // Neither XML_PARSE_NOENT nor XML_PARSE_DTDLOAD nor XML_PARSE_HUGE: the library's own bounds
  // stay.
  xmlCtxtUseOptions(context.get(), XML_PARSE_NONET);
  XmlTreeBuilder builder(context.get(), limits);
  *context->sax = make_handler();
  context->userData = &builder;
  xmlParseDocument(context.get());

  if (builder.problem) return std::unexpected(std::move(*builder.problem));
  if (context->wellFormed == 0) {
    return std::unexpected(Problem{"", 0, "not_well_formed", "This is not well-formed XML"});
  }
  return builder.take();
}

}  // namespace sangam::engines::messages

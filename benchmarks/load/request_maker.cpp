#include "benchmarks/load/request_maker.h"

namespace sangam::benchmarks::load {

std::expected<RequestMaker, std::string> RequestMaker::make(const Arguments& arguments,
                                                            std::uint64_t seed) {
  std::string head =
      arguments.method + ' ' + arguments.path + " HTTP/1.1\r\nHost: " + arguments.host + "\r\n";
  for (const std::string& header : arguments.headers)
    head += header + "\r\n";
  auto parsed_head = Template::parse(head);
  if (!parsed_head) return std::unexpected("path or header: " + parsed_head.error() + '\n');
  auto parsed_body = Template::parse(arguments.body);
  if (!parsed_body) return std::unexpected("body: " + parsed_body.error() + '\n');
  const bool has_body = !arguments.body.empty() || arguments.method != "GET";
  return RequestMaker(*std::move(parsed_head), *std::move(parsed_body), has_body, seed);
}

std::string_view RequestMaker::next() {
  if (!request_.empty() && head_.is_constant() && body_.is_constant()) return request_;
  request_.clear();
  head_.render(values_, request_);
  if (!has_body_) return request_ += "\r\n";
  rendered_body_.clear();
  body_.render(values_, rendered_body_);
  request_ += "Content-Length: " + std::to_string(rendered_body_.size()) + "\r\n\r\n";
  return request_ += rendered_body_;
}

}  // namespace sangam::benchmarks::load

#pragma once

// A file as a response body, read without blocking the loop.

#include "kernel/http/response.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::http {

// Reads 256 KiB at a time from the page cache. What is not cached yet is asked for ahead and waited
// for in short sleeps, so a slow disk delays this response and no other. Ends the response with an
// exception (a cut connection) when the file is shorter than announced.
class FileStream final : public BodyStream {
 public:
  FileStream(runtime::EventLoop& loop, FileBody file) : loop_(loop), file_(std::move(file)) {}

  Task<bool> next(std::string& piece) override;

 private:
  runtime::EventLoop& loop_;
  FileBody file_;
};

}  // namespace sangam::http

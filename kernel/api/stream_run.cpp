#include "kernel/api/stream_run.h"

#include "base/assert.h"
#include "kernel/api/problem.h"
#include "kernel/telemetry/log.h"

namespace sangam::api {

namespace {

class StreamOutput final : public OutputSink {
 public:
  explicit StreamOutput(StreamBuffer& buffer) : buffer_(buffer) {}
  void write(const Type&, const void*) override { SANGAM_ASSERT(false); }
  void write(Download) override { SANGAM_ASSERT(false); }
  StreamBuffer& stream() override { return buffer_; }

 private:
  StreamBuffer& buffer_;
};

struct StreamRun {
  explicit StreamRun(StreamStart start)
      : remote_address(start.parts.remote_address),
        buffer(*start.parts.loop, start.format, std::move(start.last_event_id),
               start.parts.deadline, std::move(start.revoked)),
        trace(start.parts.trace ? *start.parts.trace : telemetry::Trace()),
        call(own_texts(std::move(start.parts))) {}

  // The request's memory goes before the stream does. What the stream does later is nobody's trace:
  // that of the request has been finished by then.
  Call::Parts own_texts(Call::Parts parts) {
    parts.remote_address = remote_address;
    parts.if_match = parts.user_agent = parts.cookies = {};
    parts.trace = nullptr;
    return parts;
  }

  std::string remote_address;
  StreamBuffer buffer;
  telemetry::Trace trace;  // the ids of the request, for problems and the log
  Call call;
  std::exception_ptr refusal;
};

std::string problem_of(const std::exception_ptr& cause, const telemetry::Trace& trace) {
  Error error{Code::internal, "internal"};
  try {
    std::rethrow_exception(cause);
  } catch (const Error& refused) {
    error = refused;
  } catch (const std::exception& failure) {
    log::error(trace, "a stream failed", {{"reason", failure.what()}});
  }
  return problem_json(error, trace);
}

// `input` is alive until the first suspension, and read before that.
Task<void> produce(std::shared_ptr<StreamRun> run, InputSource& input) {
  const auto& operation = run->call.operation();
  std::exception_ptr cause;
  try {
    StreamOutput output(run->buffer);
    co_await operation.run(operation.service, run->call, input, output);
  } catch (...) {
    cause = std::current_exception();
  }
  if (cause && run->buffer.has_opened()) {
    run->buffer.fail(problem_of(cause, run->trace));
  } else {
    run->refusal = cause;
    run->buffer.end();
  }
}

class StreamBody final : public http::BodyStream {
 public:
  explicit StreamBody(std::shared_ptr<StreamRun> run) : run_(std::move(run)) {}
  ~StreamBody() override { run_->buffer.close(); }

  Task<bool> next(std::string& piece) override { return run_->buffer.next(piece); }
  void stop() override { run_->buffer.close(); }

 private:
  std::shared_ptr<StreamRun> run_;  // shared with the handler's coroutine
};

class Feed final : public StreamFeed {
 public:
  explicit Feed(std::shared_ptr<StreamRun> run) : run_(std::move(run)) {}
  ~Feed() override { run_->buffer.close(); }

  Task<std::optional<StreamItem>> next() override { return run_->buffer.next_item(); }
  Task<bool> ready(runtime::Deadline until) override { return run_->buffer.ready(until); }
  void close() override { run_->buffer.close(); }

 private:
  std::shared_ptr<StreamRun> run_;  // shared with the handler's coroutine
};

Task<std::shared_ptr<StreamRun>> open(StreamStart start, InputSource& input) {
  auto run = std::make_shared<StreamRun>(std::move(start));
  start_detached(produce(run, input));
  co_await run->buffer.opened();
  if (run->refusal) std::rethrow_exception(run->refusal);
  co_return run;
}

}  // namespace

Task<std::unique_ptr<http::BodyStream>> start_stream(StreamStart start, InputSource& input) {
  co_return std::make_unique<StreamBody>(co_await open(std::move(start), input));
}

Task<std::unique_ptr<StreamFeed>> start_feed(StreamStart start, InputSource& input) {
  co_return std::make_unique<Feed>(co_await open(std::move(start), input));
}

}  // namespace sangam::api

#include "suites/platform/events/events.h"
#include "suites/platform/events/statements.h"

namespace sangam::suites::platform {

Task<api::Page<ParkedStream>> DeadLetters::streams(api::Call& call, ListParkedStreams request) {
  api::ListStatement list("parked_streams.list", SANGAM_PARKED_STREAM_SELECT, call);
  list.filter("consumer = ?", request.consumer)
      .sorts({{"consumer", "consumer", "text"}}, {"stream", "stream", "text"});
  co_return co_await list.page<ParkedStream>(call, request.paging);
}

}  // namespace sangam::suites::platform

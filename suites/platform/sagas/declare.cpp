#include "suites/platform/sagas/sagas.h"

namespace sangam::suites::platform {

namespace {

void declare_reading(api::Module& module, Sagas& sagas) {
  module.query<&Sagas::definitions>("sagas.definitions", sagas)
      .get("/sagas/definitions")
      .permission("sagas:read")
      .summary("List the sagas there can be, each as a graph of its steps");
  module.query<&Sagas::list>("sagas.list", sagas)
      .get("/sagas")
      .permission("sagas:read")
      .sorts({"created_at"})
      .summary("List sagas");
  module.query<&Sagas::get>("sagas.get", sagas)
      .get("/sagas/{id}")
      .permission("sagas:read")
      .data(api::DataClass::restricted)
      .summary("Read a saga with its log")
      .description("The reply is a recording: saved as it is, tests replay it against new code.");
}

template <auto kHandler>
void declare_hand(api::Module& module, Sagas& sagas, const std::string& verb,
                  std::string_view summary, const std::string& permission = "sagas:write") {
  module.command<kHandler>("sagas." + verb, sagas)
      .post("/sagas/{id}/" + (verb == "give_up" ? "give-up" : verb))
      .permission(permission)
      .data(api::DataClass::restricted)
      .summary(std::string(summary));
}

}  // namespace

void declare(api::Module& module, Sagas& sagas) {
  declare_reading(module, sagas);
  declare_hand<&Sagas::retry>(module, sagas, "retry", "Try the step at hand again, at once");
  declare_hand<&Sagas::skip>(module, sagas, "skip",
                             "Go on without the step, or the compensation, at hand");
  declare_hand<&Sagas::compensate>(module, sagas, "compensate",
                                   "Undo what was done, wherever the saga stands");
  declare_hand<&Sagas::cancel>(module, sagas, "cancel",
                               "Undo what was done; refused behind the point of no return");
  declare_hand<&Sagas::give_up>(module, sagas, "give_up", "Leave a parked saga as it is");
  declare_hand<&Sagas::pause>(module, sagas, "pause", "Do nothing more until it is resumed");
  declare_hand<&Sagas::resume>(module, sagas, "resume", "Go on after a pause");
  declare_hand<&Sagas::signal>(module, sagas, "signal", "Give a signal that a step waits for");
  // Whether the caller may decide says the permission of the step.
  declare_hand<&Sagas::approve>(module, sagas, "approve", "Approve the step at hand",
                                "sagas:decide");
  declare_hand<&Sagas::reject>(module, sagas, "reject", "Reject the step at hand: it is undone",
                               "sagas:decide");
}

}  // namespace sangam::suites::platform

#include "kernel/mail/mail.h"

#include "base/assert.h"
#include "kernel/api/json_writer.h"
#include "kernel/clock/clock.h"
#include "kernel/mail/statements.h"
#include "kernel/store/kernel_statements.h"

namespace sangam::mail {

MailId send(api::Call& call, const KindOfLetter& letter) {
  return send(call.work(),
              {.id = call.new_id(), .now = call.now(), .sandbox = call.tenant().sandbox}, letter);
}

MailId send(store::UnitOfWork& work, const Occasion& occasion, const KindOfLetter& letter) {
  SANGAM_ASSERT(!letter.kind.empty() && work.mode() == store::Mode::read_write);
  const auto& [to, subject, text, html] = letter.letter;
  check_letter(letter.letter);
  const MailId id{occasion.id};
  work.later(kQueue, id, letter.kind, to.address, to.name, subject, text,
             html.empty() ? std::optional<std::string>() : html, occasion.sandbox, occasion.now);
  const MailQueued event{id};
  std::string payload;
  api::write_json(type_of<MailQueued>, &event, payload);
  work.later(store::kEmit, clock::new_uuid(occasion.now), "mails/" + id.str(),
             MailQueued::kEventType, MailQueued::kEventVersion, payload, occasion.now);
  return id;
}

}  // namespace sangam::mail

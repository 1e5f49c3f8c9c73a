#include "base/time_zone/time_zone.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>

#include <map>
#include <mutex>
#include <string>

#include "base/assert.h"

namespace sangam {

namespace {

constexpr std::int64_t kMillisecondsPerSecond = 1'000;

double to_date(Timestamp moment) {
  return static_cast<double>(moment.nanoseconds / kNanosecondsPerMillisecond);
}

class IcuZone final : public ZoneRules {
 public:
  explicit IcuZone(std::unique_ptr<icu::BasicTimeZone> zone) : zone_(std::move(zone)) {}

  std::int64_t offset_at(Timestamp moment) const override {
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone_->getOffset(to_date(moment), false, raw, saving, status);
    SANGAM_ASSERT(U_SUCCESS(status));
    return (raw + saving) / kMillisecondsPerSecond;
  }

  std::optional<Transition> next_transition(Timestamp moment) const override {
    icu::TimeZoneTransition found;
    double after = to_date(moment);
    while (zone_->getNextTransition(after, false, found)) {
      after = found.getTime();
      const Transition transition{
          .at = {static_cast<std::int64_t>(after) * kNanosecondsPerMillisecond},
          .before = offset_of(*found.getFrom()),
          .after = offset_of(*found.getTo())};
      // Some changes are of the name only.
      if (transition.before != transition.after) return transition;
    }
    return std::nullopt;
  }

 private:
  static std::int64_t offset_of(const icu::TimeZoneRule& rule) {
    return (rule.getRawOffset() + rule.getDSTSavings()) / kMillisecondsPerSecond;
  }

  std::unique_ptr<icu::BasicTimeZone> zone_;
};

std::shared_ptr<const ZoneRules> make_zone(std::string_view name) {
  const auto id = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  // ICU also takes "GMT+5" and makes an unknown zone of what it does not know: only names of the
  // data base are zones here.
  if (*zone == icu::TimeZone::getUnknown()) return nullptr;
  icu::UnicodeString canonical;
  UErrorCode status = U_ZERO_ERROR;
  UBool system = false;
  icu::TimeZone::getCanonicalID(id, canonical, system, status);
  if (U_FAILURE(status) || !system) return nullptr;
  auto* basic = dynamic_cast<icu::BasicTimeZone*>(zone.get());
  if (!basic) return nullptr;
  zone.release();
  return std::make_shared<IcuZone>(std::unique_ptr<icu::BasicTimeZone>(basic));
}

}  // namespace

std::shared_ptr<const ZoneRules> find_zone(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const ZoneRules>, std::less<>> known;
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(name); found != known.end()) return found->second;
  auto zone = make_zone(name);
  if (zone) known.emplace(name, zone);  // there are some hundred names
  return zone;
}

}  // namespace sangam

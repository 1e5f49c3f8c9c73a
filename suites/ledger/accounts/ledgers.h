#pragma once

// Ledgers: books in one asset each.

#include "kernel/api/list.h"
#include "kernel/lane/lane_group.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

struct OpenLedger {
  std::optional<LedgerId> id;
  Text<1, 120> name;
  AssetCode asset;
  std::optional<Bounded<0, kMaxAssetScale>> scale;
  std::optional<AssetKind> kind;
};
SANGAM_DESCRIBE(OpenLedger, (id, "Chosen by you to make repeating safe; made for you otherwise"),
                (name, "Shown to people"), (asset, "An ISO 4217 code, or one of your own"),
                (scale, "Decimal places; needed for an asset of your own"),
                (kind, "What an asset of your own is; credit unless said"))

struct GetLedger {
  LedgerId id;
};
SANGAM_DESCRIBE(GetLedger, (id, "The ledger"))

struct ListLedgers {
  api::Paging paging;
  std::optional<AssetCode> asset;
};
SANGAM_DESCRIBE(ListLedgers, (paging, ""), (asset, "Only ledgers in this asset"))

// Any loop; the lanes must outlive it.
class Ledgers {
 public:
  explicit Ledgers(lane::LaneGroup& lanes) : lanes_(lanes) {}

  Task<Ledger> open(api::Call& call, OpenLedger request);
  Task<Ledger> get(api::Call& call, GetLedger request);
  Task<std::vector<Ledger>> load_many(api::Call& call, std::vector<LedgerId> ids);
  Task<api::Page<Ledger>> list(api::Call& call, ListLedgers request);

 private:
  Task<Ledger> repeated(api::Call& call, LedgerId id, std::string name);

  lane::LaneGroup& lanes_;
};

}  // namespace sangam::suites::ledger

#pragma once

// RouteClassifier: which door a path leads to; the counterpart of FrontDoor.

#include "kernel/api/router.h"
#include "kernel/gateway/classifier.h"

namespace sangam::apps {

class RouteClassifier final : public gateway::Classifier {
 public:
  explicit RouteClassifier(const api::Router& router) : router_(router) {}

  gateway::Route classify(http::Method method, std::string_view path) const override;

 private:
  const api::Router& router_;
};

}  // namespace sangam::apps

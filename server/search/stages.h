// Where a search's time goes. Each moment belongs to one stage: what begins inside another interrupts it.
#pragma once
#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>
#include <utility>

namespace backfile::search {

enum class Stage { other, parse, plan, match, facets, correction, fetch, marks };

inline constexpr std::array<std::string_view, 8> kStageNames = {"other",  "parse",      "plan",  "match",
                                                                "facets", "correction", "fetch", "marks"};

using StageSeconds = std::array<double, kStageNames.size()>;  // by Stage

/// Of one search at a time, on one thread.
class Stages {
 public:
  using Clock = std::chrono::steady_clock;

  /// The stage until the end of the scope; costs two looks at the clock.
  class In {
   public:
    In(Stages& stages, Stage stage) : stages_(stages), outer_(stages.enter(stage)) {}
    ~In() { stages_.enter(outer_); }
    In(const In&) = delete;
    In& operator=(const In&) = delete;

   private:
    Stages& stages_;
    Stage outer_;
  };

  /// From the beginning, in Stage::other.
  void start() { *this = Stages(); }

  /// Moves time of the stage that runs to another: what was measured by samples.
  void attribute(Stage stage, double seconds) {
    at(stage) += seconds;
    at(now_) -= seconds;
  }

  /// Up to now.
  StageSeconds taken() {
    enter(now_);
    return seconds_;
  }

 private:
  double& at(Stage stage) { return seconds_[static_cast<std::size_t>(stage)]; }

  /// What ran until now.
  Stage enter(Stage stage) {
    const auto time = Clock::now();
    at(now_) += std::chrono::duration<double>(time - since_).count();
    since_ = time;
    return std::exchange(now_, stage);
  }

  StageSeconds seconds_{};
  Stage now_ = Stage::other;
  Clock::time_point since_ = Clock::now();
};

}  // namespace backfile::search

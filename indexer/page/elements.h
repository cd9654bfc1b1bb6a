// What HTML's elements mean for running text.
#pragma once
#include <string_view>

namespace backfile::page {

enum class Flow {
  inside,   // part of a line: <a>, <em>, <span>
  line,     // ends a line: <br>
  apart,    // a block of its own: <p>, <div>, and anything unknown
  nothing,  // never text: <script>, <svg>, <button>
};

/// name: lower case.
Flow flow_of(std::string_view name);

/// <h1> to <h6>: the level; 0 for anything else.
int heading_level(std::string_view name);

}  // namespace backfile::page

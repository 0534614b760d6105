// Where a stretch of the log begins or ends, as an operator writes it. Pure.
#pragma once

#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "libs/kafka/log_reader.hpp"

namespace stickerctl {

// "2026-11-24T09:00:00+09:00" (a zone is needed), "-2h" (s, m, h, d before `now`), "now", or
// "3:120", partition and offset. Error `bad_edge` (never): the context says what is wanted.
base::Result<kafka::Edge> edge_from(const std::string& text, base::Time now);

// As it is told: a time in UTC, or partition:offset.
std::string to_text(const kafka::Edge& edge);

}  // namespace stickerctl

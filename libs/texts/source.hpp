// The language files as text, written by texts_source.cmake. Private to this room.
#pragma once

namespace texts {

extern const char* const en_source;
extern const char* const ko_source;

}  // namespace texts

// The packs of the checkout, loaded once per test program. Tests run in the source folder.
#pragma once

#include <string>

#include "libs/search/packs.hpp"

search::PackText pack_text(const std::string& directory);
const search::Catalog& default_packs();

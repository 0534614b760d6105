#include "libs/runtime/files.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

TEST(Files, ReadsWholeFilesUpToTheBound) {
    const std::string path = testing::TempDir() + "/ten_bytes";
    std::ofstream(path) << "0123456789";
    EXPECT_EQ(*runtime::read_file(path, 10), "0123456789");
    EXPECT_EQ(runtime::read_file(path, 9).error().code, "too_large");
    EXPECT_EQ(runtime::read_file(path + "_not", 9).error().code, "no_such_file");
    EXPECT_EQ(runtime::read_file(testing::TempDir(), 9).error().code, "cannot_read");
}

TEST(Files, ListsFoldersSorted) {
    const std::filesystem::path root = std::filesystem::path(testing::TempDir()) / "folders";
    std::filesystem::create_directories(root / "b");
    std::filesystem::create_directories(root / "a");
    std::ofstream(root / "file") << "x";
    const auto folders = runtime::list_directories(root.string());
    ASSERT_EQ(folders->size(), 2u);
    EXPECT_EQ((*folders)[0], (root / "a").string());
    EXPECT_EQ(runtime::list_directories((root / "none").string()).error().code, "no_such_file");
}

}  // namespace

#include "libs/runtime/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using runtime::list_directories;
using runtime::read_file;
using testing::ElementsAre;

namespace {

namespace fs = std::filesystem;

// A folder of the test's own, removed at its end.
class Files : public testing::Test {
protected:
    Files() {
        std::string name = (fs::temp_directory_path() / "files-XXXXXX").string();
        root_ = mkdtemp(name.data());
    }
    ~Files() override { fs::remove_all(root_); }

    std::string path(const std::string& name) const { return root_ + "/" + name; }
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path(name), std::ios::binary) << bytes;
    }

    std::string root_;
};

}  // namespace

TEST_F(Files, ReadGivesEveryByte) {
    const std::string bytes("a\0\xff\r\n", 5);
    write("some", bytes);
    write("empty", "");
    EXPECT_EQ(read_file(path("some"), 100).value_or("?"), bytes);
    EXPECT_EQ(read_file(path("empty"), 0).value_or("?"), "");
}

TEST_F(Files, ReadRefusesOneByteTooMany) {
    write("big", std::string(200'000, 'x'));
    EXPECT_TRUE(read_file(path("big"), 200'000).ok());
    EXPECT_EQ(read_file(path("big"), 199'999).error().code, "too_large");
}

TEST_F(Files, ReadTellsAnAbsentFileFromAnUnreadableOne) {
    EXPECT_EQ(read_file(path("none"), 10).error().code, "no_such_file");
    EXPECT_EQ(read_file(path("none/below"), 10).error().code, "no_such_file");
    EXPECT_EQ(read_file(root_, 10).error().code, "cannot_read");
    EXPECT_EQ(read_file("/dev/zero", 10).error().code, "cannot_read");
}

TEST_F(Files, ListGivesFoldersOnlyInOrder) {
    fs::create_directory(path("b"));
    fs::create_directory(path("a"));
    fs::create_directory(path(".hidden"));
    write("file", "");
    const auto found = list_directories(root_);
    ASSERT_TRUE(found.ok());
    EXPECT_THAT(*found, ElementsAre(path("a"), path("b")));
}

TEST_F(Files, ListSaysWhatIsNotThere) {
    EXPECT_EQ(list_directories(path("none")).error().code, "no_such_file");
    write("file", "");
    EXPECT_EQ(list_directories(path("file")).error().code, "no_such_file");
}

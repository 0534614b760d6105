#include "libs/runtime/files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace runtime {
namespace {

namespace fs = std::filesystem;

base::Error failure(const std::string& path, const std::error_code& reason) {
    const bool absent = reason == std::errc::no_such_file_or_directory ||
                        reason == std::errc::not_a_directory;
    return base::Error::never(absent ? "no_such_file" : "cannot_read",
                              path + ": " + reason.message());
}

}  // namespace

base::Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
    std::error_code reason;
    const fs::file_status status = fs::status(path, reason);
    if (status.type() == fs::file_type::not_found) {
        return base::Error::never("no_such_file", path);
    }
    if (reason || status.type() != fs::file_type::regular) {
        return base::Error::never("cannot_read", path + ": " +
                                  (reason ? reason.message() : "is no regular file"));
    }
    std::ifstream in(path, std::ios::binary);
    std::string bytes;
    // Read and not stat'ed: the size of a file in /proc, or of one that grows, is not known before.
    char block[64 * 1024];
    while (in.read(block, sizeof block) || in.gcount() > 0) {
        bytes.append(block, static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > max_bytes) {
            return base::Error::never("too_large", path);
        }
    }
    if (!in.eof()) {
        return base::Error::never("cannot_read", path);
    }
    return bytes;
}

base::Result<std::vector<std::string>> list_directories(const std::string& path) {
    std::error_code reason;
    std::vector<std::string> found;
    fs::directory_iterator entry(path, reason);
    for (; !reason && entry != fs::directory_iterator(); entry.increment(reason)) {
        const std::string name = entry->path().filename().string();
        std::error_code unknown;
        if (!name.starts_with('.') && entry->is_directory(unknown)) {
            found.push_back((fs::path(path) / name).string());
        }
    }
    if (reason) {
        return failure(path, reason);
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace runtime

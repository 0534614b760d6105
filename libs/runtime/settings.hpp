// Settings out of environment variables: read once, checked all at once. The only getenv.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/secret.hpp"

namespace runtime {

using Environment = std::map<std::string, std::string>;
Environment process_environment();

// What --help says about a setting.
struct SettingInfo {
    std::string name, type, fallback, about;
    bool secret = false;
};

// Declares and reads settings in one go: each call notes what --help shall say, reads the value
// (NAME, or the file named by NAME_FILE for a secret), checks it, and notes what is wrong with it.
// A wrong value reads as the default, so that all complaints come out at once. Complaint lines are
// `NAME: what is wrong · what it should look like · where to get it`, and never show a secret.
class Settings {
public:
    explicit Settings(Environment environment);

    std::string text(const std::string& name, const std::string& fallback, const std::string& about);
    bool flag(const std::string& name, bool fallback, const std::string& about);
    long number(const std::string& name, long fallback, long least, long most,
                const std::string& unit, const std::string& about);
    std::string one_of(const std::string& name, const std::string& fallback,
                       const std::vector<std::string>& allowed, const std::string& about);
    std::string address(const std::string& name, const std::string& fallback,
                        const std::string& about);  // host:port
    std::string url(const std::string& name, const std::string& fallback, const std::string& about);

    // `check` gives what is wrong with the bytes, or nothing. Not asked for an empty value.
    using Check = std::function<std::optional<std::string>(const std::string&)>;
    base::Secret secret(const std::string& name, bool required, const Check& check,
                        const std::string& about);

    // For rules over several settings, and for values whose form only the owner can judge.
    void complain(const std::string& name, const std::string& what);

    const std::vector<std::string>& complaints() const { return complaints_; }
    const std::vector<SettingInfo>& infos() const { return infos_; }
    // Names in the environment that look like ours (SLACK_, STICKER_, KAFKA_, REDIS_, POSTER_, …) and are
    // known to no program, with the nearest known name.
    std::vector<std::string> warnings() const;

private:
    std::string read(const std::string& name, const SettingInfo& info);
    Environment environment_;
    std::vector<std::string> complaints_;
    std::vector<SettingInfo> infos_;
};

// Token forms, judged by shape alone; each gives a whole complaint text or nothing.
std::optional<std::string> check_app_token(const std::string& value);       // xapp-
std::optional<std::string> check_bot_token(const std::string& value);       // xoxb-
std::optional<std::string> check_signing_secret(const std::string& value);

}  // namespace runtime

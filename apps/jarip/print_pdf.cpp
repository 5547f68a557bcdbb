#include "print_pdf.hpp"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill is of POSIX
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <thread>
#include <vector>

namespace jarip::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array kBrowsers{"chromium", "chromium-browser", "google-chrome"};
constexpr std::chrono::seconds kPatience{120};

std::optional<fs::path> browser() {
    const char* const path = std::getenv("PATH");
    for (std::string_view rest = path == nullptr ? "" : path; !rest.empty();) {
        const auto end = std::min(rest.find(':'), rest.size());
        for (const char* const name : kBrowsers) {
            const auto file = fs::path{rest.substr(0, end)} / name;
            if (access(file.c_str(), X_OK) == 0) return file;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return std::nullopt;
}

/// A folder of its own for the browser's profile, removed in the end.
class Profile {
public:
    Profile() {
        std::string name = (fs::temp_directory_path() / "jarip-print-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~Profile() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    Profile(const Profile&) = delete;
    Profile& operator=(const Profile&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

// In a file: address bytes that mean something there, or are not ASCII, are escaped.
std::string file_address(const fs::path& path) {
    std::string address = "file://";
    for (const char byte : path.string()) {
        const auto code = static_cast<unsigned char>(byte);
        const bool plain = std::isalnum(code) != 0 ||
                           std::string_view{"/-_.~"}.find(byte) != std::string_view::npos;
        constexpr std::string_view digits = "0123456789ABCDEF";
        if (plain)
            address += byte;
        else
            address += {'%', digits[code >> 4U], digits[code & 15U]};
    }
    return address;
}

bool run(const std::vector<std::string>& words, const std::stop_token& stop) {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    for (const int stream : {0, 1, 2})
        posix_spawn_file_actions_addopen(&quiet, stream, "/dev/null", O_RDWR, 0);
    // The signals that this program waits for would be blocked there too.
    posix_spawnattr_t signals;
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&signals);
    posix_spawnattr_setsigmask(&signals, &none);
    posix_spawnattr_setflags(&signals, POSIX_SPAWN_SETSIGMASK);
    pid_t child = 0;
    const int fault =
        posix_spawn(&child, arguments[0], &quiet, &signals, arguments.data(), environ);
    posix_spawnattr_destroy(&signals);
    posix_spawn_file_actions_destroy(&quiet);
    if (fault != 0) return false;
    const auto end = std::chrono::steady_clock::now() + kPatience;
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (stop.stop_requested() || std::chrono::steady_clock::now() > end) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

Printed print_pdf(const std::string& page, const std::string& pdf, const std::stop_token& stop) {
    const auto program = browser();
    if (!program) return Printed::no_browser;
    const Profile profile;
    if (profile.path().empty()) return Printed::failed;
    const fs::path part = profile.path() / "page.pdf";
    std::vector<std::string> words{program->string(),
                                   "--headless",
                                   "--disable-gpu",
                                   "--disable-dev-shm-usage",
                                   "--disable-background-networking",
                                   "--no-first-run",
                                   "--no-pdf-header-footer",
                                   "--user-data-dir=" + profile.path().string(),
                                   "--print-to-pdf=" + part.string(),
                                   file_address(fs::absolute(page))};
    if (geteuid() == 0) words.insert(words.begin() + 1, "--no-sandbox");  // else it refuses root
    std::error_code fault;
    if (!run(words, stop) || fs::file_size(part, fault) == 0 || fault) return Printed::failed;
    // The profile may lie on another file system: beside the target first, then renamed.
    const fs::path beside = pdf + ".part";
    fs::copy_file(part, beside, fs::copy_options::overwrite_existing, fault);
    if (!fault) fs::rename(beside, pdf, fault);
    return fault ? Printed::failed : Printed::yes;
}

}  // namespace jarip::cli

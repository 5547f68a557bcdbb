#include "browser.hpp"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill is of POSIX
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
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

// Runs a browser without a window on a page, in a profile of its own.
bool browse(const fs::path& program, const Profile& profile, const fs::path& page,
            const std::vector<std::string>& what, const std::stop_token& stop) {
    std::vector<std::string> words{program.string(),
                                   "--headless",
                                   "--disable-gpu",
                                   "--disable-dev-shm-usage",
                                   "--disable-background-networking",
                                   "--no-first-run",
                                   "--user-data-dir=" + profile.path().string()};
    if (geteuid() == 0) words.emplace_back("--no-sandbox");  // else it refuses root
    words.insert(words.end(), what.begin(), what.end());
    words.push_back(file_address(fs::absolute(page)));
    return run(words, stop);
}

struct Size {
    double width = 0, height = 0;
};
// Of the viewBox, which begins at 0 0.
Size size_of(const std::string& svg) {
    constexpr std::string_view kBox = "viewBox=\"0 0 ";
    const auto at = svg.find(kBox);
    Size size;
    if (at == std::string::npos) return size;
    char* end = nullptr;
    size.width = std::strtod(svg.c_str() + at + kBox.size(), &end);
    size.height = std::strtod(end, nullptr);
    return size;
}

}  // namespace

Printed print_pdf(const std::string& page, const std::string& pdf, const std::stop_token& stop) {
    const auto program = browser();
    if (!program) return Printed::no_browser;
    const Profile profile;
    if (profile.path().empty()) return Printed::failed;
    const fs::path part = profile.path() / "page.pdf";
    std::error_code fault;
    const bool ran = browse(*program, profile, page,
                            {"--no-pdf-header-footer", "--print-to-pdf=" + part.string()}, stop);
    if (!ran || fs::file_size(part, fault) == 0 || fault) return Printed::failed;
    // The profile may lie on another file system: beside the target first, then renamed.
    const fs::path beside = pdf + ".part";
    fs::copy_file(part, beside, fs::copy_options::overwrite_existing, fault);
    if (!fault) fs::rename(beside, pdf, fault);
    return fault ? Printed::failed : Printed::yes;
}

Printed draw_png(const std::string& svg, const std::stop_token& stop, std::string& png) {
    constexpr double kMostPixels = 16'000;
    const auto program = browser();
    if (!program) return Printed::no_browser;
    const Profile profile;
    const auto size = size_of(svg);
    const double most = std::max(size.width, size.height);
    if (profile.path().empty() || !(std::min(size.width, size.height) >= 1)) return Printed::failed;
    const double scale = std::min(1.0, kMostPixels / most);
    const auto width = std::to_string(std::max(1L, std::lround(size.width * scale)));
    const auto height = std::to_string(std::max(1L, std::lround(size.height * scale)));
    const fs::path page = profile.path() / "drawing.html", part = profile.path() / "drawing.png";
    std::ofstream{page}
        << "<!doctype html><meta charset=\"utf-8\"><style>html,body{margin:0;background:#fff}svg{display:"
           "block;width:"
        << width << "px;height:" << height << "px}</style>" << svg;
    const bool ran =
        browse(*program, profile, page,
               {"--hide-scrollbars", "--force-device-scale-factor=1",
                "--window-size=" + width + ',' + height, "--screenshot=" + part.string()},
               stop);
    std::ifstream drawn{part, std::ios::binary};
    png.assign(std::istreambuf_iterator<char>{drawn}, {});
    return ran && png.starts_with("\x89PNG") ? Printed::yes : Printed::failed;
}

}  // namespace jarip::cli

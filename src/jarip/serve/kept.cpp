#include "jarip/serve/kept.hpp"

#include <algorithm>
#include <filesystem>

namespace jarip::serve {
namespace {

constexpr std::size_t kMostKept = 16;
constexpr std::chrono::milliseconds kStampLasts{50};  // so long a change by others may not be seen

// Differs where a file of the folder was changed: its size, its time.
std::string stamp_of(const std::string& model) {
    namespace fs = std::filesystem;
    std::uintmax_t files = 0, bytes = 0;
    fs::file_time_type latest = fs::file_time_type::min();
    std::error_code fault;
    for (fs::recursive_directory_iterator at{model, fault}, end; !fault && at != end;
         at.increment(fault)) {
        if (at->path().filename().string().starts_with('.')) {
            if (at->is_directory(fault)) at.disable_recursion_pending();
            continue;
        }
        ++files;
        if (at->is_regular_file(fault)) bytes += at->file_size(fault);
        latest = std::max(latest, at->last_write_time(fault));
    }
    return std::to_string(files) + ' ' + std::to_string(bytes) + ' ' +
           std::to_string(latest.time_since_epoch().count());
}

}  // namespace

std::string Kept::stamp(const std::string& folder) {
    const auto now = std::chrono::steady_clock::now();
    {
        const std::lock_guard lock{mutex_};
        if (!stamp_.empty() && now - stamped_ < kStampLasts) return stamp_;
    }
    auto found = stamp_of(folder);
    const std::lock_guard lock{mutex_};
    stamped_ = now;
    return stamp_ = std::move(found);
}

void Kept::forget_stamp() {
    const std::lock_guard lock{mutex_};
    stamp_.clear();
}

std::shared_ptr<const std::string> Kept::find(const std::string& key) const {
    const std::lock_guard lock{mutex_};
    for (const auto& [known, body] : answers_)
        if (known == key) return body;
    return nullptr;
}

void Kept::keep(const std::string& key, const std::string& body) {
    const std::lock_guard lock{mutex_};
    answers_.emplace_back(key, std::make_shared<const std::string>(body));
    if (answers_.size() > kMostKept) answers_.pop_front();
}

}  // namespace jarip::serve

/// Answers that are kept, while the model's folder stays as it is.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace jarip::serve {

/// Each of its functions holds its lock for a moment: what is kept is read while another answer is computed.
class Kept {
public:
    /// Differs where a file of the folder was changed: its size, its time. It is looked at again once that is kStampLasts ago:
    /// each look asks the system about every file.
    [[nodiscard]] std::string stamp(const std::string& folder);
    void forget_stamp();

    /// Null: not kept.
    [[nodiscard]] std::shared_ptr<const std::string> find(const std::string& key) const;
    void keep(const std::string& key, const std::string& body);

private:
    mutable std::mutex mutex_;
    std::deque<std::pair<std::string, std::shared_ptr<const std::string>>>
        answers_;  // the latest last
    std::string stamp_;
    std::chrono::steady_clock::time_point stamped_;
};

}  // namespace jarip::serve

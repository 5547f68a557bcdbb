/// The history of runs: what was asked, and home's figures. An SQLite database.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "jarip/report.hpp"

namespace jarip::serve {

class RunStore {
public:
    /// file  made where it is not there; empty: in memory. Where it cannot be written runs are kept in memory too.
    explicit RunStore(const std::string& file);
    ~RunStore();
    RunStore(const RunStore&) = delete;
    RunStore& operator=(const RunStore&) = delete;

    /// Keeps home's figures of an assessment; gives its number. The latest 200 are kept.
    std::int64_t add(const assess::Assessment& result, const std::string& home,
                     const std::vector<std::string>& what_ifs, const std::string& model);

    [[nodiscard]] report::RunHistory all() const;

private:
    struct Database;
    mutable std::mutex mutex_;
    std::unique_ptr<Database> database_;
};

/// Two of them side by side. errors  E0727 no such run
[[nodiscard]] report::SideBySide compared(const report::RunHistory& history, std::int64_t first,
                                          std::int64_t second);

}  // namespace jarip::serve

/// What is lost under sets of events that were run, in a file to go on from.
#pragma once

#include <fstream>
#include <map>
#include <optional>
#include <string>

#include "jarip/stress.hpp"

namespace jarip::stress {

/// Money that a year with a set of events costs.
struct YearLosses {
    double received = 0;
    double made = 0;
    friend bool operator==(const YearLosses&, const YearLosses&) = default;
};

/// A line for each set, added as soon as it is known: whoever stops a run, in whatever way, loses the sets that were being
/// run and no more. Not for several threads at once.
class Checkpoint {
public:
    /// Without a file nothing is kept. errors  E0508 there is a file and it is not to be gone on from, E0509 it is of
    /// another model or other settings, or no such file; E0002, E0003
    explicit Checkpoint(const YearsRequest& request);

    /// `set`: the names of its events, in order.
    [[nodiscard]] std::optional<YearLosses> find(const std::string& set) const;
    /// errors  E0003
    void add(const std::string& set, const YearLosses& losses);

private:
    void read(const YearsRequest& request);

    std::string path_;
    std::map<std::string, YearLosses> known_;
    std::ofstream file_;
};

}  // namespace jarip::stress

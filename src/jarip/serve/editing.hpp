/// Changes that people make to a model folder: each whole or not at all, kept so that it can be undone, and refused
/// where the folder is no longer as they saw it.
///
/// A change is written to FOLDER/.jarip/undo/NUMBER (its files before and after) and only then to the tables. What is
/// interrupted between two tables is finished when the folder is opened again.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::serve {

/// The folder is not as the one who changes it saw it.
struct Conflict : std::exception {
    Conflict(std::string now, std::optional<network::ModelDifferences> changes)
        : version{std::move(now)}, since{std::move(changes)} {}
    [[nodiscard]] const char* what() const noexcept override { return "conflict"; }

    std::string version;  ///< as it is now
    /// What others changed meanwhile; none: what was seen is no longer known.
    std::optional<network::ModelDifferences> since;
};

class Editing {
public:
    /// Finishes what was interrupted. errors  those of network::open_folder
    explicit Editing(std::string folder);

    struct Step {
        int number = 0;
        std::string when;  ///< UTC
        std::vector<std::string> sets;
    };
    struct State {
        std::string version;      ///< a word that differs where the files do
        std::vector<Step> steps;  ///< what can be undone, the latest last
    };
    [[nodiscard]] State state();

    struct Proposal {
        std::string version;
        network::ModelDifferences differences;
        std::vector<Diagnostic> findings;  ///< what loading the changed model would say
    };
    /// What a change would do. errors  those of network::edited and of loading the model as it would be
    [[nodiscard]] Proposal propose(const std::vector<std::string>& sets);

    /// Writes it. `version`: the one that was seen. throws Conflict. errors  those of `propose`; E0003
    State save(const std::vector<std::string>& sets, const std::string& version);

    /// Takes the latest change back. throws Conflict. errors  E0726 there is none; E0003
    State undo(const std::string& version);

private:
    [[nodiscard]] Folder open() const;
    [[nodiscard]] std::string undo_folder() const;
    [[nodiscard]] std::vector<int> numbers() const;
    [[nodiscard]] std::string remember(const Folder& folder);
    void expect(const std::string& version);
    void finish_interrupted();
    State state_of(const Folder& folder);

    std::string path_;
    std::mutex mutex_;
    std::deque<std::pair<std::string, network::ModelContents>>
        seen_;  // by version, the latest last
};

/// A word that differs where the files of a folder do (64 bits of FNV-1a, which is no proof against intent).
[[nodiscard]] std::string version_of(const Folder& folder);

}  // namespace jarip::serve

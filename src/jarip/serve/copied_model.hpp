/// For tests: copies of the tiny chain that may be changed.
#pragma once

#include <filesystem>
#include <string>

#include "jarip/core/files.hpp"

namespace jarip::serve {

class CopiedModel {
public:
    CopiedModel() : path_{folder_.path() + "/model"} {
        std::filesystem::copy("models/tiny-chain", path_, std::filesystem::copy_options::recursive);
        std::filesystem::remove_all(path_ + "/.jarip");
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    TemporaryFolder folder_;
    std::string path_;
};

/// One for all that only read.
inline const std::string& copied_tiny_chain() {
    static const CopiedModel model;
    return model.path();
}

}  // namespace jarip::serve

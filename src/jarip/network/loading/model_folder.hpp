/// For tests: the tiny chain with a few cells changed.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::network {

class ModelFolder {
public:
    explicit ModelFolder(const std::string& path = "models/tiny-chain") {
        const auto folder = Folder::open(path);
        for (const auto& name : folder.names()) files_.push_back(*folder.read(name));
    }
    explicit ModelFolder(std::vector<SourceFile> files) : files_{std::move(files)} {}

    /// A minimal economy of three nodes.
    static ModelFolder economy() {
        return ModelFolder{{
            {"model.toml",
             "name = \"economy\"\nkind = \"flows\"\nper = \"day\"\nhome = \"north\"\n"
             "start = 2025-01-01\nend = 2025-01-31\n"},
            {"nodes.csv",
             "node,sector,country,final_demand,assumed\n"
             "farm,food,north,1,true\nmill,food,north,2,true\nbakery,food,south,9,true\n"},
            {"flows.csv", "supplier,buyer,value,assumed\nfarm,mill,5,true\nmill,bakery,6,true\n"},
        }};
    }

    ModelFolder& put(std::string name, std::string text) {
        remove(name);
        files_.push_back({std::move(name), std::move(text)});
        return *this;
    }
    ModelFolder& remove(std::string_view name) {
        std::erase_if(files_, [&](const SourceFile& file) { return file.name == name; });
        return *this;
    }
    ModelFolder& append(std::string_view name, std::string_view line) {
        text(name) += std::string{line} + '\n';
        return *this;
    }
    ModelFolder& replace(std::string_view name, std::string_view what, std::string_view by) {
        auto& file = text(name);
        const auto at = file.find(what);
        if (at == std::string::npos) throw std::logic_error{"no " + std::string{what}};
        file.replace(at, what.size(), by);
        return *this;
    }

    [[nodiscard]] std::string& text(std::string_view name) {
        for (auto& file : files_)
            if (file.name == name) return file.text;
        throw std::logic_error{"no " + std::string{name}};
    }
    [[nodiscard]] Network load(const LoadOptions& options = {}) const {
        return network::load(Folder::of(files_), options);
    }
    /// Everything that loading says, errors or not.
    [[nodiscard]] std::vector<Diagnostic> findings(const LoadOptions& options = {}) const {
        try {
            return load(options).findings.sorted();
        } catch (const Error& error) {
            return error.diagnostics();
        }
    }

private:
    std::vector<SourceFile> files_;
};

}  // namespace jarip::network

#include "jarip/serve.hpp"

#include <cstdlib>
#include <filesystem>

namespace jarip::serve {
namespace {

namespace fs = std::filesystem;

fs::path page_path() {
    if (const char* given = std::getenv("JARIP_PAGE"); given != nullptr && *given != '\0')
        return given;
    std::error_code ignored;
    const auto program = fs::read_symlink("/proc/self/exe", ignored);
    return program.parent_path().parent_path() / "share/jarip/page.html";
}

}  // namespace

std::string built_page() {
    const auto path = page_path();
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) throw Error{"E0707", "", {{"path", path.string()}}};
    return read_file(path.string()).text;
}

void add_tables(report::PageReport& page, const std::string& model) {
    const auto folder = network::open_folder(model);
    for (const auto& name : folder.names())
        if (name.ends_with(".csv") && name.find('/') == std::string::npos)
            page.tables.push_back({name, folder.read(name)->text});
    page.figures = network::figure_sources(folder);
}

}  // namespace jarip::serve

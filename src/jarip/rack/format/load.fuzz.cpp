// A design with its types in one text: reads it, checks it, lists its parts. Nothing may crash, and every number of a
// report must be one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "jarip/rack/checks/all_finite.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace jarip;
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto cut = text.find("#types");
    try {
        std::vector<SourceFile> files;
        if (cut != std::string::npos) files.push_back({"types.toml", text.substr(cut)});
        const auto design = rack::load({"rack.toml", text.substr(0, cut)}, files);
        if (!rack::all_finite(rack::check(design))) std::abort();
        (void)rack::bill(design);
        (void)rack::recipe(design, {"gpu", "tray"});
    } catch (const Error&) {
        // a diagnostic is an answer
    }
    return 0;
}

#include "jarip/serve/assets.hpp"

#include <string_view>

namespace jarip::serve {
namespace {

// Takes what stands inside the element that begins with `open`, and puts `link` in the element's place.
std::string taken_out(std::string& html, std::string_view open, std::string_view close,
                      std::string_view link) {
    const auto at = html.find(open);
    if (at == std::string::npos) return {};
    const auto begin = html.find('>', at);
    const auto end = html.find(close, begin);
    if (end == std::string::npos) return {};
    std::string inside = html.substr(begin + 1, end - begin - 1);
    html.replace(at, end + close.size() - at, link);
    return inside;
}

}  // namespace

Assets split(std::string page) {
    Assets assets;
    assets.script = taken_out(page, "<script type=\"module\"", "</script>",
                              "<script type=\"module\" src=\"page.js\"></script>");
    assets.style =
        taken_out(page, "<style", "</style>", "<link rel=\"stylesheet\" href=\"page.css\">");
    assets.html = std::move(page);
    return assets;
}

}  // namespace jarip::serve

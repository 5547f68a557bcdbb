/// The built page in pieces, so that where it is served nothing inline has to be allowed.
#pragma once

#include <string>

namespace jarip::serve {

struct Assets {
    std::string html, script, style;
};

/// The built page with its script and its style sheet taken out: links to page.js and page.css stand in their place.
/// What the page does not have inside is left as it is.
[[nodiscard]] Assets split(std::string page);

}  // namespace jarip::serve

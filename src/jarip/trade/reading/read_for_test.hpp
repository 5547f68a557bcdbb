/// Reading one table in a test.
#pragma once

#include <iconv.h>

#include <string>
#include <utility>
#include <vector>

#include "jarip/trade/reading/collect.hpp"

namespace jarip::trade {

struct Read {
    Diagnostics diagnostics;
    Flows flows;

    explicit Read(std::string text, const ReadOptions& options = {})
        : flows{read({{"t.csv", std::move(text)}}, diagnostics, options)} {}

    [[nodiscard]] std::vector<std::string> codes(Severity severity = Severity::error) const {
        std::vector<std::string> result;
        for (const auto& finding : diagnostics.sorted())
            if (finding.severity == severity) result.push_back(finding.code);
        return result;
    }
    // All that was read, as the tidy table of it.
    [[nodiscard]] std::string rows() const {
        const auto text = tidy(flows);
        return text.substr(text.find('\n') + 1);
    }
};

/// UTF-8 text in another encoding.
inline std::string encoded(std::string text, const char* encoding) {
    const iconv_t converter = iconv_open(encoding, "UTF-8");
    std::string out(text.size() * 4 + 16, '\0');
    char* from = text.data();
    std::size_t from_left = text.size();
    char* to = out.data();
    std::size_t to_left = out.size();
    if (iconv(converter, &from, &from_left, &to, &to_left) == static_cast<std::size_t>(-1))
        out = "?";
    iconv_close(converter);
    out.resize(out.size() - to_left);
    return out;
}

inline std::string cp949(const std::string& text) { return encoded(text, "CP949"); }

}  // namespace jarip::trade

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "layout.hpp"

namespace jarip::trade {
namespace {

constexpr std::array<std::string_view, 14> kWorld{"",     "-",     "0",     "W00",   "WLD",
                                                  "00",   "World", "WORLD", "world", "총계",
                                                  "합계", "total", "TOTAL", "Total"};

bool is_world(std::string_view label) {
    return std::find(kWorld.begin(), kWorld.end(), label) != kWorld.end();
}

// "8471.50-1000" is 8471501000; what is no number stays as it is.
std::string product_code(std::string_view label) {
    if (label == "TOTAL" || label == "Total" || label == "total" || label == "-") return "";
    std::string digits;
    for (const char c : label) {
        if (c == '.' || c == '-' || c == ' ' || c == '\'') continue;
        if (c < '0' || c > '9') return std::string{label};
        digits += c;
    }
    return digits;
}

bool has_odd_number_of_digits(std::string_view code) {
    return code.size() % 2 == 1 && code.find_first_not_of("0123456789") == std::string_view::npos;
}

// Writes "202501", "2025.01", "2025/01" and "2025M01" as parse_period reads them.
std::string usual_period(std::string_view text) {
    std::string usual{text};
    if (usual.size() == 6 && usual.find_first_not_of("0123456789") == std::string::npos)
        usual.insert(4, "-");
    else if (usual.size() == 7 && (usual[4] == '.' || usual[4] == '/' || usual[4] == 'M'))
        usual[4] = '-';
    return usual;
}

std::string listed(const std::vector<std::string>& words) {
    constexpr std::size_t kShown = 5;
    std::string list;
    for (std::size_t i = 0; i < std::min(words.size(), kShown); ++i)
        list += (i > 0 ? ", " : "") + shortened(words[i], 30);
    return words.size() > kShown ? list + ", …" : list;
}

}  // namespace

std::uint32_t FlowsBuilder::country(std::string_view label) {
    if (const auto known = country_by_label_.find(label); known != country_by_label_.end())
        return known->second;
    std::uint32_t index = Flows::kTotal;
    if (!is_world(label)) {
        auto code = country_code(label);
        if (!code) {
            code = composed(label);
            unknown_countries_.push_back(*code);
        }
        const auto next = static_cast<std::uint32_t>(flows_.countries.size());
        const auto [found, is_new] = country_by_code_.emplace(*code, next);
        if (is_new) flows_.countries.push_back(*code);
        index = found->second;
    }
    country_by_label_.emplace(label, index);
    return index;
}

std::uint32_t FlowsBuilder::product(std::string_view label) {
    if (const auto known = product_by_label_.find(label); known != product_by_label_.end())
        return known->second;
    const auto code = product_code(label);
    if (has_odd_number_of_digits(code)) odd_codes_.push_back(code);
    const auto next = static_cast<std::uint32_t>(flows_.products.size());
    const auto [found, is_new] = product_by_code_.emplace(code, next);
    if (is_new) flows_.products.push_back(code);
    product_by_label_.emplace(label, found->second);
    return found->second;
}

std::uint32_t FlowsBuilder::period(const Period& period) {
    const auto next = static_cast<std::uint32_t>(flows_.periods.size());
    const auto [found, is_new] = period_index_.emplace(std::pair{period.first, period.end}, next);
    if (is_new) flows_.periods.push_back(period);
    return found->second;
}

std::optional<std::uint32_t> FlowsBuilder::period(std::string_view text) {
    if (const auto known = period_by_text_.find(text); known != period_by_text_.end())
        return known->second;
    const auto parsed = parse_period(usual_period(text));
    if (!parsed) return std::nullopt;
    const auto index = period(*parsed);
    period_by_text_.emplace(text, index);
    return index;
}

void FlowsBuilder::add(const Row& row) {
    flows_.reporter.push_back(row.reporter);
    flows_.partner.push_back(row.partner);
    flows_.product.push_back(row.product);
    flows_.period.push_back(row.period);
    flows_.direction.push_back(row.direction);
    flows_.value.push_back(row.value);
    flows_.mass_kg.push_back(row.mass_kg);
    ++source_.rows;
}

void FlowsBuilder::begin_source(Source source) {
    source_ = std::move(source);
    if (std::exchange(is_put_off_, false)) return;
    unknown_countries_.clear();
    odd_codes_.clear();
}

void FlowsBuilder::end_source(Rows& rows) {
    Diagnostics& diagnostics = rows.diagnostics();
    source_.rejected = rows.rejected();
    auto rejects = rows.take_rejects();
    if (!rejects.empty()) {
        auto first = rejects.front().finding.where;
        first.excerpt.clear();
        diagnostics.warning(
            "E0125", std::move(first),
            {{"count", std::to_string(source_.rejected)}, {"code", rejects.front().finding.code}});
    }
    std::move(rejects.begin(), rejects.end(), std::back_inserter(flows_.rejects));
    end_source(diagnostics);
}

void FlowsBuilder::end_source(Diagnostics& diagnostics) {
    const Location start{source_.file, 1, 1, 1, ""};
    if (!unknown_countries_.empty())
        diagnostics.note("E0110", start,
                         {{"count", std::to_string(unknown_countries_.size())},
                          {"labels", listed(unknown_countries_)}});
    if (!odd_codes_.empty())
        diagnostics.warning(
            "E0111", start,
            {{"count", std::to_string(odd_codes_.size())}, {"codes", listed(odd_codes_)}});
    if (source_.passed_over > 0)
        diagnostics.note("E0112", start, {{"count", std::to_string(source_.passed_over)}});
    flows_.sources.push_back(std::move(source_));
}

}  // namespace jarip::trade

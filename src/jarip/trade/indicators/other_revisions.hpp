/// Codes that may have another number in the revision of HS of a table.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/trade.hpp"

namespace jarip::trade {

struct Filter;

/// In which revisions of HS a code has rows.
struct RevisionsOfCode {
    std::string code;
    std::set<int> revisions;
    bool is_carried = false;  ///< its rows are those of 2022 where that is exact
};
using RevisionsOfCodes = std::vector<RevisionsOfCode>;

/// Codes that are other goods in one of these revisions than in another, as far as what became of them in 2022 tells.
[[nodiscard]] std::vector<std::string> of_other_goods(const RevisionsOfCodes& codes);
/// The same where some rows are compared with others.
[[nodiscard]] std::vector<std::string> of_other_goods(const RevisionsOfCodes& a,
                                                      const RevisionsOfCodes& b);

/// Refuses rows side by side that mean other goods by the same code: of the products and times of a filter, and of one reporter
/// where it is named. Codes carried to 2022 are taken as they are.
/// errors  E0169 with the revisions and the first such code
void require_one_meaning(const Flows& flows, const Filter& filter, std::string_view reporter = {});

/// Codes of six digits and more that are asked for and of which the rows of one revision have none, though they have a
/// code that became it, or that was divided within its heading; or though it is a code of before that became another.
/// What was traded of it is then not nothing but not known: 8541.42 is new in HS 2022, and 8541.40 gone.
class OtherRevisions {
public:
    OtherRevisions(const Flows& flows, const std::vector<std::string>& asked);

    /// A row that is counted, whatever its product.
    void meet(std::uint32_t row);
    [[nodiscard]] std::vector<std::string> hidden() const;
    /// In which revisions codes that are asked for were met, of those met in any.
    [[nodiscard]] RevisionsOfCodes told() const;

private:
    /// 0: its table does not say it.
    [[nodiscard]] int revision_of(std::uint32_t row) const;
    [[nodiscard]] bool is_hidden(const std::string& code, int revision,
                                 const std::vector<bool>& told) const;
    [[nodiscard]] bool stands_in(std::string_view six, int revision) const;

    const Flows& flows_;
    std::vector<std::string> asked_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> by_reporter_;  // and period
    std::vector<int> by_period_;
    bool is_carried_ = false;
    std::map<int, std::vector<bool>> told_;  // by revision, beside Flows::products
};

}  // namespace jarip::trade

#include <algorithm>

#include "jarip/trade/reading/row_source.hpp"

namespace jarip::trade {
namespace {

char separator_of(std::string_view text) {
    constexpr std::string_view kSeparators = ",;\t|";
    // Title lines above a header have none, or few.
    constexpr std::size_t kLines = 8;
    char best = ',';
    std::ptrdiff_t most = 0;
    // The dimensions of Eurostat's tables stand in one field, with commas between.
    if (text.substr(0, text.find('\n')).find("\\TIME_PERIOD\t") != std::string_view::npos)
        return '\t';
    for (std::size_t line = 0; line < kLines && !text.empty(); ++line) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        for (const char separator : kSeparators) {
            const auto count = std::count(
                text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), separator);
            if (count > most) best = separator;
            most = std::max(most, count);
        }
        if (line == 0 && most > 0) break;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return best;
}

class DelimitedText final : public RowSource {
public:
    DelimitedText(std::string_view file, std::string_view text)
        : file_{file}, text_{text}, separator_{separator_of(text)}, reader_{text, separator_} {}

    std::span<const CsvField> next() override { return row_ = reader_.next(); }

    void rewind() override { reader_ = CsvReader{text_, separator_}; }

    [[nodiscard]] std::size_t line() const override { return reader_.line(); }

    [[nodiscard]] Location locate(std::size_t field) const override {
        const CsvField& cell = row_[field];
        const auto begin = static_cast<std::size_t>(cell.value.data() - text_.data());
        // Characters of a very long row are not counted, nor is it shown.
        constexpr std::size_t kLongestShown = 65'536;
        if (row_end() - reader_.row_begin() > kLongestShown)
            return {file_, reader_.line(), begin - reader_.row_begin() + 1, 1, ""};
        return csv_location(file_, text_, begin - (cell.quoted ? 1 : 0), reader_.row_begin(),
                            reader_.line(), separator_);
    }

    [[nodiscard]] std::string raw() const override {
        constexpr std::size_t kLongest = 4096;
        const auto begin = reader_.row_begin();
        return std::string{text_.substr(begin, std::min(row_end() - begin, kLongest))};
    }

    [[nodiscard]] bool rows_may_end_early() const override { return false; }
    [[nodiscard]] char separator() const override { return separator_; }

private:
    [[nodiscard]] std::size_t row_end() const {
        const CsvField& last = row_.back();
        const auto end = static_cast<std::size_t>(last.value.data() - text_.data()) +
                         last.value.size() + (last.quoted ? 1 : 0);
        return std::min(end, text_.size());
    }

    std::string file_;
    std::string_view text_;
    char separator_;
    CsvReader reader_;
    std::span<const CsvField> row_;
};

}  // namespace

std::unique_ptr<RowSource> delimited_text(std::string_view file, std::string_view text) {
    return std::make_unique<DelimitedText>(file, text);
}

}  // namespace jarip::trade

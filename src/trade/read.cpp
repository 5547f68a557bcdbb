#include <array>

#include "bulk.hpp"
#include "decimal.hpp"
#include "encoding.hpp"
#include "layout.hpp"

namespace jarip::trade {
namespace {

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

bool holds_thousands_separator(std::string_view text) {
    return text.find(',') != std::string_view::npos &&
           text.find_first_not_of("0123456789.,+-") == std::string_view::npos;
}

std::string listed(const std::vector<std::string>& header) {
    std::string list;
    for (const auto& name : header) list += (list.empty() ? "" : ", ") + name;
    return shortened(list, 200);
}

// The first row of the head that a layout takes for its header.
const Layout* find_layout(Rows& rows, std::string_view name) {
    for (std::size_t row = 0; row < rows.head().size(); ++row) {
        if (row > 0) rows.take_header(row);
        for (const Layout& layout : layouts())
            if ((name.empty() || layout.name == name) && layout.detect(rows)) return &layout;
    }
    return nullptr;
}

void read_rows(Rows& rows, const ReadOptions& options, const std::string& encoding,
               FlowsBuilder& flows) {
    if (rows.head().empty()) return;
    const auto first = listed(rows.header());
    const auto before = rows.diagnostics().error_count();
    const Layout* const layout = find_layout(rows, options.layout);
    if (rows.diagnostics().error_count() > before) return;
    const Location start{std::string{rows.file()}};
    if (layout == nullptr) {
        rows.take_header(0);
        if (options.layout.empty())
            rows.diagnostics().error("E0100", start, {{"columns", first}});
        else
            rows.diagnostics().error("E0124", start,
                                     {{"layout", options.layout}, {"columns", first}});
        return;
    }
    flows.begin_source({std::string{rows.file()}, std::string{layout->name}, encoding});
    layout->read(rows, flows);
    flows.end_source(rows);
}

}  // namespace

std::span<const Layout> layouts() {
    static const std::array all{comtrade_layout(), baci_layout(), tidy_layout()};
    return all;
}

std::vector<std::string> layout_names() {
    std::vector<std::string> names;
    for (const Layout& layout : layouts()) names.emplace_back(layout.name);
    return names;
}

struct Reader::State {
    ReadOptions options;
    FlowsBuilder flows;

    // Whether it was a large table that could be read on all cores.
    bool add_bulk(const Bytes& bytes, Diagnostics& diagnostics) {
        constexpr std::size_t kLarge = 1'000'000;
        const bool may_be_baci = options.layout.empty() || options.layout == baci_layout().name;
        if (bytes.size < kLarge || !may_be_baci ||
            !read_bulk(bytes, flows, {.threads = options.threads}))
            return false;
        flows.end_source(diagnostics);
        return true;
    }

    void add_with_care(const SourceFile& file, Diagnostics& diagnostics) {
        const auto decoded = decode(file, diagnostics);
        if (!decoded) return;
        const std::string_view text = decoded->converted ? *decoded->converted : file.text;
        const bool lenient = options.faults == Faults::lenient ||
                             (options.faults == Faults::by_size && file.text.size() > kSmallTable);
        Rows rows{file.name, delimited_text(file.name, text), diagnostics,
                  lenient ? OnFault::reject : OnFault::report};
        read_rows(rows, options, decoded->encoding, flows);
    }
};

Reader::Reader(ReadOptions options) : state_{std::make_unique<State>()} {
    state_->options = std::move(options);
}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

void Reader::add(const SourceFile& file, Diagnostics& diagnostics) {
    if (!state_->add_bulk(bytes_of(file), diagnostics)) state_->add_with_care(file, diagnostics);
}

void Reader::add_file(const std::string& path, Diagnostics& diagnostics) {
    const auto bytes = bytes_of_file(path);
    if (!bytes || !state_->add_bulk(*bytes, diagnostics))
        state_->add_with_care(read_file(path), diagnostics);
}

Flows Reader::finish(Diagnostics&) { return state_->flows.take(); }

Flows read(const std::vector<SourceFile>& files, Diagnostics& diagnostics,
           const ReadOptions& options) {
    Reader reader{options};
    for (const SourceFile& file : files) reader.add(file, diagnostics);
    return reader.finish(diagnostics);
}

std::optional<Direction> direction_word(std::string_view word) {
    const auto text = lower(word);
    const auto is = [&](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), text) != words.end();
    };
    if (is({"import", "imports", "imp", "m", "i", "수입", "general imports"}))
        return Direction::import;
    if (is({"export", "exports", "exp", "x", "e", "수출", "export incl. re-export",
            "total exports"}))
        return Direction::export_;
    if (is({"re-import", "reimport", "re-imports", "rm"})) return Direction::re_import;
    if (is({"re-export", "reexport", "re-exports", "rx"})) return Direction::re_export;
    if (is({"both"})) return Direction::both;
    return std::nullopt;
}

std::optional<std::string_view> read_code(Rows& rows, std::size_t column) {
    constexpr std::string_view kDigits = "0123456789";
    const auto code = rows.field(column);
    const auto power = std::min(code.find("E+"), code.find("e+"));
    const bool rounded = power != std::string_view::npos && power > 0 && power + 2 < code.size() &&
                         code.substr(0, power).find_first_not_of("0123456789.") == code.npos &&
                         code.substr(power + 2).find_first_not_of(kDigits) == code.npos;
    if (!rounded) return code;
    rows.fault("E0114", column);
    return std::nullopt;
}

std::optional<std::int64_t> read_value(Rows& rows, std::size_t column, int power) {
    const auto text = rows.field(column);
    if (text.empty()) return std::nullopt;
    const auto [value, fault] = parse_decimal(text, power + kValueDecimals);
    if (fault == DecimalFault::too_large) {
        rows.fault("E0108", column);
        return std::nullopt;
    }
    if (fault == DecimalFault::not_a_number) {
        if (holds_thousands_separator(text)) {
            std::string plain;
            for (const char c : text)
                if (c != ',') plain += c;
            rows.fault("E0021", column, {{"plain", shortened(plain, 60)}});
        } else {
            rows.fault("E0020", column);
        }
        return std::nullopt;
    }
    if (value < 0) {
        rows.fault("E0107", column);
        return std::nullopt;
    }
    return value;
}

std::optional<double> read_mass(Rows& rows, std::size_t column, double kg_per_unit) {
    constexpr double kNotGiven = -1;
    const auto text = rows.field(column);
    if (is_not_given(text)) return kNotGiven;
    const auto mass = parse_double(text);
    if (!mass) {
        rows.fault("E0020", column);
        return std::nullopt;
    }
    if (*mass < 0) {
        rows.fault("E0107", column);
        return std::nullopt;
    }
    return *mass * kg_per_unit;
}

}  // namespace jarip::trade

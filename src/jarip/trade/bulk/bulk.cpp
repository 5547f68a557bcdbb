#include "jarip/trade/bulk/bulk.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jarip/trade/bulk/bulk_rows.hpp"
#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/flows/repeats.hpp"
#include "jarip/trade/layouts/baci.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

constexpr std::size_t kWave = 64;  // pieces that are read before new labels are entered, at most
constexpr std::size_t kLongestLine = 256;

// Where the rows of a table begin that looks like BACI's; nullopt where it does not.
std::optional<std::uint64_t> body_begin(const Bytes& bytes) {
    std::array<char, 64> buffer{};
    const auto size = std::min<std::uint64_t>(buffer.size(), bytes.size);
    if (!bytes.read(0, {buffer.data(), size})) return std::nullopt;
    const std::string_view text{buffer.data(), size};
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    const std::size_t mark = text.starts_with(kMark) ? kMark.size() : 0;
    for (const std::string_view header : {"t,i,j,k,v,q", R"("t","i","j","k","v","q")"})
        for (const std::string_view line_end : {"\n", "\r\n"})
            if (text.substr(mark).starts_with(std::string{header}.append(line_end)))
                return mark + header.size() + line_end.size();
    const auto first = text.substr(mark, 1);
    if (first >= "1" && first <= "9") return mark;
    return std::nullopt;
}

// The lines that begin in one piece of the body, with margins around them.
class Piece {
public:
    // False where a line is too long or the bytes cannot be had.
    [[nodiscard]] bool load(const Bytes& bytes, std::uint64_t body, std::uint64_t begin,
                            std::size_t size) {
        last_ = begin + size >= bytes.size;
        const auto from = begin == body ? begin : begin - 1;
        const auto to = std::min<std::uint64_t>(begin + size + kLongestLine, bytes.size);
        buffer_.resize(2 * kMargin + static_cast<std::size_t>(to - from) + 1);
        char* const text = buffer_.data() + kMargin;
        char* end = text + (to - from);
        if (!bytes.read(from, {text, end})) return false;
        if (last_ && end[-1] != '\n') *end++ = '\n';

        const auto line_after = [end](char* at) -> char* {
            const auto left = static_cast<std::size_t>(end - at);
            auto* const newline = static_cast<char*>(std::memchr(at, '\n', left));
            return newline == nullptr ? nullptr : newline + 1;
        };
        begin_ = begin == body ? text : line_after(text);
        end_ = last_ ? end : line_after(text + (begin - from) + size - 1);
        if (begin_ == nullptr || end_ == nullptr || begin_ > end_) return false;
        lines_ = count_byte(begin_, end_, '\n');
        return true;
    }
    [[nodiscard]] BulkRows read(const Labels& labels, Flows& flows, std::size_t row) const {
        return read_rows(begin_, end_, last_, labels, flows, row);
    }
    [[nodiscard]] std::size_t lines() const { return lines_; }

private:
    std::vector<char> buffer_;
    char* begin_ = nullptr;
    char* end_ = nullptr;
    bool last_ = false;
    std::size_t lines_ = 0;
};

// Gives the rows of labels that were met for the first time their indices.
class LabelBook {
public:
    explicit LabelBook(FlowsBuilder& flows) : flows_{flows} {}

    [[nodiscard]] const Labels& labels() const { return labels_; }

    // False for a label that the careful reader has something to say about.
    [[nodiscard]] bool enter(const Unknown& rows) {
        auto& index = place(rows);
        if (index == Labels::kUnknown && !add(rows, index)) return false;
        auto& column = this->column(rows.label);
        for (std::size_t i = 0; i < rows.count; ++i) column.set(rows.row + i, index);
        return true;
    }

private:
    [[nodiscard]] std::uint32_t& place(const Unknown& rows) {
        switch (rows.label) {
            case Label::period: return labels_.periods[rows.number];
            case Label::product: return labels_.products[rows.number];
            default: return labels_.countries[rows.number];
        }
    }
    [[nodiscard]] IndexColumn& column(Label label) {
        switch (label) {
            case Label::period: return flows_.columns().period;
            case Label::product: return flows_.columns().product;
            case Label::exporter: return flows_.columns().reporter;
            default: return flows_.columns().partner;
        }
    }
    [[nodiscard]] bool add(const Unknown& rows, std::uint32_t& index) {
        auto text = std::to_string(rows.number);
        if (rows.label == Label::period) {
            const auto period = flows_.period(text);
            if (!period || !is_plausible(flows_.period_at(*period))) return false;
            index = *period;
        } else if (rows.label == Label::product) {
            if (text.size() < kBaciCodeDigits) text.insert(0, kBaciCodeDigits - text.size(), '0');
            index = flows_.product(text);
        } else {
            index = flows_.country(text);
            column(Label::exporter).make_room_for(index);
            column(Label::importer).make_room_for(index);
            return true;
        }
        column(rows.label).make_room_for(index);
        return true;
    }

    FlowsBuilder& flows_;
    Labels labels_;
};

template <class Change>
void for_each_column(Flows& flows, Change change) {
    for (auto* column : {&flows.reporter, &flows.partner, &flows.product, &flows.period})
        change(*column);
    change(flows.direction);
    change(flows.value);
    change(flows.mass_kg);
}

void resize(Flows& flows, std::size_t rows) {
    for_each_column(flows, [rows](auto& column) { column.resize(rows); });
}

void reserve(Flows& flows, std::size_t rows) {
    for_each_column(flows, [rows](auto& column) { column.reserve(rows); });
}

// All rows of the body; false at the first that is not regular.
bool read_body(const Bytes& bytes, std::uint64_t body, FlowsBuilder& builder,
               const BulkOptions& options) {
    Flows& flows = builder.columns();
    const std::size_t first_row = flows.size();
    std::size_t row = first_row;
    LabelBook book{builder};
    std::vector<Piece> pieces(kWave);
    std::vector<BulkRows> read(kWave);
    std::array<std::size_t, kWave> rows{};
    const std::size_t piece = options.piece;
    bool is_ascending = true;
    std::uint64_t last_key = 0;
    std::size_t count = 1;  // few at first, while most labels are new
    for (std::uint64_t at = body; at < bytes.size; at += count * piece, count = 2 * count) {
        const auto left = (bytes.size - at + piece - 1) / piece;
        count = static_cast<std::size_t>(std::min<std::uint64_t>({left, kWave, count}));
        std::array<bool, kWave> loaded{};
        parallel_for(count, options.threads, [&](std::size_t i) {
            loaded[i] = pieces[i].load(bytes, body, at + i * piece, piece);
        });
        std::size_t end = row;
        for (std::size_t i = 0; i < count; ++i) {
            if (!loaded[i]) return false;
            rows[i] = std::exchange(end, end + pieces[i].lines());
        }
        if (at == body) {
            // What the rest will need if its lines are as long; not used, it takes no memory.
            const auto so_far = std::min<std::uint64_t>(bytes.size - body, count * piece);
            reserve(flows, row + static_cast<std::size_t>(static_cast<double>(end - row) * 1.1 *
                                                          static_cast<double>(bytes.size - body) /
                                                          static_cast<double>(so_far)));
        }
        resize(flows, end);
        parallel_for(count, options.threads, [&](std::size_t i) {
            read[i] = pieces[i].read(book.labels(), flows, rows[i]);
        });
        for (std::size_t i = 0; i < count; ++i) {
            if (!read[i].regular) return false;
            is_ascending = is_ascending && read[i].is_ascending &&
                           (read[i].rows == 0 || read[i].first > last_key);
            if (read[i].rows > 0) last_key = read[i].last;
            for (const Unknown& unknown : read[i].unknown)
                if (!book.enter(unknown)) return false;
            row = rows[i] + read[i].rows;
        }
    }
    resize(flows, row);
    builder.added(row - first_row);
    return is_ascending || repeated_rows(flows, first_row, {}).empty();
}

}  // namespace

Bytes bytes_of(const SourceFile& file) {
    const std::string_view text = file.text;
    return {file.name, text.size(), [text](std::uint64_t offset, std::span<char> into) {
                std::copy_n(text.data() + offset, into.size(), into.data());
                return true;
            }};
}

std::optional<Bytes> bytes_of_file(const std::string& path) {
    const int opened = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0) return std::nullopt;
    const std::shared_ptr<const int> file{new int{opened}, [](const int* descriptor) {
                                              close(*descriptor);
                                              delete descriptor;
                                          }};
    struct stat status {};
    if (fstat(opened, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return Bytes{path, static_cast<std::uint64_t>(status.st_size),
                 [file](std::uint64_t offset, std::span<char> into) {
                     while (!into.empty()) {
                         const auto got =
                             pread(*file, into.data(), into.size(), static_cast<off_t>(offset));
                         if (got <= 0) return false;
                         into = into.subspan(static_cast<std::size_t>(got));
                         offset += static_cast<std::uint64_t>(got);
                     }
                     return true;
                 }};
}

bool read_bulk(const Bytes& bytes, FlowsBuilder& flows, const BulkOptions& options) {
    const auto body = body_begin(bytes);
    if (!body) return false;
    const std::size_t before = flows.columns().size();
    flows.begin_source(
        {.file = bytes.name, .layout = std::string{baci_layout().name}, .encoding = "UTF-8"});
    if (read_body(bytes, *body, flows, options)) return true;
    resize(flows.columns(), before);
    flows.restart_source();
    return false;
}

}  // namespace jarip::trade

// Rows in a JSON document: objects of a list called data, dataset, item … or of the whole document, or lists in a
// list of which the first is the header.
#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>

#include "jarip/trade/reading/document.hpp"

namespace jarip::trade {
namespace {

constexpr std::size_t kDeepestValue = 64;
// What services call the list of their rows.
constexpr std::array<std::string_view, 9> kListNames{"data", "dataset", "dataSet", "item", "items",
                                                     "rows", "records", "flows",   "value"};

// Characters of a text, which tells how far they were read.
class Followed {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Followed(const char* at, const char** reached) : at_{at}, reached_{reached} {}
    reference operator*() const { return *at_; }
    Followed& operator++() {
        *reached_ = ++at_;
        return *this;
    }
    Followed operator++(int) {
        auto before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Followed& other) const { return at_ == other.at_; }
    bool operator!=(const Followed& other) const { return at_ != other.at_; }

private:
    const char* at_;
    const char** reached_;
};

class Handler {
public:
    using Value = nlohmann::json;

    Handler(std::string_view text, const char* const* reached)
        : text_{text}, reached_{reached}, places_{text} {}

    Records objects, lists;
    std::size_t fault = 0;  // the byte of it

    bool null() { return scalar(""); }
    bool boolean(bool value) { return scalar(value ? "true" : "false"); }
    bool number_integer(Value::number_integer_t value) { return scalar(std::to_string(value)); }
    bool number_unsigned(Value::number_unsigned_t value) { return scalar(std::to_string(value)); }
    bool number_float(Value::number_float_t, const std::string& digits) { return scalar(digits); }
    // A zero is no text, though it may be written as \u0000.
    bool string(const std::string& value) { return is_text(value) && scalar(value); }
    bool binary(const Value::binary_t&) { return false; }
    bool key(const std::string& name) {
        if (!is_text(name)) return false;
        open_.back().key = name;
        return true;
    }

    bool start_object(std::size_t) {
        const bool row = is_row_object();
        if (row) objects.begin_row(place().first);
        return open({.is_list = false, .is_row = row, .name = name_here()});
    }
    bool end_object() { return close(); }
    bool start_array(std::size_t) {
        const bool row = open_.size() == 1 && open_[0].is_list;
        if (row) lists.begin_row(place().first);
        return open({.is_list = true, .is_row = row, .name = name_here()});
    }
    bool end_array() { return close(); }
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) {
        fault = byte;
        return false;
    }

private:
    struct Container {
        bool is_list = false;
        bool is_row = false;
        std::string name;  // of the member that it is, or that its list is
        std::string key;   // of its member at hand
        std::size_t count = 0;
    };

    bool is_text(const std::string& value) {
        if (value.find('\0') == std::string::npos) return true;
        fault = offset();
        return false;
    }
    [[nodiscard]] std::size_t offset() const {
        return static_cast<std::size_t>(*reached_ - text_.data());
    }
    [[nodiscard]] std::pair<std::size_t, std::size_t> place() { return places_.at(offset()); }

    [[nodiscard]] std::string name_here() const {
        if (open_.empty()) return "";
        return open_.back().is_list ? open_.back().name : open_.back().key;
    }
    [[nodiscard]] bool is_row_object() const {
        if (open_.empty()) return false;
        const auto name = name_here();
        const bool named =
            std::find(kListNames.begin(), kListNames.end(), name) != kListNames.end();
        return (open_.back().is_list && open_.size() == 1) ||
               (named && (open_.back().is_list || name == "item"));
    }

    bool open(Container container) {
        if (open_.size() == kDeepestValue) {
            fault = offset();
            return false;
        }
        if (!open_.empty()) ++open_.back().count;
        open_.push_back(std::move(container));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    bool scalar(std::string_view value) {
        if (open_.empty()) return true;
        auto& at = open_.back();
        if (!at.is_row) {
            if (!at.is_list) objects.add_beside(at.key, value);
            return true;
        }
        const auto end = offset();
        const auto [line, column] = places_.at(end - std::min(end, value.size() + 1));
        if (at.is_list)
            lists.add(at.count++, value, line, column);
        else
            objects.add(objects.column(at.key), value, line, column);
        return true;
    }

    std::string_view text_;
    const char* const* reached_;
    Places places_;
    std::vector<Container> open_;
};

}  // namespace

std::optional<Records> json_rows(std::string_view file, std::string_view text,
                                 Diagnostics& diagnostics) {
    const char* reached = text.data();
    Handler handler{text, &reached};
    const bool whole = nlohmann::json::sax_parse(
        Followed{text.data(), &reached}, Followed{text.data() + text.size(), &reached}, &handler);
    if (!whole) {
        const auto [line, column] =
            Places{text}.at(handler.fault > 0 ? handler.fault - 1
                                              : static_cast<std::size_t>(reached - text.data()));
        diagnostics.error("E0130", {std::string{file}, line, column, 1, ""});
        return std::nullopt;
    }
    if (handler.objects.empty() && !handler.lists.empty()) return std::move(handler.lists);
    return std::move(handler.objects);
}

}  // namespace jarip::trade

#include <array>
#include <nlohmann/json.hpp>

#include "jarip/core/json.hpp"
#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

constexpr int kIndent = 2;
constexpr std::size_t kShortLine = 120;

// JSON escapes controls below a space only: a terminal obeys others too, and turns of the direction of writing.
std::string harmless(const std::string& text) {
    std::string result;
    result.reserve(text.size());
    const auto next = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const unsigned first = next(at), second = next(at + 1), third = next(at + 2);
        unsigned code = 0;
        if (first == 0x7F) code = first;
        if (first == 0xC2 && second < 0xA0) code = second, at += 1;
        if (first == 0xE2 && second == 0x80 && third >= 0xA8 && third <= 0xAE)
            code = 0x2000 + (third & 0x3F), at += 2;
        if (first == 0xE2 && second == 0x81 && third >= 0xA6 && third <= 0xA9)
            code = 0x2040 + (third & 0x3F), at += 2;
        if (code == 0) {
            result += text[at];
            continue;
        }
        constexpr std::string_view kDigits = "0123456789abcdef";
        result += "\\u";
        for (const unsigned shift : {12U, 8U, 4U, 0U}) result += kDigits[(code >> shift) & 15U];
    }
    return result;
}

// Writes values as text; `short_lines` hold what fits on them.
class JsonWriter {
public:
    enum class Layout { long_lines, short_lines, one_line, compact };
    explicit JsonWriter(Layout layout) : layout_{layout} {}

    void write(const Value& value) {
        if (layout_ != Layout::short_lines) return put(value);
        // What fits is written on one line; else its parts are tried.
        JsonWriter line{Layout::one_line};
        line.put(value);
        if (column() + line.text_.size() <= kShortLine)
            text_ += line.text_;
        else
            put(value);
    }
    [[nodiscard]] std::string& text() { return text_; }

private:
    void put(const Value& value) {
        std::visit([&](const auto& each) { put_any(each); }, value.any());
    }
    void put_any(std::monostate) { text_ += "null"; }
    void put_any(Value::Absent) { text_ += "null"; }
    void put_any(bool flag) { text_ += flag ? "true" : "false"; }
    void put_any(std::int64_t whole) { text_ += std::to_string(whole); }
    void put_any(std::uint64_t whole) { text_ += std::to_string(whole); }
    void put_any(double number) {
        std::array<char, 64> digits{};
        char* const end =
            nlohmann::detail::to_chars(digits.data(), digits.data() + digits.size(), number);
        text_.append(digits.data(), end);
    }
    void put_any(Day day) { put_any(format_date(day)); }
    void put_any(const std::string& words) {
        bool plain = true;
        for (const char c : words) plain = plain && c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
        // Bytes that are not UTF-8, as names of files may have, are shown as "\xff".
        text_ += plain ? '"' + words + '"' : harmless(serialize_json(Json(as_utf8(words))));
    }
    void put_any(const Value::List& list) {
        if (list.empty()) {
            text_ += "[]";
            return;
        }
        begin('[');
        for (const Value& each : list) {
            next();
            write(each);
        }
        end(']');
    }
    void put_any(const Value::Object& object) {
        begin('{');
        for (const auto& [key, value] : object) {
            const auto* const record = value.as<Value::Record>();
            if (key.empty() && record)
                put_fields(*record);
            else
                put_pair(key, value);
        }
        end('}');
    }
    void put_any(const Value::Record& record) {
        begin('{');
        put_fields(record);
        end('}');
    }
    void put_fields(const Value::Record& record) {
        std::size_t i = 0;
        for (const Field& field : record.fields->all()) {
            const Value& value = record.values[i++];
            const auto* const inner = value.as<Value::Record>();
            if (field.spread && inner)
                put_fields(*inner);
            else if (!field.spread)
                put_pair(field.key, value);
        }
    }
    void put_pair(std::string_view key, const Value& value) {
        if (value.is_absent()) return;
        next();
        put_any(std::string{key});
        text_ += layout_ == Layout::compact ? ":" : ": ";
        write(value);
    }

    void begin(char bracket) {
        text_ += bracket;
        ++depth_;
        is_first_ = true;
    }
    void next() {
        if (!is_first_) text_ += ',';
        if (has_lines())
            new_line();
        else if (!is_first_ && layout_ == Layout::one_line)
            text_ += ' ';
        is_first_ = false;
    }
    void end(char bracket) {
        --depth_;
        if (!is_first_ && has_lines()) new_line();
        is_first_ = false;
        text_ += bracket;
    }
    [[nodiscard]] bool has_lines() const {
        return layout_ == Layout::long_lines || layout_ == Layout::short_lines;
    }
    void new_line() {
        text_ += '\n';
        text_.append(static_cast<std::size_t>(depth_ * kIndent), ' ');
    }
    [[nodiscard]] std::size_t column() const {
        const auto line_end = text_.rfind('\n');
        return line_end == std::string::npos ? text_.size() : text_.size() - line_end - 1;
    }

    Layout layout_;
    std::string text_;
    int depth_ = 0;
    bool is_first_ = true;
};

std::string written(const Value& value, JsonWriter::Layout layout) {
    JsonWriter writer{layout};
    writer.write(value);
    return std::move(writer.text());
}

}  // namespace

std::string json_text(const Value& value) {
    return written(value, JsonWriter::Layout::long_lines) + '\n';
}
std::string short_json_text(const Value& value) {
    return written(value, JsonWriter::Layout::short_lines) + '\n';
}
std::string one_line_json(const Value& value) {
    return written(value, JsonWriter::Layout::one_line);
}
std::string compact_json(const Value& value) {
    return written(value, JsonWriter::Layout::compact) + '\n';
}

}  // namespace jarip::report

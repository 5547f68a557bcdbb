#include <algorithm>

#include "jarip/rack/netbox/yaml.hpp"

namespace jarip::rack {
namespace {

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

// A line without its indent, which is counted in `column` (from 1).
struct Line {
    std::string_view text;
    std::size_t number = 1;
    std::size_t column = 1;

    void skip(std::size_t characters) {
        text.remove_prefix(characters);
        column += characters;
    }
};

class PlainReader {
public:
    explicit PlainReader(std::string_view text) : rest_{text} {}

    // Nothing where the text is anything but the plainest of YAML.
    std::optional<YamlNode> read() {
        advance();
        if (line_ && line_->column == 1 && line_->text == "---") advance();
        if (!line_ || line_->column != 1) return std::nullopt;
        YamlNode root = node(YamlNode::Kind::map, *line_);
        while (line_ && is_plain_) read_entry(root);
        if (!is_plain_ || has_repeated_keys(root)) return std::nullopt;
        return root;
    }

private:
    static YamlNode node(YamlNode::Kind kind, const Line& at) {
        YamlNode result;
        result.kind = kind;
        result.line = at.number;
        result.column = at.column;
        return result;
    }

    // The next line that says something, or none. Tabs, carriage returns and trailing spaces are not for this reader.
    void advance() {
        line_.reset();
        while (!rest_.empty()) {
            const auto end = std::min(rest_.find('\n'), rest_.size());
            Line line{rest_.substr(0, end), ++number_, 1};
            rest_.remove_prefix(std::min(end + 1, rest_.size()));
            const auto indent = std::min(line.text.find_first_not_of(' '), line.text.size());
            line.skip(indent);
            if (line.text.empty() || line.text.front() == '#') continue;
            if (line.text.find_first_of("\t\r") != std::string_view::npos ||
                line.text.back() == ' ')
                is_plain_ = false;
            line_ = line;
            return;
        }
    }

    // "key: value", or "key:" and the list below it.
    void read_entry(YamlNode& map) {
        if (line_->column != 1) return give_up();
        auto entry = read_key();
        if (!is_plain_) return;
        if (line_->text.empty()) {
            advance();
            read_list(entry);
        } else {
            read_scalar(entry);
            advance();
        }
        map.items.push_back(std::move(entry));
    }

    // Leaves the line behind the colon and the space after it.
    YamlNode read_key() {
        YamlNode entry;
        auto& line = *line_;
        std::size_t length = 0;
        while (length < line.text.size() && is_name_letter(line.text[length])) ++length;
        const bool opens_list = line.text.front() == '-';
        const bool ends = length < line.text.size() && line.text[length] == ':' &&
                          (length + 1 == line.text.size() || line.text[length + 1] == ' ');
        constexpr std::size_t kLongest = 64;
        if (length == 0 || length > kLongest || opens_list || !ends) {
            give_up();
            return entry;
        }
        entry.key = line.text.substr(0, length);
        entry.key_line = line.number;
        entry.key_column = line.column;
        line.skip(length + 1);
        line.skip(std::min(line.text.find_first_not_of(' '), line.text.size()));
        return entry;
    }

    void read_scalar(YamlNode& entry) {
        const auto text = line_->text;
        const char first = text.front();
        entry.kind = YamlNode::Kind::scalar;
        entry.line = line_->number;
        entry.column = line_->column;
        if (first == '\'' || first == '"') {
            const auto inside = text.substr(1, std::max<std::size_t>(text.size(), 2) - 2);
            if (text.size() < 2 || text.back() != first ||
                inside.find_first_of("'\"\\") != std::string_view::npos)
                return give_up();
            entry.value = inside;
            entry.is_text = true;
            return;
        }
        const bool begins_plainly = is_name_letter(first) && first != '-' &&
                                    text.find(": ") == std::string_view::npos &&
                                    text.find(" #") == std::string_view::npos && text.back() != ':';
        const bool is_null = text == "null" || text == "Null" || text == "NULL";
        if (!begins_plainly || is_null) return give_up();
        entry.value = text;
    }

    // Items "- key: value", their further keys under the first.
    void read_list(YamlNode& list) {
        if (!line_ || !line_->text.starts_with("- ")) return give_up();
        const auto dash = line_->column;
        list.kind = YamlNode::Kind::list;
        list.line = line_->number;
        list.column = dash;
        while (line_ && is_plain_ && line_->column == dash && line_->text.starts_with("- ")) {
            line_->skip(2);
            if (line_->text.front() == ' ') return give_up();
            YamlNode item = node(YamlNode::Kind::map, *line_);
            do {
                auto entry = read_key();
                if (!is_plain_ || line_->text.empty()) return give_up();
                read_scalar(entry);
                item.items.push_back(std::move(entry));
                advance();
            } while (line_ && is_plain_ && line_->column == dash + 2);
            if (has_repeated_keys(item)) return give_up();
            list.items.push_back(std::move(item));
        }
    }

    // Of types, which have few keys; a map of many is left to the library, which sorts them.
    static bool has_repeated_keys(const YamlNode& map) {
        constexpr std::size_t kMostKeys = 100;
        if (map.items.size() > kMostKeys) return true;
        for (std::size_t i = 0; i < map.items.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (map.items[i].key == map.items[k].key) return true;
        return false;
    }

    void give_up() { is_plain_ = false; }

    std::string_view rest_;
    std::size_t number_ = 0;
    std::optional<Line> line_;
    bool is_plain_ = true;
};

}  // namespace

std::optional<YamlNode> parse_plain_yaml(const SourceFile& file) {
    return PlainReader{file.text}.read();
}

}  // namespace jarip::rack

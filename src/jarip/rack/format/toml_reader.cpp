#include "jarip/rack/format/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace jarip::rack {

std::string number_text(double value) {
    if (std::abs(value) >= 1e9 || (value != 0 && std::abs(value) < 1e-4))
        return fmt::format("{:g}", value);
    auto text = fmt::format("{:.4f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" ? "0" : text;
}

TomlReader::TomlReader(const SourceFile& file, const toml::table& table, std::string name,
                       Diagnostics& diagnostics)
    : file_{&file},
      lines_{std::make_shared<LineIndex>(file.text)},
      table_{&table},
      name_{std::move(name)},
      diagnostics_{&diagnostics} {}

TomlReader::TomlReader(const TomlReader& around, const toml::table& table, std::string name)
    : file_{around.file_},
      lines_{around.lines_},
      table_{&table},
      name_{std::move(name)},
      diagnostics_{around.diagnostics_} {}

void TomlReader::set_default_source(std::string source, bool assumed) {
    source_ = std::move(source);
    assumed_ = assumed;
}

const toml::node* TomlReader::find(std::string_view key) {
    asked_.emplace_back(key);
    return table_->get(key);
}

Location TomlReader::where(std::string_view key) const {
    const auto* node = table_->get(key);
    return node ? place(node->source()) : where();
}

void TomlReader::wrong_type(std::string_view key, const toml::node& node,
                            std::string_view expected) {
    diagnostics_->error(
        "E0403", place(node.source()),
        {{"table", name_}, {"key", std::string{key}}, {"expected", std::string{expected}}});
}

// The value inside {v = …, src = …, assumed = …}, else the node itself.
const toml::node* TomlReader::unwrap(const toml::node& node, Figure& figure) {
    figure.source = source_;
    figure.assumed = assumed_;
    const auto* wrapped = node.as_table();
    if (!wrapped) return &node;
    for (const auto& [key, value] : *wrapped) {
        if (key.str() == "v") continue;
        if (key.str() == "src" && value.is_string()) {
            figure.source = value.as_string()->get();
            if (!wrapped->contains("assumed")) figure.assumed = false;
        } else if (key.str() == "assumed" && value.is_boolean()) {
            figure.assumed = value.as_boolean()->get();
        } else {
            diagnostics_->warning("E0402", place(key.source()),
                                  {{"table", name_},
                                   {"key", std::string{key.str()}},
                                   {"suggestion", nearest(key.str(), {"v", "src", "assumed"})}});
        }
    }
    return wrapped->get("v");
}

Figure TomlReader::number(std::string_view key, const toml::node& node, Figure result,
                          NumberRange range) {
    if (!node.is_number()) {
        wrong_type(key, node, "number");
        return {};
    }
    const double number = node.is_integer() ? static_cast<double>(node.as_integer()->get())
                                            : node.as_floating_point()->get();
    if (!(number >= range.low && number <= range.high)) {
        diagnostics_->error("E0404", place(node.source()),
                            {{"table", name_},
                             {"key", std::string{key}},
                             {"value", number_text(number)},
                             {"low", number_text(range.low)},
                             {"high", number_text(range.high)}});
        return {};
    }
    result.value = number;
    result.given = true;
    return result;
}

Figure TomlReader::figure(std::string_view key, NumberRange range) {
    const auto* node = find(key);
    if (!node) return {};
    Figure result;
    const auto* value = unwrap(*node, result);
    return number(key, value ? *value : *node, result, range);
}

std::vector<Figure> TomlReader::figures(std::string_view key, NumberRange range) {
    const auto* node = find(key);
    if (!node) return {};
    Figure common;
    const auto* value = unwrap(*node, common);
    std::vector<Figure> result;
    if (!value || !value->is_array()) {
        wrong_type(key, *node, "[…]");
        return result;
    }
    for (const auto& entry : *value->as_array()) {
        Figure own = common;
        const auto* inner = entry.is_table() ? unwrap(entry, own) : &entry;
        result.push_back(number(key, inner ? *inner : entry, own, range));
    }
    return result;
}

Figure TomlReader::half_units(std::string_view key, NumberRange range) {
    auto result = figure(key, range);
    if (result.given && result.value * 2 != std::floor(result.value * 2)) {
        diagnostics_->error(
            "E0408", where(key),
            {{"table", name_}, {"key", std::string{key}}, {"value", number_text(result.value)}});
        return {};
    }
    return result;
}

std::string TomlReader::text(std::string_view key) {
    const auto* node = find(key);
    if (!node) return {};
    Figure unused;
    const auto* value = unwrap(*node, unused);
    if (value && value->is_string()) return value->as_string()->get();
    wrong_type(key, *node, "text");
    return {};
}

std::string TomlReader::choice(std::string_view key, const std::vector<std::string>& choices) {
    auto value = text(key);
    if (value.empty() || std::find(choices.begin(), choices.end(), value) != choices.end())
        return value;
    diagnostics_->error("E0405", where(key),
                        {{"table", name_},
                         {"key", std::string{key}},
                         {"value", value},
                         {"choices", fmt::format("{}", fmt::join(choices, ", "))},
                         {"suggestion", nearest(value, choices)}});
    return {};
}

bool TomlReader::flag(std::string_view key, bool fallback) {
    const auto* node = find(key);
    if (!node) return fallback;
    Figure unused;
    const auto* value = unwrap(*node, unused);
    if (value && value->is_boolean()) return value->as_boolean()->get();
    wrong_type(key, *node, "true/false");
    return fallback;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
    const auto* node = find(key);
    if (!node) return {};
    if (const auto* one = node->as_string()) return {one->get()};
    std::vector<std::string> result;
    if (const auto* many = node->as_array()) {
        for (const auto& entry : *many) {
            if (const auto* word = entry.as_string())
                result.push_back(word->get());
            else
                wrong_type(key, entry, "text");
        }
        return result;
    }
    wrong_type(key, *node, "array");
    return {};
}

std::vector<Connectors> TomlReader::connectors(std::string_view key) {
    const auto* kinds = table(key);
    if (!kinds) return {};
    TomlReader reader{*this, *kinds, name_ + '.' + std::string{key}};
    std::vector<Connectors> result;
    for (const auto& [kind, unused] : *kinds) {
        const auto count = reader.figure(kind.str(), {0, 1e6});
        if (count.given) result.push_back({std::string{kind.str()}, count.value});
    }
    return result;
}

const toml::table* TomlReader::table(std::string_view key) {
    const auto* node = find(key);
    if (!node) return nullptr;
    if (!node->is_table()) wrong_type(key, *node, "table");
    return node->as_table();
}

const toml::array* TomlReader::array(std::string_view key) {
    const auto* node = find(key);
    if (!node) return nullptr;
    if (!node->is_array()) wrong_type(key, *node, "array");
    return node->as_array();
}

std::vector<const toml::table*> TomlReader::tables(std::string_view key) {
    std::vector<const toml::table*> result;
    const auto* entries = array(key);
    if (!entries) return result;
    for (const auto& entry : *entries) {
        if (const auto* inner = entry.as_table())
            result.push_back(inner);
        else
            wrong_type(key, entry, "table");
    }
    return result;
}

void TomlReader::require(std::string_view key) {
    if (!has(key))
        diagnostics_->error("E0401", where(), {{"table", name_}, {"key", std::string{key}}});
}

void TomlReader::ignore(std::string_view key) { asked_.emplace_back(key); }

void TomlReader::finish() {
    for (const auto& [key, unused] : *table_) {
        const std::string name{key.str()};
        if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
        diagnostics_->warning(
            "E0402", place(key.source()),
            {{"table", name_}, {"key", name}, {"suggestion", nearest(name, asked_)}});
    }
}

}  // namespace jarip::rack

/// Typed values out of a TOML table, each fault as a diagnostic; keys nobody asks for are warned about.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core/table.hpp"
#include "jarip/core/toml.hpp"
#include "jarip/rack.hpp"

namespace jarip::rack {

class TomlReader {
public:
    /// `name` is how messages call the table: "[rack]", "device 3".
    TomlReader(const SourceFile& file, const toml::table& table, std::string name,
               Diagnostics& diagnostics);
    /// Of a table inside another one of the same file.
    TomlReader(const TomlReader& around, const toml::table& table, std::string name);

    /// Source and assumption of figures that do not say their own.
    void set_default_source(std::string source, bool assumed);

    /// A number or {v = …, src = "…", assumed = true}.
    [[nodiscard]] Figure figure(std::string_view key, NumberRange range = kNonNegative);
    /// An array of them, which may have a source in common: {v = [600, 1200], src = "…"}.
    [[nodiscard]] std::vector<Figure> figures(std::string_view key, NumberRange range);
    /// A multiple of one half.
    [[nodiscard]] Figure half_units(std::string_view key, NumberRange range);
    [[nodiscard]] std::string text(std::string_view key);
    /// A text that must be one of `choices`; empty where it is absent or wrong.
    [[nodiscard]] std::string choice(std::string_view key, const std::vector<std::string>& choices);
    [[nodiscard]] bool flag(std::string_view key, bool fallback);
    /// A text or an array of texts.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    /// {kind = count, …}
    [[nodiscard]] std::vector<Connectors> connectors(std::string_view key);
    [[nodiscard]] const toml::table* table(std::string_view key);
    /// An array of tables; others in it are reported.
    [[nodiscard]] std::vector<const toml::table*> tables(std::string_view key);
    [[nodiscard]] const toml::array* array(std::string_view key);

    [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
    [[nodiscard]] bool is_table(std::string_view key) const {
        const auto* node = table_->get(key);
        return node && node->is_table();
    }
    /// errors  E0401 if the key is absent
    void require(std::string_view key);
    /// Marks a key as known without reading it.
    void ignore(std::string_view key);
    /// warnings  E0402 for every key that was not asked for
    void finish();

    [[nodiscard]] Location where() const { return place(table_->source()); }
    [[nodiscard]] Location where(std::string_view key) const;
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] Diagnostics& diagnostics() { return *diagnostics_; }

private:
    [[nodiscard]] Location place(const toml::source_region& region) const {
        return location(*file_, *lines_, region);
    }
    const toml::node* find(std::string_view key);
    Figure number(std::string_view key, const toml::node& node, Figure result, NumberRange range);
    const toml::node* unwrap(const toml::node& node, Figure& figure);
    void wrong_type(std::string_view key, const toml::node& node, std::string_view expected);

    const SourceFile* file_;
    std::shared_ptr<const LineIndex> lines_;
    const toml::table* table_;
    std::string name_;
    Diagnostics* diagnostics_;
    std::string source_;
    bool assumed_ = false;
    std::vector<std::string> asked_;
};

/// A number as messages show it: up to four digits after the point, none that say nothing.
[[nodiscard]] std::string number_text(double value);

}  // namespace jarip::rack

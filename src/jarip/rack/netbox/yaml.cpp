#include "jarip/rack/netbox/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "jarip/core/toml.hpp"

namespace jarip::rack {
namespace {

constexpr std::size_t kDeepest = 32;
// YAML lets a key take 1,024 characters; escaped, one of this many bytes does not.
constexpr std::size_t kLongestKey = 128;

struct Refused {
    const char* code;
    YAML::Mark mark;
    std::string key;
};

std::size_t line_number(const YAML::Mark& mark) {
    return static_cast<std::size_t>(std::max(0, mark.line)) + 1;
}
std::size_t column_number(const YAML::Mark& mark) {
    return static_cast<std::size_t>(std::max(0, mark.column)) + 1;
}

// yaml-cpp hands over events; the tree is built here, so that what is refused is refused before it grows.
class Builder : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        start(mark, anchor, YamlNode::Kind::null);
        end();
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        throw Refused{"E0431", mark, {}};
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        if (takes_key()) {
            refuse_anchor(mark, anchor);
            if (value.size() > kLongestKey) throw Refused{"E0430", mark, "a key must be a word"};
            key_ = value;
            key_mark_ = mark;
            has_key_ = true;
            return;
        }
        auto& node = start(mark, anchor, YamlNode::Kind::scalar);
        node.value = value;
        node.is_text = tag == "!";
        end();
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        start(mark, anchor, YamlNode::Kind::list);
    }
    void OnSequenceEnd() override { end(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        start(mark, anchor, YamlNode::Kind::map);
    }
    void OnMapEnd() override {
        refuse_repeated_keys(*open_.back());
        end();
    }

    YamlNode root;

private:
    static void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) throw Refused{"E0431", mark, {}};
    }
    // By sorting: a map of a hundred thousand keys is checked as quickly as it is read.
    static void refuse_repeated_keys(const YamlNode& map) {
        std::vector<const YamlNode*> sorted;
        for (const auto& node : map.items) sorted.push_back(&node);
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const auto* a, const auto* b) { return a->key < b->key; });
        const auto twice =
            std::adjacent_find(sorted.begin(), sorted.end(),
                               [](const auto* a, const auto* b) { return a->key == b->key; });
        if (twice == sorted.end()) return;
        YAML::Mark mark;
        mark.line = static_cast<int>(twice[1]->key_line) - 1;
        mark.column = static_cast<int>(twice[1]->key_column) - 1;
        throw Refused{"E0432", mark, twice[1]->key};
    }
    [[nodiscard]] bool takes_key() const {
        return !open_.empty() && open_.back()->kind == YamlNode::Kind::map && !has_key_;
    }

    YamlNode& start(const YAML::Mark& mark, YAML::anchor_t anchor, YamlNode::Kind kind) {
        refuse_anchor(mark, anchor);
        if (open_.size() >= kDeepest) throw Refused{"E0436", mark, {}};
        if (takes_key()) throw Refused{"E0430", mark, "a key must be a word"};
        YamlNode* node = &root;
        if (!open_.empty()) {
            node = &open_.back()->items.emplace_back();
            if (has_key_) {
                node->key = std::move(key_);
                node->key_line = line_number(key_mark_);
                node->key_column = column_number(key_mark_);
            }
            key_.clear();
            has_key_ = false;
        }
        node->kind = kind;
        node->line = line_number(mark);
        node->column = column_number(mark);
        open_.push_back(node);
        return *node;
    }
    void end() { open_.pop_back(); }

    std::vector<YamlNode*> open_;
    std::string key_;
    YAML::Mark key_mark_;
    bool has_key_ = false;
};

Location place(const SourceFile& file, const YAML::Mark& mark) {
    Location where{file.name, line_number(mark), column_number(mark)};
    LineIndex{file.text}.set_excerpt(where);
    return where;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view name) const {
    for (const auto& node : items)
        if (node.key == name) return &node;
    return nullptr;
}

Location YamlPlaces::with_excerpt(Location where) {
    if (!lines_) lines_.emplace(file_.text);
    lines_->set_excerpt(where);
    return where;
}

Location YamlPlaces::of(const YamlNode& node) {
    return with_excerpt({file_.name, node.line, node.column,
                         std::max<std::size_t>(1, character_count(node.value))});
}

Location YamlPlaces::of_key(const YamlNode& node) {
    return with_excerpt({file_.name, node.key_line, node.key_column, character_count(node.key)});
}

std::optional<YamlNode> parse_yaml(const SourceFile& file, Diagnostics& diagnostics) {
    if (auto plain = parse_plain_yaml(file)) return plain;
    return parse_yaml_by_events(file, diagnostics);
}

std::optional<YamlNode> parse_yaml_by_events(const SourceFile& file, Diagnostics& diagnostics) {
    Builder builder;
    try {
        std::istringstream stream{file.text};
        YAML::Parser parser{stream};
        parser.HandleNextDocument(builder);
        Builder rest;
        if (parser.HandleNextDocument(rest))
            diagnostics.warning("E0439", {file.name, rest.root.line, rest.root.column, 1, ""});
    } catch (const Refused& refused) {
        const bool is_reason = std::string_view{refused.code} == "E0430";
        diagnostics.error(refused.code, place(file, refused.mark),
                          {{is_reason ? "reason" : "key", refused.key}});
        return std::nullopt;
    } catch (const YAML::Exception& fault) {
        diagnostics.error("E0430", place(file, fault.mark), {{"reason", fault.msg}});
        return std::nullopt;
    }
    return std::move(builder.root);
}

}  // namespace jarip::rack

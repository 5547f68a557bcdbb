#include "yaml.hpp"

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

struct Refused {
    const char* code;
    YAML::Mark mark;
    std::string key;
};

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
            const auto& entries = open_.back()->entries;
            if (std::any_of(entries.begin(), entries.end(),
                            [&](const auto& entry) { return entry.first == value; }))
                throw Refused{"E0432", mark, value};
            key_ = value;
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
    void OnMapEnd() override { end(); }

    YamlNode root;

private:
    static void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) throw Refused{"E0431", mark, {}};
    }
    [[nodiscard]] bool takes_key() const {
        return !open_.empty() && open_.back()->kind == YamlNode::Kind::map && !has_key_;
    }

    YamlNode& start(const YAML::Mark& mark, YAML::anchor_t anchor, YamlNode::Kind kind) {
        refuse_anchor(mark, anchor);
        if (open_.size() >= kDeepest) throw Refused{"E0436", mark, {}};
        if (takes_key()) throw Refused{"E0430", mark, "a key must be a word"};
        YamlNode* node = &root;
        if (!open_.empty() && open_.back()->kind == YamlNode::Kind::map) {
            open_.back()->entries.emplace_back(std::move(key_), YamlNode{});
            node = &open_.back()->entries.back().second;
            has_key_ = false;
        } else if (!open_.empty()) {
            node = &open_.back()->items.emplace_back();
        }
        node->kind = kind;
        node->line = static_cast<std::size_t>(std::max(0, mark.line)) + 1;
        node->column = static_cast<std::size_t>(std::max(0, mark.column)) + 1;
        open_.push_back(node);
        return *node;
    }
    void end() { open_.pop_back(); }

    std::vector<YamlNode*> open_;
    std::string key_;
    bool has_key_ = false;
};

Location place(const SourceFile& file, const YAML::Mark& mark) {
    const auto line = static_cast<std::size_t>(std::max(0, mark.line)) + 1;
    const auto column = static_cast<std::size_t>(std::max(0, mark.column)) + 1;
    return {file.name, line, column, 1, line_of(file.text, line)};
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const auto& [name, node] : entries)
        if (name == key) return &node;
    return nullptr;
}

Location yaml_location(const SourceFile& file, const YamlNode& node) {
    return {file.name, node.line, node.column, std::max<std::size_t>(1, node.value.size()),
            line_of(file.text, node.line)};
}

std::optional<YamlNode> parse_yaml(const SourceFile& file, Diagnostics& diagnostics) {
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

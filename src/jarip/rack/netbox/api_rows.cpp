#include "jarip/rack/netbox/api_rows.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "jarip/core/ascii.hpp"
#include "jarip/rack/netbox/netbox.hpp"

namespace jarip::rack {

std::string word(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    if (value.is_number()) return format_shortest(value.get<double>());
    if (!value.is_object()) return {};
    for (const char* key : {"value", "name", "model", "display"})
        if (value.contains(key) && !value[key].is_null()) return word(value[key]);
    return {};
}

const Json& at(const Json& row, std::string_view key) {
    static const Json nothing;
    const auto found = row.is_object() ? row.find(std::string{key}) : row.end();
    return row.is_object() && found != row.end() ? *found : nothing;
}
std::string word_at(const Json& row, std::string_view key) { return word(at(row, key)); }

std::optional<double> number_at(const Json& row, std::string_view key) {
    const auto& value = at(row, key);
    if (value.is_number()) return value.get<double>();
    if (value.is_object()) return number_at(value, "value");
    return value.is_string() ? parse_number(value.get<std::string>()) : std::nullopt;
}

std::int64_t id_of(const Json& row) {
    const auto id = number_at(row, "id");
    return id && std::abs(*id) < 9e15 ? static_cast<std::int64_t>(*id) : -1;
}
std::int64_t id_at(const Json& row, std::string_view key) { return id_of(at(row, key)); }

std::string list_of_templates(const std::string& kind) {
    constexpr std::string_view kEnd = "-templates";
    if (!kind.ends_with(kEnd)) return {};
    auto list = kind.substr(0, kind.size() - kEnd.size()) + 's';
    const auto lists = component_lists();
    return std::find(lists.begin(), lists.end(), list) == lists.end() ? std::string{} : list;
}

Location start_of(const SourceFile& file) { return {file.name, 1, 1, 1, ""}; }

namespace {

// ".../api/dcim/power-ports/7/" is of power-ports; of another part of the API with the part, "ipam/vlans".
std::string kind_in_url(const std::string& url) {
    constexpr std::string_view kMark = "/api/", kPart = "dcim/";
    const auto mark = url.find(kMark);
    if (mark == std::string::npos) return {};
    auto kind = url.substr(mark + kMark.size());
    const bool is_of_part = kind.starts_with(kPart);
    if (is_of_part) kind.erase(0, kPart.size());
    auto end = kind.find('/');
    if (!is_of_part && end != std::string::npos) end = kind.find('/', end + 1);
    return kind.substr(0, end);
}

// The kind in the row's url, else in the name of its file.
std::string kind_of_row(const Json& row, const std::string& file) {
    if (auto kind = kind_in_url(word_at(row, "url")); !kind.empty()) return kind;
    auto stem = file.substr(file.find_last_of('/') + 1);
    stem = ascii_lower(stem.substr(0, stem.find('.')));
    std::replace(stem.begin(), stem.end(), '_', '-');
    return stem;
}

const std::set<std::string, std::less<>>& known_kinds() {
    static const std::set<std::string, std::less<>> kinds{
        "racks",       "devices",       "device-types", "modules",   "module-types",
        "power-ports", "power-outlets", "power-feeds",  "rack-types"};
    return kinds;
}

// How many rows a kind has by what its pages say, and the file of a page that says so.
struct Pages {
    double count = 0;
    bool has_next = false;
    const SourceFile* file = nullptr;
};

struct ReadRows {
    ApiRows of_kind;
    std::map<std::string, Pages> pages;
};

void note_page(const Json& page, const SourceFile& file, ReadRows& rows) {
    const auto& results = page["results"];
    const auto kind = kind_of_row(results.empty() ? Json{} : results.front(), file.name);
    auto& pages = rows.pages[kind];
    const auto count = number_at(page, "count");
    pages.count = std::max(pages.count, count.value_or(0));
    pages.has_next = pages.has_next || (!count && !at(page, "next").is_null());
    if (!pages.file) pages.file = &file;
}

void add_rows(const Json& page, const SourceFile& file, ReadRows& rows) {
    if (page.is_array()) {
        for (const auto& each : page) add_rows(each, file, rows);
        return;
    }
    if (!page.is_object()) return;
    if (at(page, "results").is_array()) {
        note_page(page, file, rows);
        for (const auto& each : page["results"]) add_rows(each, file, rows);
        return;
    }
    const auto kind = kind_of_row(page, file.name);
    if (known_kinds().contains(kind) || !list_of_templates(kind).empty())
        rows.of_kind[kind].push_back({page, &file});
}

// Whether a file is what NetBox's API answers: a page, or rows that say their address.
bool is_answer(const Json& page) {
    if (page.is_discarded()) return false;
    if (at(page, "results").is_array()) return true;
    const auto is_row = [](const Json& row) { return !kind_in_url(word_at(row, "url")).empty(); };
    if (!page.is_array()) return is_row(page);
    return std::all_of(page.begin(), page.end(), [&](const Json& each) {
        return is_row(each) || at(each, "results").is_array();
    });
}

std::size_t count_rows(const ApiRows& all) {
    std::size_t count = 0;
    for (const auto& [kind, rows] : all) count += rows.size();
    return count;
}

// Pages that are not among the files.
void warn_of_pages(const ReadRows& rows, Diagnostics& findings) {
    for (const auto& [kind, page] : rows.pages) {
        const auto of_kind = rows.of_kind.find(kind);
        const auto read =
            of_kind == rows.of_kind.end() ? 0.0 : static_cast<double>(of_kind->second.size());
        const bool is_known = known_kinds().contains(kind) || !list_of_templates(kind).empty();
        if (!is_known || (read >= page.count && !page.has_next)) continue;
        findings.warning("E0463", start_of(*page.file),
                         {{"kind", kind},
                          {"read", format_shortest(read)},
                          {"count", read >= page.count ? "?" : format_shortest(page.count)}});
    }
}

}  // namespace

ApiRows read_api_rows(const std::vector<SourceFile>& files, Diagnostics& findings) {
    ReadRows read;
    std::vector<std::pair<const SourceFile*, bool>> unread;  // and whether it is an answer
    for (const auto& file : files) {
        const auto page = parse_json(file.text);
        const auto before = count_rows(read.of_kind);
        if (!page.is_discarded()) add_rows(page, file, read);
        if (count_rows(read.of_kind) == before) unread.emplace_back(&file, is_answer(page));
    }
    // Beside others an answer of another kind, or without rows, only is of no use.
    for (const auto& [file, is_answer] : unread) {
        if (is_answer && !read.of_kind.empty())
            findings.warning("E0471", start_of(*file), {});
        else
            findings.error("E0456", start_of(*file), {});
    }
    warn_of_pages(read, findings);
    for (auto& [kind, rows] : read.of_kind)
        std::stable_sort(rows.begin(), rows.end(), [](const ApiRow& a, const ApiRow& b) {
            return id_of(a.row) < id_of(b.row);
        });
    return std::move(read.of_kind);
}

}  // namespace jarip::rack

#include "jarip/serve/changes.hpp"

#include <algorithm>

#include "jarip/core/json.hpp"
#include "jarip/serve/replies.hpp"

namespace jarip::serve {
namespace {

constexpr std::size_t kMostSets = 500;  // of one change

Json state_json(const Editing::State& state) {
    Json steps = Json::array();
    for (const auto& step : state.steps)
        steps.push_back({{"number", step.number}, {"when", step.when}, {"sets", step.sets}});
    return {{"version", state.version}, {"steps", std::move(steps)}};
}

Editing& editing_of(Workshop& workshop) {
    if (!workshop.editing) throw Error{"E0723", ""};
    return *workshop.editing;
}

/// What a change asks for.
struct Change {
    std::vector<std::string> sets;
    std::string version;
};
Change change_of(std::string_view body) {
    const auto given = parse_json(body);
    Change change;
    const auto is_word = [](const Json& word) { return word.is_string(); };
    const bool good = given.is_object() &&
                      (!given.contains("version") || given["version"].is_string()) &&
                      (!given.contains("sets") ||
                       (given["sets"].is_array() && given["sets"].size() <= kMostSets &&
                        std::all_of(given["sets"].begin(), given["sets"].end(), is_word)));
    if (!good) throw Error{"E0725", ""};
    if (given.contains("version")) change.version = given["version"].get<std::string>();
    if (given.contains("sets")) change.sets = given["sets"].get<std::vector<std::string>>();
    return change;
}

// Differences as the page shows them, in both languages.
Json differences_page(const Options& options, const network::ModelDifferences& differences,
                      const std::vector<Diagnostic>& findings) {
    const report::Context context{.language = options.language};
    const report::ModelComparison comparison{options.model, options.model, differences};
    FindingCounts counts;
    for (const auto& finding : findings)
        ++(finding.severity == Severity::error     ? counts.errors
           : finding.severity == Severity::warning ? counts.warnings
                                                   : counts.notes);
    const report::ModelCheck check{counts, findings};
    return parse_json(report::page_data(
        {.command = "model-diff",
         .documents = {report::page_document("model-diff", report::described(comparison), context),
                       report::page_document("model-check", report::described(check), context)}},
        context));
}

Reply change_answer(Workshop& workshop, std::string_view path, const Change& change) {
    auto& editing = editing_of(workshop);
    if (path == "/api/edit/preview") {
        const auto proposal = editing.propose(change.sets);
        return json_reply(200, {{"version", proposal.version},
                                {"page", differences_page(workshop.options, proposal.differences,
                                                          proposal.findings)}});
    }
    if (path == "/api/edit")
        return json_reply(200, state_json(editing.save(change.sets, change.version)));
    return json_reply(200, state_json(editing.undo(change.version)));
}

}  // namespace

std::string edits(const Request& request) {
    return serialize_json(state_json(editing_of(request.workshop).state())) + '\n';
}

bool is_change(std::string_view path) {
    return path == "/api/edit/preview" || path == "/api/edit" || path == "/api/undo";
}

Reply changed(Workshop& workshop, std::string_view path, std::string_view body) {
    const Options& options = workshop.options;
    try {
        return change_answer(workshop, path, change_of(body));
    } catch (const Conflict& conflict) {
        Json said{{"error", text(options.language, "serve.conflict")},
                  {"version", conflict.version}};
        if (conflict.since) said["page"] = differences_page(options, *conflict.since, {});
        return json_reply(409, said);
    } catch (const Error& error) {
        return fault(400, error.rendered(options.language));
    } catch (const std::exception& error) {
        return fault(500, text(options.language, "cli.internal_error", {{"what", error.what()}}));
    }
}

}  // namespace jarip::serve

// What the outputs of a command may not be written over.

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "jarip/core/files.hpp"
#include "jarip/network.hpp"
#include "options.hpp"

namespace jarip::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSettings = "model.toml";

bool is_model(const fs::path& folder) {
    std::error_code fault;
    return fs::exists(folder / kSettings, fault);
}

// Tables of the model count whether or not they are there: what is written under such a name is read from then on.
bool is_table_name(const fs::path& name) {
    return name == kSettings ||
           (name.extension() == ".csv" && network::is_table(name.stem().string()));
}

// The model in whose folder of customs tables or rack designs a file stands.
std::optional<fs::path> model_with_folder_of(const fs::path& file) {
    for (auto folder = file.parent_path(); folder.has_relative_path();
         folder = folder.parent_path())
        if ((folder.filename() == "customs" || folder.filename() == "racks") &&
            is_model(folder.parent_path()))
            return folder.parent_path();
    return std::nullopt;
}

// As Session::write_tables: --csv is a folder, or one table.
bool is_folder(const Option& option, const fs::path& place) {
    std::error_code fault;
    if (!option.value.starts_with("DIR")) return false;
    return fs::is_directory(place, fault) || option.name != "--csv" || place.extension() != ".csv";
}

// The model that would be written over, or whose reader would take results for its own.
std::optional<fs::path> model_hit(const Option& option, const fs::path& place, bool design) {
    std::error_code fault;
    if (is_table_name(place.filename()) && is_model(place.parent_path()))
        return place.parent_path();
    if (design || option.name == "--out") return std::nullopt;  // names of their own
    if (is_folder(option, place))
        // Tables have the names that the result gives them, those of a model among them.
        return is_model(place) ? place : model_with_folder_of(place / "table");
    return fs::exists(place, fault) ? model_with_folder_of(place) : std::nullopt;
}

}  // namespace

void Options::refuse_to_overwrite_input() const {
    for (const auto& output : outputs_) {
        if (output.path->empty()) continue;
        const auto& option = *std::find_if(all_.begin(), all_.end(), [&](const Option& each) {
            return each.name == output.option;
        });
        const fs::path place = written_place(*output.path);
        std::error_code fault;
        const auto model = model_hit(option, place, output.replaces_input);
        if (model)
            throw Error{
                "E0614",
                "",
                {{"option", output.option}, {"path", *output.path}, {"model", model->string()}}};
        if (output.replaces_input || !fs::is_regular_file(place, fault)) continue;
        for (const auto& texts : inputs_)
            for (const auto& text : texts())
                if (!text.empty() && fs::exists(text, fault) && fs::equivalent(place, text, fault))
                    throw Error{"E0615", "", {{"option", output.option}, {"path", *output.path}}};
    }
}

}  // namespace jarip::cli

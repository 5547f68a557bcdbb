#include <algorithm>
#include <filesystem>

#include "command.hpp"
#include "jarip/core/ascii.hpp"

namespace jarip::cli {
namespace {

namespace fs = std::filesystem;

// The whole public library has some 9,000 files, two folders deep.
constexpr std::size_t kMostLibraryFiles = 200'000;
constexpr int kDeepestLibrary = 16;

bool is_json(const std::string& name) { return name.ends_with(".json"); }
bool is_yaml(const std::string& name) { return name.ends_with(".yaml") || name.ends_with(".yml"); }

bool is_of_library(const std::string& name) {
    for (const char* part : {"device-types/", "module-types/", "rack-types/"})
        if (name.find(part) != std::string::npos) return true;
    return false;
}

// The YAML files of a folder, sorted; of a whole library only those of its types.
void add_folder(const std::string& path, std::vector<SourceFile>& files) {
    const auto listing = list_folder(path, kMostLibraryFiles, kDeepestLibrary);
    std::vector<std::string> names;
    for (const auto& name : listing.files)
        if (is_yaml(name) || is_json(name))
            names.push_back((fs::path{path} / name).generic_string());
    Diagnostics faults;
    for (const auto& entry : listing.unreadable)
        if (is_yaml(entry.name) || entry.name.ends_with("-types"))
            faults.error(entry.code(), {path + '/' + entry.name}, {{"name", entry.name}});
    faults.throw_if_errors();
    if (std::any_of(names.begin(), names.end(), is_of_library))
        std::erase_if(
            names, [](const std::string& name) { return !is_of_library(name) || is_json(name); });
    for (const auto& name : names) files.push_back(read_file(name));
}

std::vector<SourceFile> library_files(const std::vector<std::string>& paths) {
    std::vector<SourceFile> files;
    for (const auto& path : paths) {
        std::error_code fault;
        if (fs::is_directory(path, fault))
            add_folder(path, files);
        else
            files.push_back(read_file(path));
    }
    return files;
}

// Answers of NetBox's API among the files become type files and designs.
rack::NetboxExport read_instance(std::vector<SourceFile>& files) {
    std::vector<SourceFile> answers, rest;
    for (auto& file : files) (is_json(file.name) ? answers : rest).push_back(std::move(file));
    files = std::move(rest);
    if (answers.empty()) return {};
    auto instance = rack::read_netbox_api(answers);
    std::move(instance.types.begin(), instance.types.end(), std::back_inserter(files));
    return instance;
}

// The racks of an instance, the types that they name, and a hall of all of them.
std::vector<SourceFile> design_files(const std::string& folder, const report::RackImport& result) {
    std::vector<SourceFile> files{{folder + "/types.toml", rack::types_toml(result.library)}};
    std::string hall = "format = \"jarip-hall/1\"\n\n[hall]\n";
    for (const auto& design : result.designs) {
        files.push_back({folder + '/' + design.file, design.text});
        hall += "\n[[rack]]\ndesign = \"" + design.file + "\"\n";
    }
    files.push_back({folder + "/hall.toml", std::move(hall)});
    return files;
}

// A type as the file of a library.
struct Page {
    std::string folder, manufacturer, slug, yaml;

    [[nodiscard]] std::string file_name() const {
        const auto safe = [](std::string name) {
            for (char& c : name)
                if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = '-';
            return name.empty() || name.front() == '.' ? "Generic" : name;
        };
        return folder + '/' + safe(manufacturer) + '/' + safe(slug) + ".yaml";
    }
};

// What NetBox refuses of them goes to `refused`.
std::vector<Page> pages_of(const rack::Library& library, Diagnostics& refused) {
    std::vector<Page> pages;
    const auto add = [&](const char* folder, const auto& type, rack::NetboxFile file) {
        refused.append(file.findings);
        pages.push_back({folder, type.manufacturer, type.slug, std::move(file.yaml)});
    };
    for (const auto& type : library.devices) add("device-types", type, rack::netbox_file(type));
    for (const auto& type : library.modules)
        add("module-types", type, rack::netbox_module_file(type));
    for (const auto& type : library.frames) add("rack-types", type, rack::netbox_file(type));
    return pages;
}

}  // namespace

Action add_rack_types(Options& options) {
    struct TypesArguments {
        std::vector<std::string> words;
        std::string types;
    };
    auto arguments = std::make_shared<TypesArguments>();
    options.text("--types", "FILE", arguments->types);
    options.arguments("WORD", arguments->words, Need::optional);
    return [arguments](Session& session) {
        rack::Library library;
        if (arguments->types.empty()) {
            library.devices = rack::built_in_types();
            library.frames = rack::built_in_frames();
        } else {
            library = rack::load_library(read_file(arguments->types));
            session.show(library.findings);
            std::move(library.modules.begin(), library.modules.end(),
                      std::back_inserter(library.devices));
        }
        const auto has_words = [&](const std::string& slug, const std::string& manufacturer,
                                   const std::string& model) {
            const auto all = ascii_lower(slug + ' ' + manufacturer + ' ' + model);
            return std::all_of(arguments->words.begin(), arguments->words.end(),
                               [&](const std::string& word) {
                                   return all.find(ascii_lower(word)) != std::string::npos;
                               });
        };
        report::RackTypes result;
        for (auto& type : library.devices)
            if (has_words(type.slug, type.manufacturer, type.model))
                result.types.push_back(std::move(type));
        for (auto& type : library.frames)
            if (has_words(type.slug, type.manufacturer, type.model))
                result.frames.push_back(std::move(type));
        deliver(session, "rack-types", result);
        return result.types.empty() && result.frames.empty() ? kProblemFound : kDone;
    };
}

Action add_rack_import(Options& options) {
    struct RackTypesArguments {
        std::vector<std::string> paths;
        std::string write, overrides, findings, designs;
    };
    auto arguments = std::make_shared<RackTypesArguments>();
    options.output("--write", "FILE", arguments->write, true);
    options.text("--overrides", "FILE", arguments->overrides);
    options.output("--findings", "FILE", arguments->findings);
    options.output("--designs", "DIR", arguments->designs, true);
    options.arguments("PATH", arguments->paths);
    return [arguments](Session& session) {
        auto files = library_files(arguments->paths);
        report::RackImport result;
        auto instance = read_instance(files);
        result.designs = std::move(instance.designs);
        result.library = rack::import_netbox(files, session.common.threads);
        result.library.rejected += instance.findings.error_count();
        instance.findings.append(result.library.findings);
        const auto& findings = instance.findings;
        if (result.designs.empty() && (files.empty() || result.library.rejected >= files.size())) {
            findings.throw_if_errors();
            throw Error{"E0443", arguments->paths.front()};
        }
        if (!arguments->overrides.empty())
            rack::apply_overrides(result.library.devices, read_file(arguments->overrides));
        result.findings = findings.sorted();
        result.warnings = findings.counts().warnings;
        session.show(findings);
        write_to(arguments->write, [&] { return rack::types_toml(result.library); });
        write_to(arguments->findings,
                 [&] { return report::main_csv(report::described(result), session.context()); });
        if (!arguments->designs.empty()) write_files(design_files(arguments->designs, result));
        deliver(session, "rack-import", result);
        return result.library.rejected > 0 ? kProblemFound : kDone;
    };
}

Action add_rack_export(Options& options) {
    struct RackTypesArguments {
        std::vector<std::string> files;
        std::string to;
    };
    auto arguments = std::make_shared<RackTypesArguments>();
    options.output("--to", "DIR", arguments->to);
    options.arguments("FILE", arguments->files, Need::optional);
    return [arguments](Session& session) {
        rack::Library library;
        Diagnostics faults, warnings;
        for (const auto& name : arguments->files) {
            rack::Library more;
            try {
                more = rack::load_library(read_file(name));
                if (more.devices.empty() && more.modules.empty() && more.frames.empty())
                    throw Error{"E0472", name};
            } catch (const Error& error) {
                faults.append(error);
            }
            warnings.append(more.findings);
            std::move(more.devices.begin(), more.devices.end(),
                      std::back_inserter(library.devices));
            std::move(more.modules.begin(), more.modules.end(),
                      std::back_inserter(library.modules));
            std::move(more.frames.begin(), more.frames.end(), std::back_inserter(library.frames));
        }
        faults.throw_if_errors();
        session.show(warnings);
        if (arguments->files.empty()) {
            library.devices = rack::built_in_types();
            library.frames = rack::built_in_frames();
        }
        report::RackExport result;
        std::string text;
        std::vector<SourceFile> files;
        Diagnostics refused;
        const auto pages = pages_of(library, refused);
        session.show(refused);
        for (const auto& page : pages) {
            const auto name = page.file_name();
            if (!arguments->to.empty()) files.push_back({arguments->to + '/' + name, page.yaml});
            result.files.push_back({name, page.slug});
            text += arguments->to.empty() ? page.yaml : name + '\n';
        }
        write_files(files);
        deliver_text(session, "rack-export", result, [&] { return text; });
        return kDone;
    };
}

}  // namespace jarip::cli

#include <filesystem>

#include "command.hpp"

namespace jarip::cli {
namespace {

struct Asked {
    std::vector<std::string> files;
    std::string types;
};

std::shared_ptr<Asked> designs(Options& options) {
    auto asked = std::make_shared<Asked>();
    options.text("--types", "FILE", asked->types);
    options.arguments("FILE", asked->files);
    return asked;
}

// A design with what stands beside it: its parts list, and types.toml unless --types names another.
rack::Design load_design(const Session& session, const std::string& path,
                         const std::string& types) {
    namespace fs = std::filesystem;
    const auto design = read_file(path);
    const auto folder = fs::path{path}.parent_path();
    std::vector<SourceFile> files;
    if (!types.empty()) {
        files.push_back(read_file(types));
    } else if (const auto beside = folder / "types.toml"; fs::exists(beside)) {
        files.push_back(read_file(beside.string()));
    }
    for (const auto& name : rack::companions(design))
        if (const auto beside = folder / name; fs::exists(beside))
            files.push_back(read_file(beside.string()));
    Diagnostics diagnostics;
    auto result = rack::load(design, files, diagnostics);
    diagnostics.throw_if_errors();
    session.show(diagnostics);
    return result;
}

// Every design, or every fault of every design.
std::vector<rack::Design> load_designs(const Session& session, const Asked& asked) {
    std::vector<rack::Design> result;
    std::vector<Diagnostic> faults;
    for (const auto& path : asked.files) {
        try {
            result.push_back(load_design(session, path, asked.types));
        } catch (const Error& error) {
            faults.insert(faults.end(), error.diagnostics().begin(), error.diagnostics().end());
        }
    }
    if (!faults.empty()) throw Error{std::move(faults)};
    return result;
}

}  // namespace

Action add_rack_check(Options& options) {
    auto asked = designs(options);
    return [asked](Session& session) {
        std::vector<rack::Checked> racks;
        bool has_errors = false;
        for (auto& design : load_designs(session, *asked)) {
            auto report = rack::check(design);
            has_errors = has_errors || report.has_errors();
            racks.push_back({std::move(design), std::move(report)});
        }
        deliver(session, "rack", racks);
        return has_errors ? kProblemFound : kDone;
    };
}

Action add_rack_bom(Options& options) {
    auto asked = designs(options);
    auto csv = std::make_shared<bool>(false);
    options.flag("--csv", *csv);
    return [asked, csv](Session& session) {
        std::vector<report::RackBill> bills;
        Diagnostics diagnostics;
        for (const auto& design : load_designs(session, *asked))
            bills.push_back({design.id, rack::bill(design, diagnostics)});
        diagnostics.throw_if_errors();
        const auto context = session.context();
        session.write(
            "rack-bom", [&] { return *csv ? report::csv(bills) : report::text(bills, context); },
            [&] { return report::json(bills, context); });
        return kDone;
    };
}

Action add_rack_draw(Options& options) {
    auto asked = designs(options);
    auto file = std::make_shared<std::string>();
    auto shade = std::make_shared<std::string>("power");
    options.text("--svg", "FILE", *file);
    options.choice("--shade", *shade, {"power", "heat", "mass"});
    return [asked, file, shade](Session& session) {
        report::RackDrawing drawing;
        drawing.designs = load_designs(session, *asked);
        drawing.shade = *shade == "mass"   ? report::Shade::mass
                        : *shade == "heat" ? report::Shade::heat
                                           : report::Shade::power;
        if (!file->empty()) write_file(*file, report::svg(drawing, session.context()));
        deliver(session, "rack-draw", drawing);
        return kDone;
    };
}

}  // namespace jarip::cli

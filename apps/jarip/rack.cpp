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

rack::Checked checked(rack::Design design) {
    auto report = rack::check(design);
    return {std::move(design), std::move(report)};
}

}  // namespace

Action add_rack_check(Options& options) {
    auto asked = designs(options);
    auto xlsx = std::make_shared<std::string>();
    options.text("--xlsx", "FILE.xlsx", *xlsx);
    return [asked, xlsx](Session& session) {
        std::vector<rack::Checked> racks;
        bool has_errors = false;
        for (auto& design : load_designs(session, *asked)) {
            racks.push_back(checked(std::move(design)));
            has_errors = has_errors || racks.back().report.has_errors();
        }
        write_to(*xlsx, [&] { return report::xlsx(racks, session.context()); });
        deliver(session, "rack", racks);
        return has_errors ? kProblemFound : kDone;
    };
}

Action add_rack_bom(Options& options) {
    auto asked = designs(options);
    auto csv = std::make_shared<std::string>();
    auto xlsx = std::make_shared<std::string>();
    options.text("--csv", "FILE.csv", *csv);
    options.text("--xlsx", "FILE.xlsx", *xlsx);
    return [asked, csv, xlsx](Session& session) {
        std::vector<report::RackBill> bills;
        Diagnostics diagnostics;
        for (const auto& design : load_designs(session, *asked))
            bills.push_back({design.id, rack::bill(design, diagnostics)});
        diagnostics.throw_if_errors();
        write_to(*csv, [&] { return report::csv(bills); });
        write_to(*xlsx, [&] { return report::xlsx(bills, session.context()); });
        deliver(session, "rack-bom", bills);
        return kDone;
    };
}

Action add_rack_compare(Options& options) {
    auto asked = std::make_shared<Asked>();
    asked->files.resize(2);
    options.text("--types", "FILE", asked->types);
    options.argument("FIRST", asked->files[0], Need::required);
    options.argument("SECOND", asked->files[1], Need::required);
    return [asked](Session& session) {
        auto both = load_designs(session, *asked);
        deliver(session, "rack-compare",
                report::RackComparison{checked(std::move(both[0])), checked(std::move(both[1]))});
        return kDone;
    };
}

Action add_rack_site(Options& options) {
    auto asked = designs(options);
    return [asked](Session& session) {
        // FILE=COUNT; without a count, one.
        Asked files{{}, asked->types};
        std::vector<double> counts;
        for (const auto& word : asked->files) {
            const auto equals = word.rfind('=');
            counts.push_back(1);
            files.files.push_back(word.substr(0, equals));
            if (equals == std::string::npos) continue;
            const auto digits = word.substr(equals + 1);
            if (digits.empty() || digits.size() > 7 ||
                digits.find_first_not_of("0123456789") != std::string::npos)
                throw Error{"E0442", "", {{"value", digits}, {"file", files.files.back()}}};
            counts.back() = std::stod(digits);
        }
        report::RackSite site;
        auto loaded = load_designs(session, files);
        for (std::size_t i = 0; i < loaded.size(); ++i)
            site.lines.push_back({checked(std::move(loaded[i])), counts[i]});
        deliver(session, "rack-site", site);
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
        write_to(*file, [&] { return report::svg(drawing, session.context()); });
        deliver(session, "rack-draw", drawing);
        return kDone;
    };
}

}  // namespace jarip::cli

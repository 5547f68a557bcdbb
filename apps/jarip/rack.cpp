#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include "browser.hpp"
#include "command.hpp"

namespace jarip::cli {
namespace {

struct RackArguments {
    std::vector<std::string> files;
    std::string types;
};

std::shared_ptr<RackArguments> designs(Options& options) {
    auto arguments = std::make_shared<RackArguments>();
    options.text("--types", "FILE", arguments->types);
    options.arguments("FILE", arguments->files);
    return arguments;
}

// What stands beside a design: its parts list, and types.toml unless --types names another.
std::vector<SourceFile> files_beside(const SourceFile& design, const std::string& types) {
    namespace fs = std::filesystem;
    const auto folder = fs::path{design.name}.parent_path();
    std::vector<SourceFile> files;
    if (!types.empty()) {
        files.push_back(read_file(types));
    } else if (const auto beside = folder / "types.toml"; fs::exists(beside)) {
        files.push_back(read_file(beside.string()));
    }
    for (const auto& name : rack::companions(design))
        if (const auto beside = folder / name; fs::exists(beside))
            files.push_back(read_file(beside.string()));
    return files;
}

// Every design, or every fault of every design. What is to be known of them is shown, a types.toml of several once.
std::vector<rack::Design> load_designs(const Session& session, const RackArguments& arguments) {
    std::vector<rack::Design> result;
    Diagnostics faults;
    std::set<std::tuple<std::string, std::size_t, std::size_t, std::string>> said;
    const auto say_once = [&](const std::vector<Diagnostic>& findings) {
        for (const auto& each : findings)
            if (said.emplace(each.where.file, each.where.line, each.where.column, each.code).second)
                faults.add(each);
    };
    for (const auto& path : arguments.files) {
        try {
            const auto design = read_file(path);
            result.push_back(rack::load(design, files_beside(design, arguments.types)));
            say_once(result.back().findings.sorted());
        } catch (const Error& error) {
            say_once(error.diagnostics());
        }
    }
    faults.throw_if_errors();
    session.show(faults);
    return result;
}

rack::Checked checked(rack::Design design) {
    auto report = rack::check(design);
    return {std::move(design), std::move(report)};
}

std::vector<rack::PowerTree> power_trees(const std::vector<rack::Design>& designs) {
    std::vector<rack::PowerTree> trees;
    for (const auto& design : designs) trees.push_back(rack::power_tree(design));
    return trees;
}

// FILE=COUNT; without a count, one.
rack::Hall::Row counted(const std::string& word) {
    const auto equals = word.rfind('=');
    rack::Hall::Row row{word.substr(0, equals)};
    if (equals == std::string::npos) return row;
    const auto digits = word.substr(equals + 1);
    if (digits.empty() || digits.size() > 7 ||
        digits.find_first_not_of("0123456789") != std::string::npos)
        throw Error{"E0442", "", {{"value", digits}, {"file", row.design}}};
    row.count = std::stod(digits);
    return row;
}

rack::Hall hall_of(const Session& session, const std::string& path) {
    if (path.empty()) return {};
    auto hall = rack::load_hall(read_file(path));
    session.show(hall.findings);
    return hall;
}

// The racks that a hall names, beside its file.
std::vector<rack::Hall::Row> racks_of(const rack::Hall& hall, const std::string& path) {
    const auto folder = std::filesystem::path{path}.parent_path();
    auto racks = hall.racks;
    for (auto& row : racks) row.design = (folder / row.design).generic_string();
    return racks;
}

// KEY=VALUE, over what the hall's file says.
void set_limits(const std::vector<std::string>& words, rack::Hall& hall) {
    for (const auto& word : words) {
        const auto equals = std::min(word.find('='), word.size());
        const auto key = word.substr(0, equals);
        const auto value =
            parse_number(std::string_view{word}.substr(std::min(equals + 1, word.size())));
        bool is_set = false;
        std::string choices;
        for (const auto& [name, figure, range] : rack::hall_keys()) {
            choices += (choices.empty() ? "" : ", ") + std::string{name};
            if (name != key || !value || !(*value >= range.low && *value <= range.high)) continue;
            hall.*figure = {*value, true, false, "--limit"};
            is_set = true;
        }
        if (!is_set) throw Error{"E0445", "", {{"word", word}, {"choices", choices}}};
    }
}

// A hall with its racks, checked.
report::RackSite site_of(const Session& session, rack::Hall hall,
                         const std::vector<rack::Hall::Row>& racks, const std::string& types) {
    if (racks.empty()) throw Error{"E0446", ""};
    report::RackSite site;
    site.hall = std::move(hall);
    RackArguments files{{}, types};
    for (const auto& row : racks) files.files.push_back(row.design);
    auto designs = load_designs(session, files);
    for (std::size_t i = 0; i < designs.size(); ++i) {
        const auto& row = racks[i];
        site.racks.push_back({checked(std::move(designs[i])), row.count, row.row, row.from,
                              row.until, row.more, row.more_until});
    }
    site.report = rack::check_hall(site.hall, site.racks);
    return site;
}

// errors  E0458, E0459
std::string drawn_png(const std::string& svg, const std::string& file,
                      const std::stop_token& stop) {
    std::string png;
    const auto drawn = draw_png(svg, stop, png);
    if (drawn == Printed::no_browser) throw Error{"E0458", file};
    if (drawn == Printed::failed) throw Error{"E0459", file};
    return png;
}

}  // namespace

Action add_rack_check(Options& options) {
    auto arguments = designs(options);
    return [arguments](Session& session) {
        std::vector<rack::Checked> racks;
        bool has_errors = false;
        for (auto& design : load_designs(session, *arguments)) {
            racks.push_back(checked(std::move(design)));
            has_errors = has_errors || racks.back().report.has_errors();
        }
        deliver(session, "rack", racks);
        return has_errors ? kProblemFound : kDone;
    };
}

Action add_rack_losses(Options& options) {
    auto arguments = designs(options);
    return [arguments](Session& session) {
        deliver(session, "rack-losses",
                report::RackLosses{power_trees(load_designs(session, *arguments))});
        return kDone;
    };
}

Action add_rack_schedule(Options& options) {
    auto arguments = designs(options);
    return [arguments](Session& session) {
        deliver(session, "rack-schedule",
                report::RackSchedule{power_trees(load_designs(session, *arguments))});
        return kDone;
    };
}

Action add_rack_bom(Options& options) {
    auto arguments = designs(options);
    return [arguments](Session& session) {
        std::vector<report::RackBill> bills;
        Diagnostics diagnostics;
        for (const auto& design : load_designs(session, *arguments)) {
            bills.push_back({design.id, rack::bill(design)});
            diagnostics.append(bills.back().bill.findings);
        }
        diagnostics.throw_if_errors();
        deliver(session, "rack-bom", bills);
        return kDone;
    };
}

Action add_rack_compare(Options& options) {
    auto arguments = std::make_shared<RackArguments>();
    arguments->files.resize(2);
    options.text("--types", "FILE", arguments->types);
    options.argument("FIRST", arguments->files[0], Need::required);
    options.argument("SECOND", arguments->files[1], Need::required);
    return [arguments](Session& session) {
        auto both = load_designs(session, *arguments);
        deliver(session, "rack-compare",
                report::RackComparison{checked(std::move(both[0])), checked(std::move(both[1]))});
        return kDone;
    };
}

Action add_rack_site(Options& options) {
    struct SiteArguments {
        std::vector<std::string> racks, limits, halls;
        std::string types;
    };
    auto arguments = std::make_shared<SiteArguments>();
    options.text("--types", "FILE", arguments->types);
    options.texts("--hall", "FILE", arguments->halls);
    options.texts("--limit", "KEY=VALUE", arguments->limits);
    options.arguments("FILE", arguments->racks, Need::optional);
    return [arguments](Session& session) {
        std::vector<rack::Hall::Row> named;
        for (const auto& word : arguments->racks) named.push_back(counted(word));
        report::RackSites sites;
        for (const auto& path : arguments->halls) {
            auto hall = hall_of(session, path);
            set_limits(arguments->limits, hall);
            auto racks = racks_of(hall, path);
            if (arguments->halls.size() == 1) racks.insert(racks.end(), named.begin(), named.end());
            sites.halls.push_back(site_of(session, std::move(hall), racks, arguments->types));
        }
        // Beside several halls, racks that are named make one of their own.
        if (arguments->halls.size() != 1 && (sites.halls.empty() || !named.empty())) {
            rack::Hall hall;
            set_limits(arguments->limits, hall);
            sites.halls.push_back(site_of(session, std::move(hall), named, arguments->types));
        }
        deliver(session, "rack-site", sites);
        const bool has_errors =
            std::any_of(sites.halls.begin(), sites.halls.end(),
                        [](const report::RackSite& site) { return site.report.has_errors(); });
        return has_errors ? kProblemFound : kDone;
    };
}

Action add_rack_place(Options& options) {
    struct PlaceArguments {
        std::string design, devices, types, write;
    };
    auto arguments = std::make_shared<PlaceArguments>();
    options.text("--types", "FILE", arguments->types);
    options.output("--write", "FILE", arguments->write, true);
    options.argument("DESIGN", arguments->design, Need::required);
    options.argument("DEVICES", arguments->devices, Need::required);
    return [arguments](Session& session) {
        const auto design = read_file(arguments->design);
        const auto files = files_beside(design, arguments->types);
        auto list = read_file(arguments->devices);
        if (list.text.starts_with("PK")) list.text = trade::workbook_as_csv(list);
        auto [devices, findings] = rack::load_device_list(list);
        report::RackPlaced result;
        result.placed = rack::place_devices(design, devices, files);
        const bool is_placed = !result.placed.design.empty();
        if (is_placed) {
            // Its lines are those of the design, with the devices below them.
            auto whole = rack::load({design.name, result.placed.design}, files);
            findings.append(whole.findings);
            result.checked = checked(std::move(whole));
            write_to(arguments->write, [&] { return result.placed.design; });
        }
        session.show(findings);
        deliver(session, "rack-place", result);
        if (!is_placed) return kInfeasible;
        return result.checked.report.has_errors() ? kProblemFound : kDone;
    };
}

Action add_rack_draw(Options& options) {
    auto arguments = designs(options);
    auto file = std::make_shared<std::string>();
    auto pdf = std::make_shared<std::string>();
    auto png = std::make_shared<std::string>();
    auto shade = std::make_shared<std::string>("power");
    options.output("--svg", "FILE", *file);
    options.output("--pdf", "FILE", *pdf);
    options.output("--png", "FILE", *png);
    options.choice("--shade", *shade, {"power", "heat", "mass"});
    return [arguments, file, pdf, png, shade](Session& session) {
        report::RackDrawing drawing;
        drawing.designs = load_designs(session, *arguments);
        drawing.shade = *shade == "mass"   ? report::Shade::mass
                        : *shade == "heat" ? report::Shade::heat
                                           : report::Shade::power;
        write_to(*file, [&] { return report::svg(drawing, session.context()); });
        write_to(*pdf, [&] { return report::pdf(drawing, session.context()); });
        write_to(*png, [&] {
            return drawn_png(report::svg(drawing, session.context()), *png,
                             session.environment.stop);
        });
        deliver(session, "rack-draw", drawing);
        return kDone;
    };
}

}  // namespace jarip::cli

#include <filesystem>
#include <system_error>
#include <utility>

#include "command.hpp"
#include "progress_bar.hpp"

namespace jarip::cli {

Session::Session(Common settings, std::ostream& out_stream, std::ostream& err_stream,
                 const Environment& world)
    : common{std::move(settings)},
      out{out_stream},
      err{err_stream},
      environment{world},
      bar_{std::make_unique<ProgressBar>(err_stream, common.language)} {}

Session::~Session() = default;

RunOptions Session::run() const {
    RunOptions options{.threads = common.threads, .seed = common.seed, .stop = environment.stop};
    if (environment.terminal && !common.quiet)
        options.progress = [bar = bar_.get()](const Progress& progress) { bar->show(progress); };
    return options;
}

report::Context Session::context(const network::Network* network) const {
    return {.network = network,
            .language = common.language,
            .seed = common.seed,
            .what_ifs = common.sets};
}

void Session::show(const Diagnostics& findings, std::size_t cap) const {
    std::vector<Diagnostic> shown;
    for (auto& finding : findings.sorted())
        if (finding.severity != Severity::note || !common.quiet)
            shown.push_back(std::move(finding));
    if (shown.empty()) return;
    bar_->clear();
    err << render(shown, common.language, cap);
}

void Session::write(std::string_view name, const std::function<std::string()>& as_text,
                    const std::function<std::string()>& as_json) const {
    const std::string printed = common.json ? as_json() : as_text();
    const std::string stem = common.out + '/' + std::string{name};
    if (!common.out.empty()) {
        std::error_code fault;
        std::filesystem::create_directories(common.out, fault);
        if (fault) throw Error{"E0003", "", {{"path", common.out}}};
        write_file(stem + ".json", common.json ? printed : as_json());
        write_file(stem + ".txt", common.json ? as_text() : printed);
    }
    bar_->clear();
    out << printed;
    if (!common.out.empty() && !common.json)
        out << '\n'
            << say("cli.written", {{"text", stem + ".txt"}, {"json", stem + ".json"}}) << '\n';
}

void Session::write_tables(const report::Described& result, const report::Context& context) const {
    if (!common.csv.empty()) {
        const auto tables = report::csv_tables(result, context);
        std::error_code fault;
        if (common.csv.ends_with(".csv") && !std::filesystem::is_directory(common.csv, fault)) {
            // The first list of records; the scalars where there is none.
            write_file(common.csv, tables[tables.size() > 1 && tables[0].name == "summary"].csv);
        } else {
            std::filesystem::create_directories(common.csv, fault);
            if (fault) throw Error{"E0003", "", {{"path", common.csv}}};
            for (const auto& table : tables)
                write_file(common.csv + '/' + table.name + ".csv", table.csv);
        }
    }
    if (!common.xlsx.empty()) write_file(common.xlsx, report::xlsx(result, context));
}

}  // namespace jarip::cli

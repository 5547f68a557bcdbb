#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "command.hpp"
#include "jarip/serve.hpp"
#include "progress_bar.hpp"

namespace jarip::cli {

namespace {

// A name that ends so, a device or a pipe: the main table goes there; else every table into a folder.
bool is_one_table(const std::string& path) {
    std::error_code fault;
    const auto found = std::filesystem::status(path, fault);
    if (std::filesystem::exists(found)) return !std::filesystem::is_directory(found);
    return path.ends_with(".csv");
}

// Files that the command of this thread has written: what fails later says so.
thread_local std::vector<std::string> written;

void write_all(const std::vector<SourceFile>& files) {
    try {
        write_files(files);
    } catch (const Error& error) {
        const auto& finding = error.diagnostics().front();
        if (written.empty() || (finding.code != "E0003" && finding.code != "E0032")) throw;
        throw Error{
            "E0033", finding.where.file, {{"path", finding.where.file}, {"new", joined(written)}}};
    }
    for (const auto& file : files) written.push_back(file.name);
}

}  // namespace

void write_to(const std::string& path, const std::function<std::string()>& content) {
    if (!path.empty()) write_all({{path, content()}});
}

void forget_written_files() { written.clear(); }

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
            .what_ifs = common.sets,
            .intervals = uncertainty_ ? &*uncertainty_ : nullptr};
}

void Session::say_how_sure(const network::Network& network, const uncertain::Options& asked) {
    if (asked.draws == 0) return;
    uncertain::Options options = asked;
    options.run = run();
    uncertainty_ = uncertain::run(network, options);
}

void Session::show(const Diagnostics& findings, std::size_t cap) const {
    std::vector<Diagnostic> shown;
    for (auto& finding : findings.sorted())
        if (finding.severity != Severity::note || !common.quiet)
            shown.push_back(std::move(finding));
    if (shown.empty()) return;
    const auto& counts = findings.counts();
    const std::size_t all = counts.errors + counts.warnings + (common.quiet ? 0 : counts.notes);
    bar_->clear();
    err << render(shown, common.language, cap, all - std::min(all, shown.size()));
}

void Session::write(std::string_view name, const std::function<std::string()>& as_text,
                    const std::function<std::string()>& as_json) const {
    // Names in a page are those of the input, which may hold anything.
    const auto page = [&] { return printable_page(as_text()); };
    const std::string printed = common.json ? as_json() : page();
    const std::string stem = common.out + '/' + std::string{name};
    if (!common.out.empty())
        write_all({{stem + ".json", common.json ? printed : as_json()},
                   {stem + ".txt", common.json ? page() : printed}});
    bar_->clear();
    out << std::string_view{printed}.substr(printed.starts_with(printed_) ? printed_.size() : 0);
    if (!common.out.empty() && !common.json)
        out << '\n'
            << say("cli.written", {{"text", stem + ".txt"}, {"json", stem + ".json"}}) << '\n';
}

void Session::print_first(const std::string& as_text) {
    if (common.json) return;
    bar_->clear();
    printed_ = printable_page(as_text);
    out << printed_ << std::flush;
}

void Session::write_tables(const report::Described& result, const report::Context& context) const {
    std::error_code fault;
    if (!common.csv.empty() && is_one_table(common.csv)) {
        write_to(common.csv, [&] { return report::main_csv(result, context); });
    } else if (!common.csv.empty()) {
        std::filesystem::create_directories(common.csv, fault);
        if (fault) throw Error{"E0003", "", {{"path", common.csv}}};
        std::vector<SourceFile> files;
        for (auto& table : report::csv_tables(result, context))
            files.push_back({common.csv + '/' + table.name + ".csv", std::move(table.csv)});
        write_all(files);
    }
    write_to(common.xlsx, [&] { return report::xlsx(result, context); });
}

void Session::write_page(report::PageReport page, const report::Context& context) const {
    if (context.network) serve::add_tables(page, common.model);
    write_file(common.html, report::html(serve::built_page(), report::page_data(page, context)));
}

}  // namespace jarip::cli

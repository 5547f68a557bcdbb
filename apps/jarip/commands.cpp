#include "command.hpp"

namespace jarip::cli {

int exit_code_of(lp::Status status) {
    switch (status) {
        case lp::Status::optimal: return kDone;
        case lp::Status::infeasible:
        case lp::Status::unbounded: return kInfeasible;
        case lp::Status::feasible:
        case lp::Status::limit:
        case lp::Status::interrupted:
        case lp::Status::unknown: break;
    }
    return kInterrupted;
}

// Each in the file of its name.
Action add_assess(Options& options);
Action add_completion(Options& options);
Action add_doctor(Options& options);
Action add_explain(Options& options);
Action add_model_calibrate(Options& options);
Action add_model_check(Options& options);
Action add_model_diff(Options& options);
Action add_model_import(Options& options);
Action add_model_init(Options& options);
Action add_model_schema(Options& options);
Action add_model_show(Options& options);
Action add_model_sources(Options& options);
Action add_coalition(Options& options);
Action add_compare(Options& options);
Action add_onshore(Options& options);
Action add_origin(Options& options);
Action add_plan(Options& options);
Action add_rack_bom(Options& options);
Action add_rack_check(Options& options);
Action add_rack_compare(Options& options);
Action add_rack_draw(Options& options);
Action add_rack_export(Options& options);
Action add_rack_import(Options& options);
Action add_rack_losses(Options& options);
Action add_rack_place(Options& options);
Action add_rack_schedule(Options& options);
Action add_rack_site(Options& options);
Action add_rack_types(Options& options);
Action add_report(Options& options);
Action add_schema(Options& options);
Action add_serve(Options& options);
Action add_stress(Options& options);
Action add_trade_complexity(Options& options);
Action add_trade_convert(Options& options);
Action add_trade_dependency(Options& options);
Action add_trade_indicators(Options& options);
Action add_trade_mirror(Options& options);
Action add_trade_reconcile(Options& options);
Action add_trade_space(Options& options);
Action add_trade_unit_values(Options& options);
Action add_trade_watch(Options& options);
Action add_uncertain(Options& options);

const std::vector<Command>& commands() {
    static const std::vector<Command> all{
        {"assess", CommonOptions::model, add_assess, true},
        {"report", CommonOptions::model, add_report},
        {"rack check", CommonOptions::files, add_rack_check, true},
        {"rack bom", CommonOptions::files, add_rack_bom, true},
        {"rack draw", CommonOptions::files, add_rack_draw, true},
        {"rack compare", CommonOptions::files, add_rack_compare, true},
        {"rack site", CommonOptions::files, add_rack_site, true},
        {"rack losses", CommonOptions::files, add_rack_losses, true},
        {"rack schedule", CommonOptions::files, add_rack_schedule, true},
        {"rack place", CommonOptions::files, add_rack_place, true},
        {"rack types", CommonOptions::files, add_rack_types, true},
        {"rack import", CommonOptions::files, add_rack_import, true},
        {"rack export", CommonOptions::files, add_rack_export, true},
        {"model init", CommonOptions::basic, add_model_init, true},
        {"model import", CommonOptions::basic, add_model_import, true},
        {"model check", CommonOptions::model, add_model_check, true},
        {"model show", CommonOptions::model, add_model_show, true},
        {"model sources", CommonOptions::files, add_model_sources, true},
        {"model diff", CommonOptions::files, add_model_diff, true},
        {"model schema", CommonOptions::basic, add_model_schema},
        {"model calibrate", CommonOptions::basic, add_model_calibrate, true},
        {"plan", CommonOptions::model, add_plan, true},
        {"origin", CommonOptions::model, add_origin, true},
        {"stress", CommonOptions::model, add_stress, true},
        {"onshore", CommonOptions::model, add_onshore, true},
        {"coalition", CommonOptions::model, add_coalition, true},
        {"uncertain", CommonOptions::model, add_uncertain, true},
        {"trade indicators", CommonOptions::files, add_trade_indicators, true},
        {"trade complexity", CommonOptions::files, add_trade_complexity, true},
        {"trade space", CommonOptions::files, add_trade_space, true},
        {"trade dependency", CommonOptions::files, add_trade_dependency, true},
        {"trade unit-values", CommonOptions::files, add_trade_unit_values, true},
        {"trade watch", CommonOptions::files, add_trade_watch, true},
        {"trade mirror", CommonOptions::files, add_trade_mirror, true},
        {"trade convert", CommonOptions::files, add_trade_convert, true},
        {"trade reconcile", CommonOptions::model, add_trade_reconcile, true},
        {"compare", CommonOptions::basic, add_compare, true},
        {"schema", CommonOptions::basic, add_schema},
        {"explain", CommonOptions::basic, add_explain, true},
        {"doctor", CommonOptions::basic, add_doctor, true},
        {"serve", CommonOptions::model, add_serve, false, true},
        {"completion", CommonOptions::basic, add_completion},
    };
    return all;
}

std::unique_ptr<Prepared> prepare(const Command& command) {
    auto prepared = std::make_unique<Prepared>();
    Options& options = prepared->options;
    Common& common = prepared->common;
    if (command.takes == CommonOptions::model) options.argument("MODEL", common.model);
    prepared->action = command.add(options);
    options.begin_common();
    if (command.takes == CommonOptions::model) {
        options.text("--home", "CC", common.home);
        options.texts("--set", "TABLE:KEY.COLUMN=VALUE", common.sets);
    }
    const bool has_result = !command.runs_until_stopped;
    if (has_result) options.flag("--json", common.json);
    if (command.tables) {
        options.output("--csv", "DIR", common.csv);
        options.output("--xlsx", "FILE.xlsx", common.xlsx);
        options.output("--html", "FILE.html", common.html);
    }
    if (command.takes != CommonOptions::basic) {
        if (has_result) options.output("--out", "DIR", common.out);
        options.count("--seed", "N", common.seed);
        options.count("--threads", "N", common.threads, 0, 1024);
    }
    options.choice("--lang", prepared->language, {"en", "ko"});
    options.flag("--quiet", common.quiet);
    return prepared;
}

}  // namespace jarip::cli

// capacity.csv: capacities that change during the horizon.

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

constexpr std::string_view kProcess = "process:";
constexpr std::string_view kResource = "resource:";

class CapacityTable {
public:
    explicit CapacityTable(Loading& loading)
        : loading_{&loading}, table_{&loading.table("capacity")} {}

    void read() {
        const auto reader = loading_->reader(*table_);
        const ProvenanceColumns provenance{*table_};
        std::vector<std::pair<CapacityStep, std::size_t>> steps;  // with their rows
        for (std::size_t row = 0; row < table_->row_count(); ++row) {
            CapacityStep step;
            const bool found = find_target(row, step);
            const auto from = reader.date(row, from_);
            step.capacity_per_month = reader.amount(row, capacity_);
            step.target = table_->text(row, target_);
            step.provenance = provenance.read(*loading_, row);
            if (!found || !from) continue;
            step.from = *from;
            if (*from >= loading_->network.horizon.end)
                loading_->report_outside(*table_, row, from_);
            else
                steps.emplace_back(std::move(step), row);
        }
        const auto key = [](const auto& entry) {
            const auto& step = entry.first;
            return std::tuple{!step.process.valid(), step.process, step.resource, step.from};
        };
        std::stable_sort(steps.begin(), steps.end(),
                         [&](const auto& a, const auto& b) { return key(a) < key(b); });
        add(steps);
        if (!loading_->diagnostics.has_errors()) set_mean_capacities(loading_->network);
    }

private:
    bool find_target(std::size_t row, CapacityStep& step) {
        auto name = table_->text(row, target_);
        if (name.empty()) return false;
        const bool only_process = name.starts_with(kProcess);
        const bool only_resource = name.starts_with(kResource);
        if (only_process) name.remove_prefix(kProcess.size());
        if (only_resource) name.remove_prefix(kResource.size());
        if (!only_resource) step.process = loading_->processes.find(name);
        if (!only_process) step.resource = loading_->resources.find(name);
        const std::string text{table_->text(row, target_)};
        if (step.process.valid() && step.resource.valid()) {
            loading_->diagnostics.error("E0262", table_->location(row, target_),
                                        {{"column", "target"},
                                         {"id", text},
                                         {"choices", std::string{kProcess}.append(name) + ", " +
                                                         std::string{kResource}.append(name)}});
            return false;
        }
        if (step.process.valid() || step.resource.valid()) return true;
        if (!loading_->broken.empty()) return false;
        auto names = loading_->processes.all();
        for (auto& each : loading_->resources.all()) names.push_back(std::move(each));
        loading_->diagnostics.error("E0261", table_->location(row, target_),
                                    {{"column", "target"},
                                     {"id", text},
                                     {"kinds", "process, resource"},
                                     {"suggestion", nearest(name, names)}});
        return false;
    }

    // The figure of its own table holds until the first row: one of the two must be there, and neither in vain.
    void add(const std::vector<std::pair<CapacityStep, std::size_t>>& steps) {
        auto& network = loading_->network;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const auto& [step, row] = steps[i];
            const bool first = i == 0 || steps[i - 1].first.process != step.process ||
                               steps[i - 1].first.resource != step.resource;
            if (first) {
                const bool is_process = step.process.valid();
                const auto own = is_process ? network.processes[step.process].capacity_per_month
                                            : network.resources[step.resource].capacity_per_month;
                const auto& provenance = is_process ? network.processes[step.process].provenance
                                                    : network.resources[step.resource].provenance;
                const bool begins_later = step.from > network.horizon.first;
                if (own && !begins_later)
                    loading_->diagnostics.error(
                        "E0246", table_->location(row, from_),
                        {{"target", step.target},
                         {"file", is_process ? "processes.csv" : "resources.csv"},
                         {"line", std::to_string(provenance.line)}});
                else if (!own && begins_later)
                    loading_->diagnostics.error("E0247", table_->location(row, from_),
                                                {{"target", step.target},
                                                 {"date", format_date(step.from)},
                                                 {"start", format_date(network.horizon.first)}});
                else if (own)
                    network.capacity_steps.push_back(
                        {step.process, step.resource, network.horizon.first, *own, "", provenance});
            }
            network.capacity_steps.push_back(step);
        }
    }

    Loading* loading_;
    const ModelTable* table_;
    Column target_ = table_->column("target");
    Column from_ = table_->column("from");
    Column capacity_ = table_->column("capacity_per_month");
};

}  // namespace

void read_capacity(Loading& loading) { CapacityTable{loading}.read(); }

}  // namespace jarip::network

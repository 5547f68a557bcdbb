// part_shares.csv: which of interchangeable parts fill a slot of a process.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/network/loading/loading.hpp"
#include "jarip/network/tolerances.hpp"

namespace jarip::network {
namespace {

// Those of a process that take the item, in the slot if one is named.
std::vector<InputId> inputs_that_take(const Network& network, ProcessId process, ItemId item,
                                      std::string_view slot) {
    std::vector<InputId> found;
    const auto& inputs = network.processes[process].inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto& input = network.inputs[inputs[i]];
        if (network.parts[input.part].item == item &&
            (slot == "*" || network.slots[input.slot].name == slot))
            found.push_back(inputs[i]);
    }
    return found;
}

}  // namespace

void read_part_shares(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("part_shares");
    const auto reader = loading.reader(table);
    const auto process = table.column("process");
    const auto slot_name = table.column("slot");
    const auto item = table.column("item");
    const auto share = table.column("share");
    const auto fixed = table.column("fixed");
    const ProvenanceColumns provenance{table};
    std::map<std::pair<ProcessId, SlotId>, double> totals;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto of = loading.reference(table, row, process, loading.processes, "processes.csv");
        const auto part = loading.reference(table, row, item, loading.items, "items.csv");
        PartShare each{.share = reader.amount(row, share),
                       .fixed = reader.boolean(row, fixed),
                       .slot = std::string{table.text(row, slot_name)},
                       .provenance = provenance.read(loading, row)};
        if (!of.valid() || !part.valid()) continue;
        const auto inputs = inputs_that_take(network, of, part, each.slot);
        if (inputs.size() != 1) {
            // Where other rows are at fault the part may be among them.
            if (!loading.diagnostics.has_errors())
                loading.diagnostics.error(
                    inputs.empty() ? "E0255" : "E0256", table.location(row, item),
                    {{"process", network.processes[of].id}, {"item", network.items[part].id}});
            continue;
        }
        each.input = inputs.front();
        const auto slot = network.inputs[each.input].slot;
        double& total = totals[{of, slot}];
        const bool was_whole = total > 1 + kShareSumRounding;
        total += each.share;
        if (!was_whole && total > 1 + kShareSumRounding)
            loading.diagnostics.error("E0250", table.location(row, share),
                                      {{"buyer", network.processes[of].id},
                                       {"item", network.slots[slot].name},
                                       {"total", format_shortest(total)}});
        network.part_shares.push_back(std::move(each));
    }
    for (auto& row : network.part_shares) {
        const auto& input = network.inputs[row.input];
        const double total = totals.at({input.process, input.slot});
        if (row.fixed && is_rounded_whole(total)) row.share /= total;
    }
}

}  // namespace jarip::network

#include "json.hpp"
#include "number.hpp"
#include "table.hpp"

namespace jarip::report {
namespace {

Json bill_json(const rack::Bill& bill) {
    Json lines = Json::array();
    for (const auto& line : bill.lines)
        lines.push_back({{"item", line.item},
                         {"parent", line.parent},
                         {"level", line.level},
                         {"quantity", figure(line.quantity)},
                         {"total", figure(line.total)},
                         {"listed_above", line.is_above}});
    Json sums = Json::array();
    for (const auto& sum : bill.sums)
        sums.push_back({{"item", sum.item},
                        {"total", figure(sum.total)},
                        {"with_losses", figure(sum.with_losses)}});
    return {{"from_devices", bill.from_devices},
            {"lines", std::move(lines)},
            {"sums", std::move(sums)}};
}

}  // namespace

std::string text(const std::vector<RackBill>& bills, const Context& context) {
    const auto say = [&](const char* key) {
        return text(context.language, std::string{"report.rack."} + key);
    };
    std::string page;
    for (const auto& [id, bill] : bills) {
        if (!page.empty()) page += '\n';
        page += id + '\n';
        TextTable lines{{say("part")}, {say("each"), Align::right}, {say("in_rack"), Align::right}};
        for (const auto& line : bill.lines)
            lines.add({std::string(2 * line.level, ' ') + line.item + (line.is_above ? " …" : ""),
                       number(line.quantity), number(line.total)});
        page += lines.render(context.width, 2) + '\n';
        TextTable sums{
            {say("sum")}, {say("in_rack"), Align::right}, {say("with_losses"), Align::right}};
        for (const auto& sum : bill.sums)
            sums.add({sum.item, number(sum.total), number(sum.with_losses)});
        page += sums.render(context.width, 2);
    }
    return page;
}

std::string json(const std::vector<RackBill>& bills, const Context& context) {
    Json document = header("rack-bom", context);
    document["racks"] = Json::array();
    for (const auto& [id, bill] : bills) {
        Json row{{"id", id}};
        row.update(bill_json(bill));
        document["racks"].push_back(std::move(row));
    }
    return dumped(document);
}

std::string csv(const std::vector<RackBill>& bills) {
    std::string page = "tree,item,parent,level,qty,total\n";
    const auto row = [&](const std::string& tree, const rack::BillLine& line) {
        page += csv_field(tree) + ',' + csv_field(line.item) + ',' + csv_field(line.parent) + ',' +
                std::to_string(line.level) + ',' + format_shortest(line.quantity) + ',' +
                format_shortest(line.total) + '\n';
    };
    for (const auto& [id, bill] : bills) {
        row(id, {id, {}, 0, 1, 1, false});  // the rack itself, so that a reader knows the root
        for (auto line : bill.lines) {
            if (line.parent.empty()) line.parent = id;
            ++line.level;
            row(id, line);
        }
    }
    return page;
}

}  // namespace jarip::report

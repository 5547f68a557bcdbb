// The plain way to write the adaptive regional input–output model (Hallegatte 2008; Guan et al. 2020), to compare with: every
// firm an object, every link an object with a queue of what is on its way. Written from docs/formulas.md, without any of jarip.
// Reads the folders that economy_model writes. Prints a line of JSON.
//
//     economy_agents FOLDER DAYS
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "measure.hpp"

namespace {

constexpr double kPsi = 0.8, kTargetDays = 90, kTauInventory = 60, kAlphaMax = 1.25,
                 kTauAlpha = 365;

struct Firm;

struct Link {
    Firm* supplier = nullptr;
    double usual = 0;
    double order = 0;
    std::deque<double> on_its_way;
};

struct Input {
    std::vector<Link*> links;
    double used_a_day = 0;  // usually
    double stock = 0;
};

struct Firm {
    std::string name, sector;
    double final_demand = 0, usual = 0;
    std::map<std::string, Input> inputs;  // by sector
    std::vector<Link*> customers;
    double lost = 0;  // share of its capacity, today
    double demand = 0, alpha = 1, production = 0, wanted = 0;

    [[nodiscard]] bool has_capacity() const { return (1 - lost) * alpha > 0; }

    void see_orders() {
        demand = final_demand;
        for (const Link* link : customers) demand += link->order;
    }
    void work_overtime() {
        const double short_of = demand == 0 ? 0 : (demand - production) / demand;
        const double change = short_of == 0 ? 1 - alpha : (kAlphaMax - alpha) * short_of;
        alpha = std::max(1.0, alpha + change / kTauAlpha);
    }
    void produce() {
        wanted = std::min(demand, usual * (1 - lost) * alpha);
        double share = 1;
        for (const auto& [of, input] : inputs) {
            const double reserve =
                std::max(1.0, kPsi * kTargetDays) * input.used_a_day * wanted / usual;
            if (input.stock < reserve) share = std::min(share, input.stock / reserve);
        }
        production = wanted * share;
    }
    void send() {
        const double filled = demand > 0 ? production / demand : 0;
        for (Link* link : customers) link->on_its_way.push_back(link->order * filled);
    }
    void receive_and_order() {
        for (auto& [of, input] : inputs) {
            const double used = input.used_a_day * production / usual;
            input.stock = std::max(0.0, input.stock - used);
            bool any = false;
            for (Link* link : input.links) {
                input.stock += link->on_its_way.front();
                link->on_its_way.pop_front();
                any = any || link->supplier->has_capacity();
            }
            const double target = kTargetDays * input.used_a_day * wanted / usual;
            const double need = used + std::max(0.0, target - input.stock) / kTauInventory;
            for (Link* link : input.links)
                link->order = any ? need * link->usual / input.used_a_day : 0;
        }
    }
};

struct Economy {
    std::vector<std::unique_ptr<Firm>> firms;
    std::vector<std::unique_ptr<Link>> links;
    Firm* hit = nullptr;
    int first_day = 0, days = 0;
};

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream from{line};
    for (std::string field; std::getline(from, field, ',');) fields.push_back(field);
    return fields;
}

Economy read(const std::string& folder) {
    Economy economy;
    std::unordered_map<std::string, Firm*> by_name;
    std::string line;
    std::ifstream nodes{folder + "/nodes.csv"};
    std::getline(nodes, line);
    while (std::getline(nodes, line)) {
        const auto row = fields_of(line);
        auto firm = std::make_unique<Firm>();
        firm->name = row[0];
        firm->sector = row[1];
        firm->final_demand = firm->usual = std::stod(row[3]);
        by_name[row[0]] = firm.get();
        economy.firms.push_back(std::move(firm));
    }
    std::ifstream flows{folder + "/flows.csv"};
    std::getline(flows, line);
    while (std::getline(flows, line)) {
        const auto row = fields_of(line);
        auto link = std::make_unique<Link>();
        link->supplier = by_name.at(row[0]);
        link->usual = link->order = std::stod(row[2]);
        link->supplier->usual += link->usual;
        link->supplier->customers.push_back(link.get());
        Input& input = by_name.at(row[1])->inputs[link->supplier->sector];
        input.links.push_back(link.get());
        input.used_a_day += link->usual;
        input.stock = kTargetDays * input.used_a_day;
        economy.links.push_back(std::move(link));
    }
    // The one event that economy_model writes.
    economy.hit = economy.firms.front().get();
    economy.first_day = 10;
    economy.days = 60;
    return economy;
}

// Gives what all firms together make less than usual.
double run(Economy& economy, int days) {
    double lost = 0;
    for (int day = 0; day < days; ++day) {
        const bool acts = day >= economy.first_day && day < economy.first_day + economy.days;
        economy.hit->lost = acts ? 1 : 0;
        for (auto& firm : economy.firms) firm->see_orders();
        for (auto& firm : economy.firms) {
            if (day >= 2) firm->work_overtime();
            firm->produce();
            lost += firm->usual - firm->production;
        }
        for (auto& firm : economy.firms) firm->send();
        for (auto& firm : economy.firms) firm->receive_and_order();
    }
    return lost;
}

}  // namespace

int main(int count, char** values) {
    if (count != 3) return 2;
    Stopwatch watch;
    Economy economy = read(values[1]);
    const double read_seconds = watch.lap();
    const double read_cpu = processor_seconds();
    const double lost = run(economy, std::atoi(values[2]));
    const double run_seconds = watch.lap();
    std::printf(
        "{\"read\": %.6f, \"read_cpu\": %.6f, \"run\": %.6f, \"run_cpu\": %.6f, \"lost\": %.17g, "
        "\"links\": %zu, \"peak_mb\": %.1f}\n",
        read_seconds, read_cpu, run_seconds, processor_seconds() - read_cpu, lost,
        economy.links.size(), peak_megabytes());
}

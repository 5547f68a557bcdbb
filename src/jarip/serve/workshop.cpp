#include "jarip/serve/workshop.hpp"

#include "jarip/serve/query.hpp"

namespace jarip::serve {
namespace {

constexpr std::size_t kMostAssessed = 4;

}  // namespace

Workshop::Workshop(const Options& given)
    : options{given},
      runs{given.history},
      editing{given.model.empty() ? nullptr : std::make_unique<Editing>(given.model)} {}

std::string Workshop::version() const { return version_of(network::open_folder(options.model)); }

std::shared_ptr<const Assessed> Workshop::assess(const std::string& home,
                                                 const std::vector<std::string>& sets,
                                                 const RunOptions& run,
                                                 const SoFar<Assessed>& so_far) {
    const auto model = version();
    std::string key = model + '\n' + home;
    for (const auto& set : sets) key += '\n' + set;
    for (const auto& [known, one] : assessed)
        if (known == key) return one;
    auto one = std::make_shared<Assessed>();
    one->network = network::load(options.model, {.home = home, .sets = sets});
    assess::Options wanted{.run = run};
    if (so_far)
        wanted.so_far = [&](const std::function<assess::Assessment()>& known) {
            so_far([&] { return Assessed{one->network, known()}; });
        };
    one->result = assess::run(one->network, wanted);
    if (run.stop.stop_requested()) throw Cancelled{};
    runs.add(one->result, one->network.countries[one->network.home].code, sets, model);
    assessed.emplace_back(key, one);
    if (assessed.size() > kMostAssessed) assessed.pop_front();
    return one;
}

Request::Request(Workshop& shop, const Query& parameters, Turns::Turn& its)
    : workshop{shop},
      options{shop.options},
      query{parameters},
      turn{its},
      run{its.run()},
      language{language_of(parameters, shop.options.language)},
      home{last(parameters, "home", shop.options.home)},
      sets{shop.options.sets} {
    for (auto& set : all(parameters, "set")) sets.push_back(std::move(set));
    network = network::load(options.model, {.home = home, .sets = sets});
}

}  // namespace jarip::serve

#include "command.hpp"

namespace jarip::cli {

network::Network Session::load(const std::string& model, bool strict) const {
    auto network =
        network::load(model, {.home = common.home, .sets = common.sets, .strict = strict});
    show(network.findings);
    return network;
}

}  // namespace jarip::cli

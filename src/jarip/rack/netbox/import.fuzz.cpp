// A NetBox type file: reads it, writes it as NetBox does and as types.toml, and reads both back. Nothing may crash, and
// what was written must be read without a fault.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "jarip/rack.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace jarip;
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto library = rack::import_netbox({{"x.yaml", text}}, 1);
    for (const auto& type : library.devices) {
        if (rack::import_netbox({{"y.yaml", rack::netbox_yaml(type)}}, 1).rejected > 0)
            std::abort();
        (void)rack::load_library({"types.toml", rack::types_toml({.devices = {type}})});
    }
    return 0;
}

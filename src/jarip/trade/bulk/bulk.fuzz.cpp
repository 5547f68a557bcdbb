// Any bytes: what the reader in bulk takes, the careful one reads without fault and alike.
#include "jarip/trade/bulk/bulk.hpp"
#include "jarip/trade/reading/collect.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace jarip;
    if (size > 100'000) return 0;  // larger ones are read in bulk by both
    const SourceFile file{"fuzz.csv",
                          "t,i,j,k,v,q\n" + std::string{reinterpret_cast<const char*>(data), size}};
    trade::FlowsBuilder builder;
    if (!trade::read_bulk(trade::bytes_of(file), builder, {.threads = 1, .piece = 300})) return 0;
    Diagnostics notes, diagnostics;
    const auto fast = builder.finish(notes);
    const auto careful = trade::read({file}, diagnostics, {.faults = trade::Faults::strict});
    const bool same = fast.countries == careful.countries && fast.products == careful.products &&
                      fast.reporter == careful.reporter && fast.partner == careful.partner &&
                      fast.product == careful.product && fast.period == careful.period &&
                      fast.value == careful.value && fast.mass_kg == careful.mass_kg;
    if (diagnostics.has_errors() || !same) std::abort();
    return 0;
}

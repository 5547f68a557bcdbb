// A program that uses an installed jarip: it must compile, link and run with the package alone.
#include <cstdio>

#include "jarip/core.hpp"

int main() {
    jarip::Diagnostics diagnostics;
    const auto table = jarip::parse_csv({"items.csv", "item,price\nchip,9.5\n"}, diagnostics);
    diagnostics.throw_if_errors();
    const auto price = jarip::read_number(table, 0, *table.column("price"), diagnostics);
    std::printf("%g\n", price.value_or(0));
    return price == 9.5 ? 0 : 1;
}

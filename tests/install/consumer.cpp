// A program that uses an installed jarip: it must compile, link and run with the package alone.
#include <cstdio>

#include "jarip/core.hpp"

int main() {
    const auto price = jarip::parse_number("9.5");
    const auto groups = jarip::parse_country_groups({"groups.csv", "group,members\nnear,JP; TW\n"});
    std::printf("%g %zu\n", price.value_or(0), groups.at(0).members.size());
    return price == 9.5 && groups.at(0).members.size() == 2 ? 0 : 1;
}

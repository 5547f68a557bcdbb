/// Of many things that have an effect together, some that all of it needs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace jarip::plan {

/// A smallest part of `all` that still works, none of which can be left out: a deletion filter in runs of halving
/// length, so that what has nothing to do with it goes at once. `all` itself works.
template <class Item, class Works>
std::vector<Item> least_that_works(std::vector<Item> all, const Works& works) {
    for (std::size_t length = std::max<std::size_t>(1, all.size() / 2);; length /= 2) {
        for (std::size_t begin = 0; begin < all.size();) {
            const std::size_t end = std::min(all.size(), begin + length);
            std::vector<Item> rest;
            for (std::size_t i = 0; i < all.size(); ++i)
                if (i < begin || i >= end) rest.push_back(all[i]);
            if (!rest.empty() && works(rest))
                all = std::move(rest);
            else
                begin = end;
        }
        if (length <= 1) return all;
    }
}

}  // namespace jarip::plan

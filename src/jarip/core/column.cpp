#include "jarip/core/column.hpp"

#include <cstdlib>
#include <new>

#include "jarip/core/large_pages.hpp"

namespace jarip {

void* resized_block(void* block, std::size_t bytes) {
    void* const resized = std::realloc(block, bytes);
    if (resized == nullptr) throw std::bad_alloc{};
    prefer_large_pages(resized, bytes);
    return resized;
}

void free_block(void* block) noexcept { std::free(block); }

template <class Narrow>
void IndexColumn::widen(Column<Narrow>& from, Width to) {
    const auto move_to = [&](auto& wide) {
        using Wide = std::remove_reference_t<decltype(wide[0])>;
        wide.reserve(from.capacity());
        wide.resize(size_);
        std::transform(from.begin(), from.end(), wide.data(),
                       [](Narrow index) { return static_cast<Wide>(widened(index)); });
    };
    if (to == Width::two)
        move_to(two_);
    else
        move_to(four_);
    from = {};
    width_ = to;
}

template void IndexColumn::widen(Column<std::uint8_t>& from, Width to);
template void IndexColumn::widen(Column<std::uint16_t>& from, Width to);

void IndexColumn::reserve(std::size_t count) {
    if (width_ == Width::one) return one_.reserve(count);
    if (width_ == Width::two) return two_.reserve(count);
    four_.reserve(count);
}

void IndexColumn::resize(std::size_t count) {
    size_ = count;
    if (width_ == Width::one) return one_.resize(count);
    if (width_ == Width::two) return two_.resize(count);
    four_.resize(count);
}

}  // namespace jarip

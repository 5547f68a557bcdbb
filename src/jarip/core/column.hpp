/// Long columns of plain numbers: they grow in place, and indices take no more bytes than they need.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <span>
#include <type_traits>
#include <utility>

namespace jarip {

/// std::realloc, which maps large blocks elsewhere instead of copying them. throws std::bad_alloc
[[nodiscard]] void* resized_block(void* block, std::size_t bytes);
void free_block(void* block) noexcept;

/// What std::vector is for, where doubling it would take twice the memory of a long table: growing copies nothing
/// large, and new elements are not set.
template <class T>
class Column {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    Column() = default;
    Column(std::initializer_list<T> values) : Column(values.begin(), values.size()) {}
    Column(const Column& other) : Column(other.data_, other.size_) {}
    Column(Column&& other) noexcept { swap(other); }
    Column& operator=(Column other) noexcept {
        swap(other);
        return *this;
    }
    ~Column() { free_block(data_); }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t capacity() const { return capacity_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] T* data() { return data_; }
    [[nodiscard]] const T* data() const { return data_; }
    [[nodiscard]] const T* begin() const { return data_; }
    [[nodiscard]] const T* end() const { return data_ + size_; }
    [[nodiscard]] T& operator[](std::size_t i) { return data_[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return data_[i]; }

    void push_back(T value) {
        if (size_ == capacity_) reserve(std::max<std::size_t>(64, size_ + size_ / 2));
        data_[size_++] = value;
    }
    /// Room for so many; what is not used takes addresses but no memory.
    void reserve(std::size_t count) {
        if (count <= capacity_) return;
        data_ = static_cast<T*>(resized_block(data_, count * sizeof(T)));
        capacity_ = count;
    }
    /// New elements are whatever they are.
    void resize(std::size_t count) {
        if (count > capacity_) reserve(std::max(count, size_ + size_ / 2));
        size_ = count;
    }

    friend bool operator==(const Column& a, const Column& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    Column(const T* values, std::size_t count) {
        resize(count);
        std::copy_n(values, count, data_);
    }
    void swap(Column& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }

    T* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// Indices into a table: one byte each while the table is short, then two, then four.
class IndexColumn {
public:
    static constexpr std::uint32_t kNone = UINT32_MAX;  ///< no index; all bits set in any width

    IndexColumn() = default;
    IndexColumn(std::initializer_list<std::uint32_t> indices) {
        for (const auto index : indices) push_back(index);
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::uint32_t operator[](std::size_t i) const {
        switch (width_) {
            case Width::one: return widened(one_[i]);
            case Width::two: return widened(two_[i]);
            case Width::four: return four_[i];
        }
        return kNone;
    }

    /// use(std::span<Element>) with the elements as they stand; an element of all ones is no index.
    template <class Use>
    decltype(auto) visit(Use use) {
        if (width_ == Width::one) return use(std::span{one_.data(), size_});
        if (width_ == Width::two) return use(std::span{two_.data(), size_});
        return use(std::span{four_.data(), size_});
    }
    template <class Use>
    decltype(auto) visit(Use use) const {
        if (width_ == Width::one) return use(std::span{one_.data(), size_});
        if (width_ == Width::two) return use(std::span{two_.data(), size_});
        return use(std::span{four_.data(), size_});
    }

    void push_back(std::uint32_t index) {
        resize(size_ + 1);
        set(size_ - 1, index);
    }
    void set(std::size_t i, std::uint32_t index) {
        if (index != kNone) make_room_for(index);
        visit([&](auto elements) {
            using Element = typename decltype(elements)::value_type;
            elements[i] = static_cast<Element>(index);
        });
    }
    /// Widens the column so that the index can stand in it.
    void make_room_for(std::uint32_t index) {
        if (width_ == Width::one && index >= UINT8_MAX) widen(one_, Width::two);
        if (width_ == Width::two && index >= UINT16_MAX) widen(two_, Width::four);
    }
    void reserve(std::size_t count);
    /// New elements are whatever they are.
    void resize(std::size_t count);

    /// Elements from `begin` on, as operator[] gives them.
    void unpack(std::size_t begin, std::span<std::uint32_t> into) const {
        visit([&](auto elements) {
            using Element = typename decltype(elements)::value_type;
            std::transform(elements.data() + begin, elements.data() + begin + into.size(),
                           into.begin(),
                           [](Element index) { return widened(std::remove_cv_t<Element>(index)); });
        });
    }

    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = std::uint32_t;
        using difference_type = std::ptrdiff_t;
        using pointer = const std::uint32_t*;
        using reference = std::uint32_t;
        Iterator(const IndexColumn& column, std::size_t at) : column_{&column}, at_{at} {}
        [[nodiscard]] std::uint32_t operator*() const { return (*column_)[at_]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) { return {*column_, at_++}; }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

    private:
        const IndexColumn* column_;
        std::size_t at_;
    };
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size_}; }

    friend bool operator==(const IndexColumn& a, const IndexColumn& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    enum class Width : std::uint8_t { one, two, four };

    template <class Narrow>
    [[nodiscard]] static std::uint32_t widened(Narrow index) {
        return index == static_cast<Narrow>(kNone) ? kNone : index;
    }
    template <class Narrow>
    void widen(Column<Narrow>& from, Width to);

    Width width_ = Width::one;
    std::size_t size_ = 0;
    Column<std::uint8_t> one_;  // of these three, the one that width_ names
    Column<std::uint16_t> two_;
    Column<std::uint32_t> four_;
};

}  // namespace jarip

/// Ids: indices into one table that can never index another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <utility>
#include <vector>

namespace jarip {

/// Index of a row of the table that `Tag` names. A default-made id points nowhere.
template <class Tag>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : index_{static_cast<std::uint32_t>(index)} {}

    [[nodiscard]] constexpr std::size_t index() const { return index_; }
    [[nodiscard]] constexpr bool valid() const { return index_ != kNowhere; }

    constexpr auto operator<=>(const Id&) const = default;  // NOLINT(modernize-use-nullptr)

private:
    static constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t index_ = kNowhere;
};

/// A flat array with one value per id: `Indexed<ItemId, double> price`.
template <class IdType, class T>
class Indexed {
public:
    using value_type = T;

    Indexed() = default;
    explicit Indexed(std::size_t size, T value = T{}) : values_(size, value) {}

    [[nodiscard]] auto operator[](IdType id) -> decltype(auto) { return values_[id.index()]; }
    [[nodiscard]] auto operator[](IdType id) const -> decltype(auto) { return values_[id.index()]; }

    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] bool empty() const { return values_.empty(); }
    void resize(std::size_t size) { values_.resize(size); }

    /// Appends a value and gives its id.
    IdType add(T value) {
        values_.push_back(std::move(value));
        return IdType{values_.size() - 1};
    }

    [[nodiscard]] auto begin() { return values_.begin(); }
    [[nodiscard]] auto end() { return values_.end(); }
    [[nodiscard]] auto begin() const { return values_.begin(); }
    [[nodiscard]] auto end() const { return values_.end(); }

    /// The values as they lie in memory, in the order of their ids.
    [[nodiscard]] const std::vector<T>& values() const { return values_; }

    /// All ids, first to last: `for (ItemId item : items.ids())`.
    class Ids {
    public:
        class Iterator {
        public:
            explicit Iterator(std::size_t index) : index_{index} {}
            IdType operator*() const { return IdType{index_}; }
            Iterator& operator++() {
                ++index_;
                return *this;
            }
            bool operator==(const Iterator&) const = default;

        private:
            std::size_t index_;
        };
        explicit Ids(std::size_t size) : size_{size} {}
        [[nodiscard]] Iterator begin() const { return Iterator{0}; }
        [[nodiscard]] Iterator end() const { return Iterator{size_}; }

    private:
        std::size_t size_;
    };
    [[nodiscard]] Ids ids() const { return Ids{values_.size()}; }

    bool operator==(const Indexed&) const = default;

private:
    std::vector<T> values_;
};

}  // namespace jarip

/// A result as neutral data: what fields.hpp reads from it, and every form but the page is written from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "jarip/core/date.hpp"

namespace jarip::report {

struct AnyFields;

/// Nothing (undefined), a word, a figure, a date, a record, a list, or an object whose keys are data.
class Value {
public:
    /// No key at all: of the keys of a record, not all are always there.
    struct Absent {};
    using List = std::vector<Value>;
    /// A record as its fields describe it: a value a field, in their order.
    struct Record {
        const AnyFields* fields = nullptr;
        List values;
    };
    /// A record under no key ("") stands with its keys among those of the object.
    using Object = std::vector<std::pair<std::string, Value>>;
    using Any = std::variant<std::monostate, Absent, bool, std::int64_t, std::uint64_t, double, Day,
                             std::string, List, Record, Object>;

    // What is copied and destroyed is a variant of many: compiled in one file, not in every one that writes results.
    Value();
    ~Value();
    Value(const Value&);
    Value(Value&&) noexcept;
    Value& operator=(const Value&);
    Value& operator=(Value&&) noexcept;
    Value(Absent absent);
    Value(bool flag);
    Value(std::int64_t whole);
    Value(std::uint64_t whole);
    Value(double number);  ///< finite (asserted)
    Value(Day day);
    Value(std::string text);
    Value(std::string_view text);
    Value(const char* text);
    Value(List list);
    Value(Record record);
    Value(Object object);
    template <class Other>
    Value(const Other*) = delete;  // would be a flag

    [[nodiscard]] const Any& any() const { return any_; }
    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(any_); }
    [[nodiscard]] bool is_absent() const { return std::holds_alternative<Absent>(any_); }
    template <class T>
    [[nodiscard]] const T* as() const {
        return std::get_if<T>(&any_);
    }

private:
    Any any_;
};

}  // namespace jarip::report

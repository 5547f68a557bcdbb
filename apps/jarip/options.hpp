/// The options and arguments of a subcommand: one table from which the command line is read, and help, shell
/// completion and the check of the documentation are made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::cli {

/// An option ("--scenario") or, without dashes in its name, an argument by place ("MODEL").
struct Option {
    std::string name;
    std::string value;                 ///< what stands for its value in the help; empty: a switch
    std::vector<std::string> allowed;  ///< the only values, where there are few
    bool required = false;
    bool repeated = false;
    bool common = false;                             ///< one that every subcommand has
    bool output = false;                             ///< names a file or folder that is written
    std::function<void(const std::string&)> assign;  ///< throws Error where the value will not do
    [[nodiscard]] bool by_place() const { return !name.starts_with("--"); }
};

enum class Need { optional, required };

/// Filled by each subcommand. The sentence for the help stands in the catalogue under
/// cli.COMMAND.option.NAME: name without dashes, in small letters; the words of COMMAND joined by dots.
/// A target's value before reading is its default. An option given twice has its last value.
class Options {
public:
    void flag(std::string name, bool& target);
    void text(std::string name, std::string value, std::string& target);
    /// Of what an answer has one of: given twice, E0616.
    void text_once(std::string name, std::string value, std::string& target);
    /// A file or folder that is written. `replaces_input`: it is what a command reads (a design, a
    /// checkpoint), and may be one of those named.
    void output(std::string name, std::string value, std::string& target,
                bool replaces_input = false);
    /// May be given several times.
    void texts(std::string name, std::string value, std::vector<std::string>& target);
    void choice(std::string name, std::string& target, std::vector<std::string> allowed);

    void number(std::string name, std::string value, double& target, NumberRange range = {});
    void number(std::string name, std::string value, std::optional<double>& target,
                NumberRange range = {});

    /// A whole number in [low, high].
    void count(std::string name, std::string value, int& target, int low, int high);
    void count(std::string name, std::string value, std::optional<int>& target, int low, int high);
    void count(std::string name, std::string value, unsigned& target, unsigned low, unsigned high);
    void count(std::string name, std::string value, std::uint64_t& target);

    /// By place, in the order of adding; the several of `arguments` come last.
    void argument(std::string name, std::string& target, Need need = Need::optional);
    void arguments(std::string name, std::vector<std::string>& target, Need need = Need::required);

    /// Options added from now on are those that every subcommand has.
    void begin_common() { common_ = true; }

    /// errors  E0600 unknown option, E0601 value missing, E0602 value of the wrong kind, E0603 value out of
    ///         range, E0604 value not among the allowed, E0605 an argument too many, E0606 an argument
    ///         missing, E0607 a switch with a value. The name of another option is no value, unless after "=".
    void read(std::span<const std::string> words) const;

    [[nodiscard]] const std::vector<Option>& all() const { return all_; }

    /// What a command would write over: the tables of a model, what stands in its folders customs and racks, and files
    /// that were named to be read. requires: the options are read
    /// errors  E0614, E0615
    void refuse_to_overwrite_input() const;

private:
    Option& add(std::string name, std::string value,
                std::function<void(const std::string&)> assign);

    struct Output {
        std::string option;
        const std::string* path = nullptr;
        bool replaces_input = false;
    };

    std::vector<Option> all_;
    std::vector<Output> outputs_;
    std::vector<std::function<std::vector<std::string>()>>
        inputs_;  // texts that may name a file to read
    bool common_ = false;
};

}  // namespace jarip::cli

/// Help pages, made from the tables of subcommands and options and from the catalogue of texts.
#pragma once

#include <string>
#include <string_view>

#include "command.hpp"

namespace jarip::cli {

/// What jarip is, and its subcommands; of one group ("trade") when it is named.
[[nodiscard]] std::string overview(Language language, std::string_view group = {});

/// A subcommand: usage, arguments, options, examples.
[[nodiscard]] std::string help_page(const Command& command, Language language);

/// Key of the sentence for an option: that of the subcommand, of its group, or the common one.
[[nodiscard]] std::string option_key(const Command& command, const Option& option);

/// "cli.trade.indicators"
[[nodiscard]] std::string command_key(std::string_view command);

}  // namespace jarip::cli

#include <set>

#include "command.hpp"

namespace jarip::cli {
namespace {

struct Words {
    std::string position;  ///< the words before, "" for the first
    std::string offered;
};

// What may follow `jarip`, a group, and each subcommand.
std::vector<Words> offers() {
    std::vector<Words> result(1);
    std::set<std::string> seen;
    for (const auto& command : commands()) {
        const std::string name{command.name};
        const auto space = name.find(' ');
        const std::string first = name.substr(0, space);
        if (seen.insert(first).second) {
            result[0].offered += first + ' ';
            if (space != std::string::npos) result.push_back({first, ""});
        }
        if (space != std::string::npos)
            for (auto& words : result)
                if (words.position == first) words.offered += name.substr(space + 1) + ' ';
    }
    for (const auto& command : commands()) {
        Words words{std::string{command.name}, "--help "};
        const auto prepared = prepare(command);
        for (const auto& option : prepared->options.all())
            if (!option.by_place()) words.offered += option.name + ' ';
        result.push_back(std::move(words));
    }
    for (auto& words : result) words.offered.pop_back();
    return result;
}

std::string bash_script() {
    std::string script =
        "# bash completion of jarip: source <(jarip completion bash)\n"
        "_jarip() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} place= offered=\n"
        "    if ((COMP_CWORD > 1)); then place=${COMP_WORDS[1]}; fi\n"
        "    if ((COMP_CWORD > 2)); then\n"
        "        case \"$place ${COMP_WORDS[2]}\" in\n            ";
    std::string both;
    for (const auto& words : offers())
        if (words.position.find(' ') != std::string::npos)
            both += (both.empty() ? "" : "|") + ('"' + words.position + '"');
    script += both.empty() ? "" : both + ") place=\"$place ${COMP_WORDS[2]}\" ;;";
    script += "\n        esac\n    fi\n    case \"$place\" in\n";
    for (const auto& words : offers())
        script += "        \"" + words.position + "\") offered=\"" + words.offered + "\" ;;\n";
    script +=
        "    esac\n"
        "    COMPREPLY=()\n"
        "    if [[ $word == -* || $COMP_CWORD == 1 || $offered != -* ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$offered\" -- \"$word\")\n"
        "    fi\n"
        "}\n"
        "complete -o default -F _jarip jarip\n";
    return script;
}

}  // namespace

Action add_completion(Options& options) {
    auto shell = std::make_shared<std::string>("bash");
    options.argument("SHELL", *shell);
    return [shell](Session& session) {
        if (*shell != "bash" && *shell != "zsh")
            throw Error{"E0604",
                        "",
                        {{"option", "SHELL"},
                         {"value", *shell},
                         {"allowed", "bash, zsh"},
                         {"suggestion", nearest(*shell, {"bash", "zsh"})}}};
        if (*shell == "zsh") session.out << "autoload -U +X bashcompinit && bashcompinit\n";
        session.out << bash_script();
        return kDone;
    };
}

}  // namespace jarip::cli

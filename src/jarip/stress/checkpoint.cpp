#include "jarip/stress/checkpoint.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

#include "jarip/core/split.hpp"

namespace jarip::stress {

namespace {

constexpr std::string_view kFirstLine = "jarip stress --years, checkpoint 1\n";

std::string checkpoint_line(const std::string& set, const YearLosses& losses) {
    return format_shortest(losses.received) + '\t' + format_shortest(losses.made) + '\t' + set +
           '\n';
}

}  // namespace

Checkpoint::Checkpoint(const YearsRequest& request) : path_{request.checkpoint} {
    if (path_.empty()) return;
    std::error_code fault;
    const bool exists = std::filesystem::exists(path_, fault);
    if (exists && !request.resume) throw Error{"E0508", as_utf8(path_)};
    if (exists) read(request);
    // The last line may have been cut off: the file is written whole, and goes on from there.
    std::string text{kFirstLine};
    text += request.settings + '\n';
    for (const auto& [set, losses] : known_) text += checkpoint_line(set, losses);
    write_file(path_, text);
    file_.open(path_, std::ios::binary | std::ios::app);
    if (!file_) throw Error{"E0003", as_utf8(path_), {{"path", as_utf8(path_)}}};
}

void Checkpoint::read(const YearsRequest& request) {
    const auto file = read_file(path_);
    const std::string head = std::string{kFirstLine} + request.settings + '\n';
    if (!file.text.starts_with(head)) throw Error{"E0509", as_utf8(path_)};
    std::string_view rest = std::string_view{file.text}.substr(head.size());
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        const auto fields = split(rest.substr(0, end), '\t');
        rest.remove_prefix(end + 1);
        const auto received = parse_number(fields.front());
        const auto made = fields.size() == 3 ? parse_number(fields[1]) : std::nullopt;
        if (!received || !made) throw Error{"E0509", as_utf8(path_)};
        known_[std::string{fields[2]}] = {*received, *made};
    }
}

std::optional<YearLosses> Checkpoint::find(const std::string& set) const {
    const auto found = known_.find(set);
    if (found == known_.end()) return std::nullopt;
    return found->second;
}

void Checkpoint::add(const std::string& set, const YearLosses& losses) {
    if (path_.empty()) return;
    file_ << checkpoint_line(set, losses) << std::flush;
    if (!file_) throw Error{"E0003", as_utf8(path_), {{"path", as_utf8(path_)}}};
}

}  // namespace jarip::stress

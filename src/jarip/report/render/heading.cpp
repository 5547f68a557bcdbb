#include "jarip/report/render/heading.hpp"

#include <utility>

namespace jarip::report {

std::string heading(const Context& context, std::string_view key, Arguments arguments) {
    arguments.emplace_back("title", context.network->title.in(context.language));
    return wrapped(text(context.language, key, arguments), context.width) + "\n\n";
}

}  // namespace jarip::report

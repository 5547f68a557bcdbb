#include "jarip/serve/gate.hpp"

#include <algorithm>

namespace jarip::serve {
namespace {

constexpr std::string_view kCookie = "jarip=";

bool is_number_address(std::string_view name) {
    return !name.empty() && name.find_first_not_of("0123456789.") == std::string_view::npos;
}
bool is_v6_address(std::string_view name) {
    return name.find(':') != std::string_view::npos &&
           name.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

// Takes as long whatever the first difference is.
bool same(std::string_view given, std::string_view wanted) {
    unsigned difference = given.size() == wanted.size() ? 0 : 1;
    for (std::size_t i = 0; i < given.size(); ++i)
        difference |= static_cast<unsigned>(given[i] ^ wanted[i % wanted.size()]);
    return difference == 0;
}

std::string_view cookie_of(std::string_view header) {
    for (std::size_t at = 0; at < header.size();) {
        const auto end = std::min(header.find(';', at), header.size());
        auto one = header.substr(at, end - at);
        one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
        if (one.starts_with(kCookie)) return one.substr(kCookie.size());
        at = end + 1;
    }
    return {};
}

}  // namespace

bool is_loopback(std::string_view address) {
    return address == "localhost" || address == "::1" ||
           (address.starts_with("127.") && is_number_address(address));
}

std::string host_name(std::string_view host) {
    if (host.starts_with('[')) return std::string{host.substr(1, host.find(']') - 1)};
    return std::string{host.substr(0, host.rfind(':'))};
}

// A page elsewhere can have its own name point to this machine, but no name but ours, and no address, is its name.
bool Gate::is_our_name(const std::string& name) const {
    if (is_loopback(address_)) return is_loopback(name);
    if (address_ == "0.0.0.0" || address_ == "::")
        return name == "localhost" || is_number_address(name) || is_v6_address(name);
    return name == address_;
}

bool Gate::has_token(const RequestHead& request) const {
    constexpr std::string_view bearer = "Bearer ";
    return same(request.token, token_) || same(cookie_of(request.cookie), token_) ||
           (request.authorization.starts_with(bearer) &&
            same(std::string_view{request.authorization}.substr(bearer.size()), token_));
}

std::optional<Gate::Refusal> Gate::refusal(const RequestHead& request) const {
    if (!is_our_name(host_name(request.host))) return Refusal{403, "serve.other_host"};
    if (!request.origin.empty() && request.origin != "http://" + request.host)
        return Refusal{403, "serve.other_origin"};
    if (!token_.empty() && !has_token(request)) return Refusal{401, "serve.no_token"};
    return std::nullopt;
}

std::string Gate::cookie() const {
    return std::string{kCookie} + token_ + "; HttpOnly; SameSite=Strict; Path=/";
}

}  // namespace jarip::serve

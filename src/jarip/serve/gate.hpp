/// Who is answered: requests to our own name, from our own page, with the token where there is one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jarip::serve {

[[nodiscard]] bool is_loopback(std::string_view address);

/// "127.0.0.1:8080" → "127.0.0.1"; "[::1]:8080" → "::1".
[[nodiscard]] std::string host_name(std::string_view host);

/// What of a request says who asks.
struct RequestHead {
    std::string host,
        origin;  ///< headers; no Origin: a program, or a page's own address was opened
    std::string authorization;  ///< header
    std::string cookie;         ///< header
    std::string token;          ///< of the query
};

class Gate {
public:
    /// address  where the server listens
    Gate(std::string address, std::string token)
        : address_{std::move(address)}, token_{std::move(token)} {}

    /// The key of the sentence that refuses (serve.…) with its status; none: the request is answered.
    struct Refusal {
        int status;
        std::string_view key;
    };
    [[nodiscard]] std::optional<Refusal> refusal(const RequestHead& request) const;

    /// What a browser keeps once the token stood in the address.
    [[nodiscard]] std::string cookie() const;

private:
    [[nodiscard]] bool is_our_name(const std::string& name) const;
    [[nodiscard]] bool has_token(const RequestHead& request) const;

    std::string address_, token_;
};

}  // namespace jarip::serve

// The server's end of the network: this machine only.

#include <httplib.h>

#include <thread>

#include "jarip/serve.hpp"

namespace jarip::serve {
namespace {

constexpr const char* kAddress = "127.0.0.1";
constexpr std::size_t kMostBytes = 65'536;  // of a request: paths and what-ifs are short

// A page elsewhere that has its name point here must not read our answers.
bool is_ours(const httplib::Request& request) {
    const auto host = request.get_header_value("Host");
    const auto name = host.substr(0, host.rfind(':'));
    return name == kAddress || name == "localhost";
}

void send(const Reply& reply, httplib::Response& response) {
    response.status = reply.status;
    response.set_header("Cache-Control", "no-store");
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        "img-src data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'");
    response.set_content(reply.body, reply.type);
}

}  // namespace

void Server::listen(int port, const std::function<void(const std::string&)>& ready) const {
    httplib::Server server;
    server.set_payload_max_length(kMostBytes);
    server.Get(".*", [this](const httplib::Request& request, httplib::Response& response) {
        if (!is_ours(request)) {
            send({403, "text/plain; charset=utf-8", "403\n"}, response);
            return;
        }
        Query query;
        for (const auto& [key, value] : request.params) query.emplace(key, value);
        send(answer(request.path, query), response);
    });
    const int bound = port == 0 ? server.bind_to_any_port(kAddress)
                                : (server.bind_to_port(kAddress, port) ? port : -1);
    if (bound < 0) throw Error{"E0720", "", {{"port", std::to_string(port)}}};
    std::jthread ending{[&](const std::stop_token& ended) {
        std::mutex mutex;
        std::condition_variable_any asked;
        std::unique_lock lock{mutex};
        const std::stop_callback wake{options_.run.stop, [&] { asked.notify_all(); }};
        asked.wait(lock, ended, [&] { return options_.run.stop.stop_requested(); });
        server.stop();
    }};
    ready("http://" + std::string{kAddress} + ':' + std::to_string(bound) + '/');
    server.listen_after_bind();
}

}  // namespace jarip::serve

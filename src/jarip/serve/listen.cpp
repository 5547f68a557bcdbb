// The server's end of the network: who is answered, and the limits of what is taken.

#include <httplib.h>
#include <sys/socket.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "jarip/serve.hpp"
#include "jarip/serve/connections.hpp"
#include "jarip/serve/gate.hpp"

namespace jarip::serve {
namespace {

constexpr std::size_t kMostBytes =
    65'536;  // of a body, which no request needs; a line of the header has 8 KiB
constexpr std::size_t kShortestToken = 16;
constexpr int kPatience = 5;          // seconds without a byte, or without another request
constexpr std::size_t kWorkers = 64;  // connections served at once: most of them only wait
constexpr std::size_t kMostWaiting =
    64;  // further ones; yet more wait in the kernel's queue, which is short

/// Threads for connections. A full queue holds back the next connection, not those that are answered.
class Workers final : public httplib::TaskQueue {
public:
    explicit Workers(Connections& connections) : connections_{connections} {
        for (std::size_t i = 0; i < kWorkers; ++i) threads_.emplace_back([this] { work(); });
    }

    // Later releases want to know whether the task was taken.
    using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(std::function<void()>{}));
    Enqueued enqueue(std::function<void()> task) override {
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [&] { return tasks_.size() < kMostWaiting || ending_; });
            tasks_.push_back({std::move(task), connections_.accepted()});
        }
        changed_.notify_all();
        return static_cast<Enqueued>(true);
    }

    void shutdown() override {
        {
            const std::lock_guard lock{mutex_};
            ending_ = true;
        }
        changed_.notify_all();
        for (auto& thread : threads_) thread.join();
    }

private:
    void work() {
        for (;;) {
            Task task;
            {
                std::unique_lock lock{mutex_};
                changed_.wait(lock, [&] { return !tasks_.empty() || ending_; });
                if (tasks_.empty()) return;
                task = std::move(tasks_.front());
                tasks_.pop_front();
            }
            changed_.notify_all();
            const Connections::Serving serving{connections_, task.connection};
            task.serve();
        }
    }

    struct Task {
        std::function<void()> serve;
        std::optional<Connections::Place> connection;
    };

    Connections& connections_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> tasks_;
    std::vector<std::thread> threads_;
    bool ending_ = false;
};

// Not the library's own choice, SO_REUSEPORT, with which a second program may take the same port.
void reuse_address(socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

void set_limits(httplib::Server& http) {
    http.set_socket_options(reuse_address);
    http.set_tcp_nodelay(
        true);  // else the end of each answer waits for the reader to acknowledge its begin, 40 ms
    http.set_payload_max_length(kMostBytes);
    http.set_read_timeout(kPatience);
    http.set_write_timeout(kPatience);
    http.set_keep_alive_timeout(kPatience);
    http.set_keep_alive_max_count(100);
}

void send(Reply reply, httplib::Response& response) {
    response.status = reply.status;
    response.set_header("Cache-Control", "no-store");
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("Referrer-Policy", "no-referrer");
    response.set_header("Cross-Origin-Resource-Policy", "same-origin");
    response.set_header("Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; "
                        "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; "
                        "form-action 'none'; frame-ancestors 'none'");
    response.set_content(std::move(reply.body), reply.type.c_str());
}

// Sends it; nothing else is to be done.
bool refuse(Reply reply, httplib::Response& response) {
    send(std::move(reply), response);
    return false;
}

Reply words(int status, Language language, std::string_view key) {
    return {status, "text/plain; charset=utf-8", text(language, key) + '\n'};
}

/// Ends the server when it is asked to stop. Until it listens its stop() does nothing: it is asked again until the loop has ended.
class Stopper {
public:
    Stopper(httplib::Server& http, std::stop_token stop)
        : thread_{[this, &http, stop = std::move(stop)](const std::stop_token& ended) {
              const std::stop_callback wake{stop, [this] {
                                                { const std::lock_guard lock{mutex_}; }
                                                changed_.notify_all();
                                            }};
              std::unique_lock lock{mutex_};
              changed_.wait(lock, ended, [&] { return stop.stop_requested(); });
              while (!ended.stop_requested()) {
                  http.stop();
                  changed_.wait_for(lock, ended, std::chrono::milliseconds{10},
                                    [] { return false; });
              }
          }} {}

private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::jthread thread_;  // last: it ends before what it uses
};

int bound_port(httplib::Server& http, const Place& place) {
    const int port = place.port == 0
                         ? http.bind_to_any_port(place.address)
                         : (http.bind_to_port(place.address, place.port) ? place.port : -1);
    if (port < 0)
        throw Error{
            "E0720", "", {{"port", std::to_string(place.port)}, {"address", place.address}}};
    return port;
}

std::string url(const Place& place, int port) {
    const bool v6 = place.address.find(':') != std::string::npos;
    return "http://" + (v6 ? '[' + place.address + ']' : place.address) + ':' +
           std::to_string(port) + '/' + (place.token.empty() ? "" : "?token=" + place.token);
}

}  // namespace

void require_token(const Place& place) {
    if (place.token.size() < kShortestToken && !(place.token.empty() && is_loopback(place.address)))
        throw Error{"E0722", "", {{"address", place.address}}};
}

void Server::listen(const Place& place,
                    const std::function<void(const std::string&)>& ready) const {
    require_token(place);
    const Gate gate{place.address, place.token};
    std::optional<Connections> connections;  // once the port is known
    httplib::Server http;
    set_limits(http);
    const auto take = [&](const httplib::Request& request, httplib::Response& response) {
        const auto header = [&](const char* name) { return request.get_header_value(name); };
        const std::string token =
            request.has_param("token") ? request.get_param_value("token") : std::string{};
        if (const auto refusal = gate.refusal({header("Host"), header("Origin"),
                                               header("Authorization"), header("Cookie"), token}))
            return refuse(words(refusal->status, options_.language, refusal->key), response);
        if (request.method == "POST") return true;
        if (request.method != "GET" && request.method != "HEAD") {
            response.set_header("Allow", "GET, HEAD, POST");
            return refuse(words(405, options_.language, "serve.only_get"), response);
        }
        Query query;
        for (const auto& [key, value] : request.params)
            if (key != "token") query.emplace(key, value);
        if (!token.empty() && !place.token.empty() && request.path == "/") {
            // The token leaves the address, and with it history and bookmarks.
            response.set_header("Set-Cookie", gate.cookie());
            response.set_header("Location", "/");
            return refuse({303, "text/plain; charset=utf-8", ""}, response);
        }
        send(answer(request.path, query), response);
        return false;
    };
    // Before a body is read it is known who sends it, and that no form of a page elsewhere can: those cannot send JSON unasked.
    http.set_pre_routing_handler([&](const auto& request, auto& response) {
        if (request.method != "POST") connections->request_is_here();
        return take(request, response) ? httplib::Server::HandlerResponse::Unhandled
                                       : httplib::Server::HandlerResponse::Handled;
    });
    http.Post(".*", [&](const httplib::Request& request, httplib::Response& response) {
        connections->request_is_here();
        if (!request.get_header_value("Content-Type").starts_with("application/json"))
            return send(words(415, options_.language, "serve.only_json"), response);
        send(change(request.path, request.body), response);
    });
    http.set_post_routing_handler([&](const auto&, auto&) { connections->answer_is_ready(); });
    http.set_logger([&](const auto&, const auto&) { connections->answer_is_sent(); });
    const int port = bound_port(http, place);
    connections.emplace(port, place.request_time, place.answer_time);
    http.new_task_queue = [&] { return new Workers{*connections}; };  // httplib deletes it
    const Stopper stopper{http, options_.run.stop};
    ready(url(place, port));
    http.listen_after_bind();
}

}  // namespace jarip::serve

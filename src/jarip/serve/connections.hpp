/// Connections that are served, each with the time by which what it does now has to be done: who sends or takes a byte now and
/// then would else hold a worker for as long as it likes.
///
/// The library bounds the wait for the next byte, and tells neither its sockets nor when a request begins. Here each socket is found
/// when it has been accepted, by its port; its worker says what it has come to; a thread ends those that are late.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

namespace jarip::serve {

class Connections {
public:
    using Clock = std::chrono::steady_clock;

    /// port     where the server listens
    /// request  from the begin, or the answer before, until all of a request is there
    /// answer   until all of an answer is taken; what is computed before it takes as long as it takes
    Connections(int port, std::chrono::milliseconds request, std::chrono::milliseconds answer);

    struct Connection {
        int socket = -1;
        sockaddr_storage peer{};
        std::optional<Clock::time_point> due;  ///< none: it waits for a worker, or for its answer
    };
    using Place = std::list<Connection>::iterator;

    /// The one that was accepted last, asked for by who accepts, each time; none: it has gone already.
    [[nodiscard]] std::optional<Place> accepted();

    /// The worker of a connection, on its own thread, while this lives.
    class Serving {
    public:
        Serving(Connections& connections, std::optional<Place> place);
        ~Serving();
        Serving(const Serving&) = delete;
        Serving& operator=(const Serving&) = delete;

    private:
        Connections& connections_;
        std::optional<Place> place_;
    };

    // Of the connection that this thread serves.
    void request_is_here() { set_due(std::nullopt); }
    void answer_is_ready() { set_due(answer_); }
    void answer_is_sent() { set_due(request_); }

private:
    void set_due(std::optional<std::chrono::milliseconds> in);
    void end_late_ones();

    int port_;
    std::chrono::milliseconds request_, answer_;
    std::mutex mutex_;
    std::list<Connection> open_;
    std::condition_variable_any changed_;
    std::jthread watch_;  // last: it ends before what it uses
};

}  // namespace jarip::serve

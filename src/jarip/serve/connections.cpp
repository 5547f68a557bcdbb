#include "jarip/serve/connections.hpp"

#include <algorithm>
#include <cstring>

namespace jarip::serve {
namespace {

using std::chrono::milliseconds;

// Workers, connections that wait and the files of a model are fewer; the system gives the lowest number that is free.
constexpr int kMostSockets = 1024;
constexpr milliseconds kLook{100};

thread_local Connections::Connection* served = nullptr;

int port_of(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return ntohs(v4.sin_port);
    }
    if (address.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        return ntohs(v6.sin6_port);
    }
    return -1;
}

using Name = int (*)(int, sockaddr*, socklen_t*);
std::optional<sockaddr_storage> address_of(int socket, Name name) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (name(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return std::nullopt;
    return address;
}

bool is_same(const sockaddr_storage& a, const sockaddr_storage& b) {
    return std::memcmp(&a, &b, sizeof a) == 0;
}

}  // namespace

Connections::Connections(int port, milliseconds request, milliseconds answer)
    : port_{port}, request_{request}, answer_{answer}, watch_{[this](const std::stop_token& ended) {
          std::unique_lock lock{mutex_};
          while (!ended.stop_requested()) {
              end_late_ones();
              changed_.wait_for(lock, ended, kLook, [] { return false; });
          }
      }} {}

std::optional<Connections::Place> Connections::accepted() {
    const std::lock_guard lock{mutex_};
    for (int socket = 0; socket < kMostSockets; ++socket) {
        const auto own = address_of(socket, ::getsockname);
        if (!own || port_of(*own) != port_) continue;
        const auto peer = address_of(socket, ::getpeername);
        if (!peer) continue;  // it listens, or its peer has gone
        // One that its worker has closed, and not yet said so, has left its number to this one: peers tell them apart.
        const bool is_known = std::ranges::any_of(open_, [&](const Connection& each) {
            return each.socket == socket && is_same(each.peer, *peer);
        });
        if (is_known) continue;
        return open_.insert(open_.end(), {socket, *peer, std::nullopt});
    }
    return std::nullopt;
}

Connections::Serving::Serving(Connections& connections, std::optional<Place> place)
    : connections_{connections}, place_{place} {
    served = place_ ? &**place_ : nullptr;
    connections_.set_due(connections_.request_);
}

Connections::Serving::~Serving() {
    served = nullptr;
    const std::lock_guard lock{connections_.mutex_};
    if (place_) connections_.open_.erase(*place_);
}

void Connections::set_due(std::optional<milliseconds> in) {
    if (served == nullptr) return;
    const std::lock_guard lock{mutex_};
    served->due.reset();
    if (in) served->due = Clock::now() + *in;
}

// What its worker reads or writes next fails, so that it closes the connection. With mutex_ held.
void Connections::end_late_ones() {
    const auto now = Clock::now();
    for (auto& connection : open_) {
        if (!connection.due || now < *connection.due) continue;
        connection.due.reset();
        const auto peer = address_of(connection.socket, ::getpeername);
        if (peer && is_same(*peer, connection.peer)) ::shutdown(connection.socket, SHUT_RDWR);
    }
}

}  // namespace jarip::serve

// The server on this machine, asked over HTTP.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <future>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "jarip/serve.hpp"
#include "jarip/serve/copied_model.hpp"

namespace jarip::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A server that listens while this lives.
class Listening {
public:
    explicit Listening(Place place = {}, const std::string& model = copied_tiny_chain())
        : server_{
              {.model = model, .page = "<html>page</html>", .run = {.stop = stop_.get_token()}}} {
        thread_ = std::thread{[this, place] {
            server_.listen(place, [this](const std::string& url) { ready_.set_value(url); });
        }};
        url_ = ready_.get_future().get();
    }
    ~Listening() {
        stop_.request_stop();
        thread_.join();
    }
    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] httplib::Client client() const {
        httplib::Client client{url_.substr(0, url_.find('/', 7))};
        client.set_connection_timeout(kPatience);
        client.set_read_timeout(kPatience);
        return client;
    }

private:
    static constexpr std::chrono::seconds kPatience{60};  // on a machine that does other things too
    std::stop_source stop_;
    Server server_;
    std::promise<std::string> ready_;
    std::thread thread_;
    std::string url_;
};

TEST(Listen, OnThisMachineUntilItIsStopped) {
    const Listening listening;
    EXPECT_THAT(listening.url(), testing::StartsWith("http://127.0.0.1:"));
    auto client = listening.client();
    const auto page = client.Get("/");
    ASSERT_TRUE(page) << httplib::to_string(page.error());
    EXPECT_EQ(page->status, 200);
    EXPECT_EQ(page->body, "<html>page</html>");
    const auto policy = page->get_header_value("Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("script-src 'self';"));
    EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
    EXPECT_EQ(page->get_header_value("X-Content-Type-Options"), "nosniff");
    const auto model = client.Get("/api/model?lang=ko");
    ASSERT_TRUE(model);
    EXPECT_EQ(model->get_header_value("Content-Type"), "application/json");
}

TEST(Listen, StopsAtOnceThoughAConnectionIsOpen) {
    const auto began = std::chrono::steady_clock::now();
    {
        const Listening listening;
        auto client = listening.client();
        client.set_keep_alive(true);
        ASSERT_TRUE(client.Get("/"));
    }
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{4});
}

// A hundred times: being stopped before the first connection is taken ends it too.
TEST(Listen, StopsWheneverItIsAsked) {
    for (int i = 0; i < 100; ++i) const Listening listening;
}

TEST(Listen, RefusesWhatComesFromElsewhere) {
    const Listening listening;
    auto client = listening.client();
    const auto host = client.Get("/api/model", {{"Host", "evil.example:80"}});
    ASSERT_TRUE(host);
    EXPECT_EQ(host->status, 403) << "a name elsewhere that points here";
    const auto origin = client.Get("/api/model", {{"Origin", "http://evil.example"}});
    ASSERT_TRUE(origin);
    EXPECT_EQ(origin->status, 403);
}

TEST(Listen, AnswersGetOnlyAndNoFiles) {
    const Listening listening;
    for (const auto* path : {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2fetc/passwd",
                             "/api/model/../../page.css%00"}) {
        auto client = listening.client();
        const auto reply = client.Get(path);
        ASSERT_TRUE(reply) << path;
        EXPECT_EQ(reply->status, 404) << path;
    }
    auto client = listening.client();
    const auto posted = client.Post("/api/model", "{}", "application/json");
    ASSERT_TRUE(posted);
    EXPECT_EQ(posted->status, 404);
    const auto put = client.Put("/api/edit", "{}", "application/json");
    ASSERT_TRUE(put);
    EXPECT_EQ(put->status, 405);
    const auto head = listening.client().Head("/");
    ASSERT_TRUE(head);
    EXPECT_EQ(head->status, 200);
    EXPECT_EQ(head->body, "");
}

// What a page elsewhere can make a browser send unasked is a form, with its own Origin.
TEST(Listen, TakesChangesFromItsOwnPageOnly) {
    const CopiedModel model;
    const Listening listening{{}, model.path()};
    auto client = listening.client();
    const std::string body = R"({"sets": ["stock:daegu/chip.quantity=5"]})";
    const auto own = client.Post("/api/edit/preview", body, "application/json");
    ASSERT_TRUE(own);
    EXPECT_EQ(own->status, 200) << own->body;
    const auto form = client.Post("/api/edit/preview", body, "text/plain");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->status, 415);
    const auto origin = client.Post("/api/edit/preview", {{"Origin", "http://evil.example"}}, body,
                                    "application/json");
    ASSERT_TRUE(origin);
    EXPECT_EQ(origin->status, 403);
    const auto host =
        client.Post("/api/edit/preview", {{"Host", "evil.example"}}, body, "application/json");
    ASSERT_TRUE(host);
    EXPECT_EQ(host->status, 403);
    const auto large =
        listening.client().Post("/api/edit/preview", std::string(100'000, ' '), "application/json");
    EXPECT_TRUE(!large || large->status == 413);
}

TEST(Listen, TakesNoHugeRequests) {
    const Listening listening;
    const auto path = listening.client().Get("/" + std::string(20'000, 'a'));
    EXPECT_TRUE(!path || path->status == 414);
    const auto header = listening.client().Get("/", {{"X-Long", std::string(20'000, 'a')}});
    EXPECT_TRUE(!header || header->status == 400);
    EXPECT_TRUE(listening.client().Get("/")) << "others are answered as before";
}

// More connections at once than there are workers: all are answered.
TEST(Listen, AnswersManyAtOnce) {
    const Listening listening;
    std::vector<std::jthread> threads;
    std::atomic<int> answered = 0;
    for (int i = 0; i < 32; ++i)
        threads.emplace_back([&] {
            const auto page = listening.client().Get("/");
            if (page && page->status == 200) ++answered;
        });
    threads.clear();
    EXPECT_EQ(answered, 32);
}

/// A connection of which each byte is sent and read by hand.
class Plain {
public:
    explicit Plain(const std::string& url) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_port =
            htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{60, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&place), sizeof place), 0);
    }
    ~Plain() { ::close(socket_); }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;

    /// Whether the other end takes it.
    bool send(std::string_view bytes) const {
        return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(bytes.size());
    }
    /// How much comes until the other end closes; nothing where it does not.
    [[nodiscard]] std::optional<std::size_t> read_all() const {
        std::vector<char> some(1 << 16);
        std::size_t all = 0;
        for (;;) {
            const auto count = ::recv(socket_, some.data(), some.size(), 0);
            if (count < 0 && errno == EAGAIN) return std::nullopt;
            if (count <= 0) return all;
            all += static_cast<std::size_t>(count);
        }
    }

private:
    int socket_;
};

// Each byte comes within the time for one; the request does not within its own.
TEST(Listen, ARequestThatDoesNotEndIsEnded) {
    const Listening listening{{.request_time = std::chrono::milliseconds{300}}};
    for (const std::string begun : {"GET / HT", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "}) {
        const Plain slow{listening.url()};
        ASSERT_TRUE(slow.send(begun));
        bool taken = true;
        for (int i = 0; i < 1200 && taken; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
            taken = slow.send("a");
        }
        EXPECT_FALSE(taken) << "a byte every 50 ms is taken for a minute";
    }
    const Plain body{listening.url()};
    ASSERT_TRUE(
        body.send("POST /api/edit/preview HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                  "application/json\r\nContent-Length: 1000\r\n\r\n{"));
    EXPECT_TRUE(body.read_all());
    EXPECT_TRUE(listening.client().Get("/")) << "others are answered as before";
}

TEST(Listen, AnAnswerThatIsNotTakenIsEnded) {
    std::stop_source stop;
    const std::size_t size = 64 << 20;  // more than the system keeps for a reader
    const Server server{{.model = copied_tiny_chain(),
                         .page = std::string(size, 'a'),
                         .run = {.stop = stop.get_token()}}};
    std::promise<std::string> ready;
    std::jthread thread{[&] {
        server.listen({.answer_time = std::chrono::milliseconds{300}},
                      [&](const std::string& url) { ready.set_value(url); });
    }};
    {
        const Plain slow{ready.get_future().get()};
        ASSERT_TRUE(slow.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        std::this_thread::sleep_for(std::chrono::seconds{2});
        const auto read = slow.read_all();
        ASSERT_TRUE(read);
        EXPECT_LT(*read, size);
    }
    stop.request_stop();
}

// 64 draws of a model take longer than a request may.
TEST(Listen, AnAnswerThatTakesLongIsWaitedFor) {
    const Listening listening{{.request_time = std::chrono::milliseconds{30}}};
    const auto answer = listening.client().Get("/api/page/uncertain");
    ASSERT_TRUE(answer) << httplib::to_string(answer.error());
    EXPECT_EQ(answer->status, 200);
}

TEST(Listen, ElsewhereNeedsAToken) {
    const Server server{{.model = copied_tiny_chain()}};
    const auto ready = [](const std::string&) {};
    EXPECT_THROW(server.listen({.address = "0.0.0.0"}, ready), Error);
    EXPECT_THROW(server.listen({.address = "0.0.0.0", .token = "short"}, ready), Error);
    EXPECT_THROW(server.listen({.token = "short"}, ready), Error);
}

TEST(Listen, TheTokenIsAskedForAndKept) {
    const Listening listening{{.address = "0.0.0.0", .token = "0123456789abcdef"}};
    const auto port = listening.url().substr(listening.url().rfind(':') + 1);
    httplib::Client client{"127.0.0.1", std::stoi(port)};
    const auto without = client.Get("/");
    ASSERT_TRUE(without);
    EXPECT_EQ(without->status, 401);
    const auto with = client.Get("/?token=0123456789abcdef");
    ASSERT_TRUE(with);
    EXPECT_EQ(with->status, 303);
    EXPECT_EQ(with->get_header_value("Location"), "/");
    const auto cookie = with->get_header_value("Set-Cookie");
    const auto page = client.Get("/", {{"Cookie", cookie.substr(0, cookie.find(';'))}});
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200);
}

TEST(Listen, ATakenPortIsSaid) {
    const Listening listening;
    const auto at = listening.url().rfind(':');
    const int port = std::stoi(listening.url().substr(at + 1));
    const Server other{{.model = copied_tiny_chain()}};
    EXPECT_THROW(other.listen({.port = port}, [](const std::string&) {}), Error);
}

}  // namespace
}  // namespace jarip::serve

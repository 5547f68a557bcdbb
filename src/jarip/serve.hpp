/// How does one look at results?
///
/// The built page of web/ as a file, and a small server for it: the same results as the command line prints, as JSON over HTTP,
/// on this machine only unless another address is asked for and a token is given.
///
///     const jarip::serve::Server server{{.model = "models/tiny-chain", .page = jarip::serve::built_page()}};
///     const auto reply = server.answer("/api/assess", {std::pair<std::string, std::string>{"home", "TW"}});
///     // reply.status == 200, reply.type == "application/json", reply.body as `jarip assess --home TW --json` prints it
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/report.hpp"

namespace jarip::serve {

/// The page as one HTML file: $JARIP_PAGE, else share/jarip/page.html beside the folder of the program, which is where
/// scripts/run builds it and where it is installed. errors  E0707 if it is not there
[[nodiscard]] std::string built_page();

/// The model's tables as they stand in its folder, for a page that says where figures are from.
/// errors  those of network::open_folder and network::figure_sources
void add_tables(report::PageReport& page, const std::string& model);

/// The file that keeps the figures of a model's runs, in a user's folder for what can be made again: who only looks at a model
/// leaves nothing in its folder. Each folder has its own; empty where `cache` is.
[[nodiscard]] std::string history_file(const std::string& cache, const std::string& model);

struct Options {
    std::string model;              ///< a folder; empty: the embedded default
    std::string home;               ///< asked for another country; empty: as the model says
    std::vector<std::string> sets;  ///< what-ifs that every answer has
    std::string page;               ///< the built page
    Language language = Language::en;
    std::string history;  ///< file that keeps the figures of runs (SQLite); empty: while it runs
    RunOptions run;
};

/// Where to listen.
struct Place {
    std::string address = "127.0.0.1";  ///< an IP address; "0.0.0.0": every address of this machine
    int port = 0;                       ///< 0: any that is free
    std::string token;  ///< what every request must carry; may be empty on loopback only
    std::chrono::milliseconds request_time{10'000};  ///< in which all of a request has to come
    std::chrono::milliseconds answer_time{60'000};   ///< in which all of an answer has to be taken
};

/// errors  E0722 for an address that is not loopback without a token of 16 characters
void require_token(const Place& place);

struct Reply {
    int status = 200;
    std::string type = "application/json";
    std::string body;
};

using Query = std::multimap<std::string, std::string>;

struct Assets;

/// Answers requests; the network is not its business. Answers may be asked for by several threads at once; what has been
/// computed is kept, the latest sixteen.
class Server {
public:
    explicit Server(Options options);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// GET of a path (docs/openapi.yaml). 404 for a path that is not there, 400 with the diagnostics for input that cannot be
    /// used, 503 where the server was asked to stop meanwhile, or the answer was cancelled.
    [[nodiscard]] Reply answer(std::string_view path, const Query& query) const;

    /// POST to a path: what would change in the model's folder, or a change, or the latest one taken back, or the end of what
    /// is computed; the body is JSON.
    /// 400 with the diagnostics for what cannot be done, 409 with the differences where the folder is no longer as it was seen.
    [[nodiscard]] Reply change(std::string_view path, std::string_view body) const;

    /// Listens until the stop token of the options asks; `ready` is called with the address once connections are taken.
    /// errors  E0720 if the port cannot be had, E0722 for an address that is not loopback without a token of 16 characters
    void listen(const Place& place,
                const std::function<void(const std::string& address)>& ready) const;

private:
    [[nodiscard]] Reply progress(const Query& query) const;
    [[nodiscard]] Reply part(const Query& query) const;

    struct Inside;
    Options options_;
    std::unique_ptr<const Assets> assets_;
    std::unique_ptr<Inside> inside_;
};

}  // namespace jarip::serve

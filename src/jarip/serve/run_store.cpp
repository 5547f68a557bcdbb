#include "jarip/serve/run_store.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>

#include "jarip/core/fingerprint.hpp"
#include "jarip/core/json.hpp"
#include "jarip/serve.hpp"

namespace jarip::serve {
namespace {

constexpr int kBusyWait = 5000;  // ms, for another server of the same folder

constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS run (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, home TEXT NOT NULL,
                                what_ifs TEXT NOT NULL, model TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS figure (run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, place INTEGER NOT NULL,
                                   question INTEGER NOT NULL, key TEXT NOT NULL, unit INTEGER NOT NULL, value REAL,
                                   at_least REAL, PRIMARY KEY (run, place)) WITHOUT ROWID;
PRAGMA foreign_keys = ON;
)";

/// A statement that was prepared; steps that fail say so.
class Statement {
public:
    Statement(sqlite3* database, const char* words) {
        sqlite3_stmt* prepared = nullptr;
        sqlite3_prepare_v2(database, words, -1, &prepared, nullptr);
        statement_.reset(prepared);
    }
    template <class... Values>
    Statement& with(const Values&... values) {
        int place = 0;
        (bind(++place, values), ...);
        return *this;
    }
    /// Whether a row is there.
    bool step() { return statement_ && sqlite3_step(statement_.get()) == SQLITE_ROW; }
    /// Runs it to its end and makes it ready again.
    bool run() {
        const bool done = statement_ && sqlite3_step(statement_.get()) == SQLITE_DONE;
        if (statement_) sqlite3_reset(statement_.get());
        return done;
    }
    [[nodiscard]] std::string text(int column) const {
        const auto* words = sqlite3_column_text(statement_.get(), column);
        return words ? reinterpret_cast<const char*>(words) : std::string{};
    }
    [[nodiscard]] std::int64_t whole(int column) const {
        return sqlite3_column_int64(statement_.get(), column);
    }
    [[nodiscard]] std::optional<double> real(int column) const {
        if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
        return sqlite3_column_double(statement_.get(), column);
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    void bind(int place, const std::string& value) {
        sqlite3_bind_text(statement_.get(), place, value.data(), static_cast<int>(value.size()),
                          SQLITE_TRANSIENT);
    }
    void bind(int place, std::int64_t value) { sqlite3_bind_int64(statement_.get(), place, value); }
    void bind(int place, std::optional<double> value) {
        if (value)
            sqlite3_bind_double(statement_.get(), place, *value);
        else
            sqlite3_bind_null(statement_.get(), place);
    }
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

std::vector<std::string> list_of(const std::string& json) {
    const auto parsed = parse_json(json);
    std::vector<std::string> words;
    if (parsed.is_array())
        for (const auto& word : parsed)
            if (word.is_string()) words.push_back(word.get<std::string>());
    return words;
}

}  // namespace

struct RunStore::Database {
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close(handle); }
    };
    std::unique_ptr<sqlite3, Close> handle;

    bool open(const std::string& file) {
        sqlite3* opened = nullptr;
        const int status = sqlite3_open_v2(file.c_str(), &opened,
                                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
        handle.reset(opened);
        if (status != SQLITE_OK) return false;
        sqlite3_busy_timeout(opened, kBusyWait);
        return sqlite3_exec(opened, kSchema, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    [[nodiscard]] bool run(const char* words) const {
        return sqlite3_exec(handle.get(), words, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
};

RunStore::RunStore(const std::string& file) : database_{std::make_unique<Database>()} {
    if (!file.empty()) {
        std::error_code ignored;
        std::filesystem::create_directories(std::filesystem::path{file}.parent_path(), ignored);
        if (database_->open(file)) return;
    }
    database_->open(":memory:");
}
RunStore::~RunStore() = default;

std::int64_t RunStore::add(const assess::Assessment& result, const std::string& home,
                           const std::vector<std::string>& what_ifs, const std::string& model) {
    const std::lock_guard lock{mutex_};
    auto* const handle = database_->handle.get();
    if (!database_->run("BEGIN IMMEDIATE")) return 0;
    bool kept =
        Statement{handle,
                  "INSERT INTO run (at, home, what_ifs, model) VALUES (datetime('now'), ?, ?, ?)"}
            .with(home, serialize_json(Json(what_ifs)), model)
            .run();
    const std::int64_t number = sqlite3_last_insert_rowid(handle);
    Statement insert{handle, "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?)"};
    std::int64_t place = 0;
    for (const auto& line : result.scorecard) {
        const auto& score = line.values.front();
        kept = kept && insert
                           .with(number, place++, std::int64_t{line.question}, line.key,
                                 static_cast<std::int64_t>(line.unit), score.value, score.at_least)
                           .run();
    }
    kept = kept &&
           database_->run("DELETE FROM run WHERE number <= (SELECT max(number) FROM run) - 200");
    if (!database_->run(kept ? "COMMIT" : "ROLLBACK") || !kept) return 0;
    return number;
}

report::RunHistory RunStore::all() const {
    const std::lock_guard lock{mutex_};
    report::RunHistory history;
    Statement runs{database_->handle.get(),
                   "SELECT number, at, home, what_ifs, model FROM run ORDER BY number DESC"};
    while (runs.step()) {
        report::RunHistory::Run run{runs.whole(0),         runs.text(1), runs.text(2),
                                    list_of(runs.text(3)), runs.text(4), {}};
        Statement figures{database_->handle.get(),
                          "SELECT question, key, unit, value, at_least FROM figure WHERE run = ? "
                          "ORDER BY place"};
        figures.with(run.number);
        while (figures.step()) {
            const auto unit = std::clamp<std::int64_t>(
                figures.whole(2), 0, static_cast<std::int64_t>(assess::Unit::money));
            run.figures.push_back({static_cast<int>(figures.whole(0)),
                                   figures.text(1),
                                   static_cast<assess::Unit>(unit),
                                   {figures.real(3), figures.real(4)}});
        }
        history.runs.push_back(std::move(run));
    }
    return history;
}

std::string history_file(const std::string& cache, const std::string& model) {
    if (cache.empty()) return {};
    if (model.empty()) return cache + "/jarip/runs.sqlite";
    std::error_code fault;
    const auto whole = std::filesystem::weakly_canonical(model, fault).string();
    Fingerprint print;
    print.add(fault ? model : whole);
    return cache + "/jarip/runs-" + print.word() + ".sqlite";
}

report::SideBySide compared(const report::RunHistory& history, std::int64_t first,
                            std::int64_t second) {
    const auto run = [&](std::int64_t number) {
        const auto found = std::find_if(history.runs.begin(), history.runs.end(),
                                        [&](const auto& each) { return each.number == number; });
        if (found == history.runs.end())
            throw Error{"E0727", "", {{"number", std::to_string(number)}}};
        return found;
    };
    const auto before = run(first), after = run(second);
    report::SideBySide result;
    for (const auto& figure : before->figures)
        for (const auto& other : after->figures)
            if (figure.key == other.key)
                result.figures.push_back(
                    {figure.question, figure.key, figure.unit, figure.score, other.score});
    return result;
}

}  // namespace jarip::serve

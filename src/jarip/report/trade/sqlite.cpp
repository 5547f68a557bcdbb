// Flows as an SQLite database: the tables of docs/trade.md.
#include <sqlite3.h>
#include <memory>

#include "jarip/report/trade/words.hpp"

namespace jarip::report {
namespace {

// Whole days; ends are the last day. value_e4 is exact: 1/10,000 US dollar.
constexpr const char* kSchema = R"(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY, file TEXT NOT NULL, layout TEXT NOT NULL, encoding TEXT NOT NULL,
                     rows INTEGER NOT NULL, passed_over INTEGER NOT NULL);
CREATE TABLE country (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_ko TEXT NOT NULL);
CREATE TABLE product (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
CREATE TABLE period (id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL);
CREATE TABLE flow (reporter INTEGER REFERENCES country, partner INTEGER REFERENCES country,
                   product INTEGER NOT NULL REFERENCES product, period INTEGER NOT NULL REFERENCES period,
                   direction TEXT NOT NULL, value_e4 INTEGER NOT NULL, mass_kg REAL);
CREATE VIEW trade AS
SELECT period.first, period.last, reporter.code AS reporter, partner.code AS partner, product.code AS product,
       flow.direction AS flow, flow.value_e4 / 10000.0 AS value_usd, flow.mass_kg
FROM flow JOIN period ON period.id = flow.period JOIN product ON product.id = flow.product
     LEFT JOIN country AS reporter ON reporter.id = flow.reporter
     LEFT JOIN country AS partner ON partner.id = flow.partner;
)";

// Any fault is one of writing: the file cannot be written.
class Database {
public:
    Database(const std::string& file, Error fault) : fault_{std::move(fault)} {
        sqlite3* opened = nullptr;
        const int status = sqlite3_open_v2(file.c_str(), &opened,
                                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
        handle_.reset(opened);
        require(status == SQLITE_OK);
    }

    void run(const char* statements) {
        require(sqlite3_exec(handle_.get(), statements, nullptr, nullptr, nullptr) == SQLITE_OK);
    }

    void require(bool done) const {
        if (!done) throw Error{fault_};
    }

    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close(handle); }
    };
    Error fault_;
    std::unique_ptr<sqlite3, Close> handle_;
};

// One kind of row, put in again and again.
class Insert {
public:
    Insert(const Database& database, const char* statement) : database_{database} {
        sqlite3_stmt* prepared = nullptr;
        database_.require(
            sqlite3_prepare_v2(database.handle(), statement, -1, &prepared, nullptr) == SQLITE_OK);
        statement_.reset(prepared);
    }

    template <class... Values>
    void row(const Values&... values) {
        int place = 0;
        (bind(++place, values), ...);
        database_.require(sqlite3_step(statement_.get()) == SQLITE_DONE);
        sqlite3_reset(statement_.get());
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    void bind(int place, std::int64_t value) { sqlite3_bind_int64(statement_.get(), place, value); }
    void bind(int place, std::string_view text) {
        // The texts live longer than the step that reads them.
        sqlite3_bind_text(statement_.get(), place, text.data(), static_cast<int>(text.size()),
                          SQLITE_STATIC);
    }
    template <class T>
    void bind(int place, const std::optional<T>& value) {
        if (!value)
            sqlite3_bind_null(statement_.get(), place);
        else if constexpr (std::is_same_v<T, double>)
            sqlite3_bind_double(statement_.get(), place, *value);
        else
            bind(place, *value);
    }

    const Database& database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

std::int64_t integer(std::size_t value) { return static_cast<std::int64_t>(value); }

void fill(const Database& database, const trade::Flows& flows) {
    Insert meta{database, "INSERT INTO meta VALUES (?, ?)"};
    meta.row("schema", "jarip/trade/1");
    meta.row("jarip", version());
    Insert source{database, "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)"};
    for (std::size_t i = 0; i < flows.sources.size(); ++i) {
        const auto& each = flows.sources[i];
        if (each.not_read) continue;
        source.row(integer(i), each.file, each.layout, each.encoding, integer(each.rows),
                   integer(each.skipped));
    }
    Insert country{database, "INSERT INTO country VALUES (?, ?, ?, ?)"};
    for (std::size_t i = 0; i < flows.countries.size(); ++i) {
        const auto& code = flows.countries[i];
        country.row(integer(i), code, country_name(code, Language::en),
                    country_name(code, Language::ko));
    }
    Insert product{database, "INSERT INTO product VALUES (?, ?)"};
    for (std::size_t i = 0; i < flows.products.size(); ++i)
        product.row(integer(i), flows.products[i]);
    Insert period{database, "INSERT INTO period VALUES (?, ?, ?)"};
    for (std::size_t i = 0; i < flows.periods.size(); ++i)
        period.row(integer(i), format_date(flows.periods[i].first),
                   format_date(flows.periods[i].end - std::chrono::days{1}));

    Insert flow{database, "INSERT INTO flow VALUES (?, ?, ?, ?, ?, ?, ?)"};
    const auto given = [](std::uint32_t index) {
        return index == trade::Flows::kTotal ? std::nullopt
                                             : std::optional{static_cast<std::int64_t>(index)};
    };
    for (std::size_t row = 0; row < flows.size(); ++row) {
        const double mass = flows.mass_kg[row];
        flow.row(given(flows.reporter[row]), given(flows.partner[row]),
                 static_cast<std::int64_t>(flows.product[row]),
                 static_cast<std::int64_t>(flows.period[row]),
                 trade::flow_word(flows.direction[row]), std::int64_t{flows.value[row]},
                 mass < 0 ? std::nullopt : std::optional{mass});
    }
}

void build(const std::string& file, const trade::Flows& flows, const Error& fault) {
    Database database{file, fault};
    // The file is thrown away if anything fails: it needs no journal.
    database.run(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = 1; BEGIN;");
    database.run(kSchema);
    fill(database, flows);
    database.run("COMMIT;");
}

}  // namespace

void write_sqlite(const trade::Flows& flows, const std::string& path) {
    const Error fault{"E0003", path, {{"path", path}}};
    // The file that write_file made is empty: a database without tables.
    write_file(path, [&](const std::string& temporary) { build(temporary, flows, fault); });
}

}  // namespace jarip::report

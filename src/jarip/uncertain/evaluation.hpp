/// The figures of the four answers, of the model as it is and of the model as it is drawn.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "jarip/uncertain.hpp"

namespace jarip::uncertain {

/// What the answers are in one draw.
struct Drawn {
    bool done = false;
    bool solved = false;                        ///< there is a plan
    bool deep = false;                          ///< deep answers too
    std::vector<std::optional<double>> values;  ///< beside the answers
    std::vector<bool> beyond;                   ///< beside the answers: beyond the horizon
    std::vector<std::string> first;             ///< beside the ranks; empty: nobody
    std::vector<network::ItemId> nothing_left;  ///< residuals for which nothing is left
    std::vector<network::ProcessId> at_a_loss;  ///< whose parts cost more than what they make
};

/// A loss that is looked at in each draw: of a company, or of all in a country.
struct Suspect {
    origin::By kind = origin::By::company;
    std::string id;
    plan::Change change;
};

class Evaluation {
public:
    /// Solves the model as it is: which answers there are, of which countries, companies and scenarios.
    Evaluation(const Network& network, const Options& options);
    Evaluation(const Evaluation&) = delete;  // its questions name it
    Evaluation& operator=(const Evaluation&) = delete;

    [[nodiscard]] bool solved() const { return point_.solved; }
    [[nodiscard]] const Drawn& point() const { return point_; }
    [[nodiscard]] std::optional<double> sourced_value() const { return sourced_value_; }

    /// Answers without their spread, in the order of questions.
    [[nodiscard]] std::vector<Answer> answers() const;
    [[nodiscard]] std::vector<Rank> ranks() const;
    [[nodiscard]] bool is_deep(std::size_t answer) const { return questions_[answer].deep; }
    [[nodiscard]] bool is_deep_rank(std::size_t rank) const { return ranked_[rank].deep; }

    /// The answers of a model with the same rows and other figures. One thread.
    [[nodiscard]] Drawn draw(const Network& drawn, bool deep, const std::stop_token& stop) const;

private:
    struct View;
    struct Question {
        Answer answer;
        bool deep = false;
        std::function<std::optional<double>(const View&)> value;
    };
    struct Ranked {
        std::string key;
        bool deep = false;
        std::function<std::string(const View&)> first;
    };
    void ask(Answer answer, std::function<std::optional<double>(const View&)> value,
             bool deep = false);
    void ask_dependence(const View& base);
    void ask_product(const View& base, std::size_t product, bool is_delivered);
    void ask_products(const View& base);
    void ask_values(const Network& network);
    void ask_breaks(const View& base);
    void ask_set(const Network& network, const onshore::Result& step);
    void ask_points(const std::vector<onshore::Result>& points);
    [[nodiscard]] bool asks(int question) const;
    [[nodiscard]] std::vector<stress::Run> runs_of(const Network& network,
                                                   const plan::SteadyPlan& month,
                                                   const RunOptions& run) const;
    /// Places among the products of those that home takes, where there are several.
    [[nodiscard]] static std::vector<std::size_t> delivered_products(const View& base);
    void rank(std::string key, std::function<std::string(const View&)> first, bool deep = false);
    void find_suspects(const Network& network, const origin::Origin& origin);
    [[nodiscard]] Drawn answered(const View& view) const;

    std::vector<Question> questions_;
    std::vector<Ranked> ranked_;
    std::vector<Suspect> suspects_;
    bool losses_at_home_ = false;  // else of the world
    std::optional<int> question_, days_;
    std::string scenario_;
    lp::Basis basis_;
    Drawn point_;
    std::optional<double> sourced_value_;
};

}  // namespace jarip::uncertain

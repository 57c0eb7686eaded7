// Administrators pledge at the start and back what colour, arrears, visible results, supervision and their
// budgets make them back. What lies between is felt by staff as lack of support. Elections bring other
// colours, and executives that have to be formed first.
#pragma once

#include <array>

#include "model/field.h"

namespace polder::model {

struct Step;

struct CommitmentParameters {
  double pledge = 0.95;
  double pledge_spread = 0.05;
  double base = 0.5;
  double colour = 0.35;
  double salience = 0.1;
  double results = 0.2;
  double supervision = 0.2;
  double budget = 0.5;
  double overspending = 0.2;
  double rate = 0.05;
  double alderman_exit_per_year = 0.15;
  double alderman_spread = 0.1;
  double election_spread = 0.15;
  double election_exit = 0.5;
};

inline constexpr std::array kCommitmentFields{
    NumberField<CommitmentParameters>{"pledge", &CommitmentParameters::pledge, "1", 0.0, 1.0,
                                      "commitment signed at the start", "thesis §4.2.8 (all signed)"},
    NumberField<CommitmentParameters>{"pledge_spread", &CommitmentParameters::pledge_spread, "1", 0.0, 0.5,
                                      "half width of its spread", "assumption"},
    NumberField<CommitmentParameters>{"base", &CommitmentParameters::base, "1", 0.0, 1.0,
                                      "backing of a neutral colour without arrears or results", "assumption"},
    NumberField<CommitmentParameters>{"colour", &CommitmentParameters::colour, "1", 0.0, 1.0,
                                      "weight of political colour in backing", "assumption; thesis §4.2.8"},
    NumberField<CommitmentParameters>{"salience", &CommitmentParameters::salience, "1", 0.0, 1.0,
                                      "weight of own arrears in backing", "assumption"},
    NumberField<CommitmentParameters>{"results", &CommitmentParameters::results, "1", 0.0, 1.0,
                                      "weight of visible joint results in backing",
                                      "assumption; thesis §5.2.1"},
    NumberField<CommitmentParameters>{"supervision", &CommitmentParameters::supervision, "1", 0.0, 1.0,
                                      "weight of the supervision step in backing", "assumption"},
    NumberField<CommitmentParameters>{"budget", &CommitmentParameters::budget, "EUR/inhabitant/year", 0.0,
                                      1000.0, "what a municipality has set aside for joint work",
                                      "assumption"},
    NumberField<CommitmentParameters>{"overspending", &CommitmentParameters::overspending, "1", 0.0, 1.0,
                                      "loss of backing where joint work costs twice its budget or more",
                                      "assumption; thesis §4.2.8 (no money, no act)"},
    NumberField<CommitmentParameters>{"rate", &CommitmentParameters::rate, "1/week", 0.0, 1.0,
                                      "speed at which backing moves", "assumption"},
    NumberField<CommitmentParameters>{"alderman_exit_per_year", &CommitmentParameters::alderman_exit_per_year,
                                      "1/year", 0.0, 1.0, "chance that the responsible alderman is replaced",
                                      "De Collegetafel 2023 and NOS 2018 (12 to 18 %)"},
    NumberField<CommitmentParameters>{"alderman_spread", &CommitmentParameters::alderman_spread, "1", 0.0,
                                      1.0, "standard deviation of the backing a new alderman starts with",
                                      "assumption"},
    NumberField<CommitmentParameters>{"election_spread", &CommitmentParameters::election_spread, "1", 0.0,
                                      1.0, "standard deviation of the change of colour at an election",
                                      "assumption"},
    NumberField<CommitmentParameters>{
        "election_exit", &CommitmentParameters::election_exit, "1", 0.0, 1.0,
        "chance that the executive formed after an election has another alderman", "assumption"},
};

/// Signs the covenant at the start of a replicate.
void pledge_at_start(Step& step);

/// New aldermen, elections, and this week's move of backing.
void move_commitment(Step& step);

}  // namespace polder::model

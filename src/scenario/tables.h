// The tables of a scenario file, each described in its own source file; registry.cpp joins them.
#pragma once

#include <vector>

#include "scenario/field.h"

namespace polder::scenario {

std::vector<Field> top_level_fields();
Table municipality_table();
Table group_table();
Table process_manager_table();
Table concept_switch_table();
Table demand_table();
Table case_type_table();
Table dossier_kind_table();
Table interventions_table();
Table mechanisms_table();
Table survey_table();
/// One table per section of model/parameters.h.
std::vector<Table> parameter_tables();

}  // namespace polder::scenario

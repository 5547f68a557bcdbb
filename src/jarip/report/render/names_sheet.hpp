/// What the ids in a workbook are called. For .cpp files of this folder.
#pragma once

#include "jarip/report.hpp"
#include "jarip/report/render/workbook.hpp"

namespace jarip::report {

/// Adds a sheet with the name of each id of the model that stands in a cell; none where no id has a name of its own.
void add_names(const Context& context, Workbook& book);

/// Beside each column of ids that have names, a column with the names.
void add_name_columns(const Context& context, Workbook& book);

}  // namespace jarip::report

/// What does every part of jarip stand on?
///
/// Ids that cannot be mixed up, calendar dates, diagnostics with file, line and column,
/// texts in English and Korean, tables in and out, random streams that depend on nothing but
/// their key, and parallel loops whose results do not depend on the number of threads.
///
///     jarip::Diagnostics diagnostics;
///     const auto table = jarip::parse_csv({"items.csv", "item,price\nchip,9.5\n"}, diagnostics);
///     diagnostics.throw_if_errors();
///     const std::size_t price = *table.column("price");
///     double total = 0;
///     for (std::size_t row = 0; row < table.row_count(); ++row)
///         total += jarip::read_number(table, row, price, diagnostics).value_or(0);
///     // total == 9.5
#pragma once

#include "jarip/core/cell.hpp"
#include "jarip/core/column.hpp"
#include "jarip/core/country.hpp"
#include "jarip/core/date.hpp"
#include "jarip/core/diagnostic.hpp"
#include "jarip/core/files.hpp"
#include "jarip/core/folder.hpp"
#include "jarip/core/id.hpp"
#include "jarip/core/numeric.hpp"
#include "jarip/core/parallel.hpp"
#include "jarip/core/random.hpp"
#include "jarip/core/text.hpp"
#include "jarip/core/utf8.hpp"
#include "jarip/core/version.hpp"

/// Compressed files and workbooks, made in tests.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jarip::trade {

using Entries = std::vector<std::pair<std::string, std::string>>;  // name, bytes

/// Entries packed by a format and a filter of libarchive: ("zip", "none"), ("raw", "gzip"), ("7zip", "none").
inline std::string packed(const Entries& entries, const char* format, const char* filter) {
    archive* const writer = archive_write_new();
    archive_write_set_format_by_name(writer, format);
    if (std::string_view{filter} != "none") archive_write_add_filter_by_name(writer, filter);
    archive_write_set_bytes_in_last_block(writer, 1);
    std::size_t size = 1 << 20;
    for (const auto& [name, bytes] : entries) size += bytes.size() * 2;
    std::string out(size, '\0');
    std::size_t used = 0;
    archive_write_open_memory(writer, out.data(), out.size(), &used);
    for (const auto& [name, bytes] : entries) {
        archive_entry* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(writer, entry);
        archive_write_data(writer, bytes.data(), bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    out.resize(used);
    return out;
}

inline std::string zipped(const Entries& entries) { return packed(entries, "zip", "none"); }
inline std::string gzipped(const std::string& bytes) {
    return packed({{"data", bytes}}, "raw", "gzip");
}

/// A workbook of one sheet, given as the XML of its <sheetData>.
inline std::string workbook(const std::string& sheet_data, const std::string& shared_strings = "",
                            const std::string& properties = "") {
    return zipped(
        {{"[Content_Types].xml", "<Types/>"},
         {"xl/workbook.xml",
          "<workbook xmlns:r=\"r\"><workbookPr" + properties +
              "/><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
         {"xl/worksheets/sheet1.xml",
          "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"},
         {"xl/sharedStrings.xml", "<sst>" + shared_strings + "</sst>"},
         {"xl/styles.xml",
          "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;년&quot;\\ mm\"/></numFmts>"
          "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"}});
}

/// Cells of inline text, a row a line, for the tests that need no more.
inline std::string sheet_rows(const std::vector<std::vector<std::string>>& rows) {
    std::string xml;
    for (const auto& row : rows) {
        xml += "<row>";
        for (const auto& cell : row) xml += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
        xml += "</row>";
    }
    return xml;
}

}  // namespace jarip::trade

// All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kChina =
    "\"数据年月\",\"商品编码\",\"商品名称\",\"贸易伙伴编码\",\"贸易伙伴名称\",\"贸易方式编码\",\"贸易方式名称\","
    "\"注册地编码\",\"注册地名称\",\"第一数量\",\"第一计量单位\",\"第二数量\",\"第二计量单位\",\"美元\"\n"
    "\"202501\",\"84715040\",\"x\",\"143\",\"中国台湾\",\"10\",\"一般贸易\",\"31\",\"上海市\",\"1,000\",\"台\","
    "\"5,000\",\"千克\",\"9,000,000\"\n"
    "\"202501\",\"84733090\",\"x\",\"133\",\"韩国\",\"10\",\"一般贸易\",\"44\",\"广东省\",\"2,000\",\"千克\","
    "\"0\",\"\",\"7,000,000\"\n";

TEST(ChinaCustoms, ReadsGbkCommasAndNeedsToBeToldItsDirection) {
    EXPECT_THAT(Read{kChina}.codes(), ElementsAre("E0144"));
    const Read table{encoded(kChina, "GBK"), {.flow = Direction::import}};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(
        table.rows(),
        "2025-01,CN,TW,84715040,import,9000000,5000\n2025-01,CN,KR,84733090,import,7000000,2000\n");
    EXPECT_EQ(table.flows.sources[0].layout, "china-customs");
}

TEST(ChinaCustoms, CountsTheSumOfAllModesBeforeThem) {
    const auto row = [](const char* mode, const char* place, const char* value) {
        return std::string{"\"202501\",\"84715040\",\"x\",\"143\",\"中国台湾\",\""} + mode +
               "\",\"x\",\"" + place + "\",\"x\",\"1\",\"台\",\"50\",\"千克\",\"" + value + "\"\n";
    };
    const auto header = kChina.substr(0, kChina.find('\n') + 1);
    const Read table{
        header + row("10", "11", "1,234") + row("14", "11", "2,000") + row("合计", "合计", "3,234"),
        {.flow = Direction::import}};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01,CN,TW,84715040,import,3234,50\n");
}

// As the English pages of the service write it; "Supplimentary" is theirs.
TEST(ChinaCustoms, ReadsTheTablesOfTheEnglishPages) {
    const std::string header =
        "Date of data,Commodity code,Commodity,Trading partner code,Trading partner,Quantity,Unit,"
        "Supplimentary Quantity,Supplimentary Unit,US dollar,\n";
    const std::string row =
        "202505,85423119,Processors,143,\"Taiwan,China\",\"1,200\",Piece,\"3,400\",Kilogram,"
        "\"5,600,000\",\n202505,85423119,Processors,133,Republic of Korea,7,Piece,9,Kilogram,"
        "\"8,000\",\n";
    EXPECT_THAT(Read{header + row}.codes(), ElementsAre("E0144"));
    const Read table{header + row, {.flow = Direction::export_}};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2025-05,CN,TW,85423119,export,5600000,3400\n2025-05,CN,KR,85423119,export,8000,9\n");
    EXPECT_EQ(table.flows.sources[0].layout, "china-customs");
    const Read yuan{
        "Commodity code,Trading partner code,Trading partner,Renminbi Yuan\n85423119,133,x,1\n",
        {.flow = Direction::export_}};
    EXPECT_THAT(yuan.codes(), ElementsAre("E0102")) << "no month";
}

// Customs have a number of its own for the Canary Islands.
TEST(ChinaCustoms, AddsUpAreasOfOneCountry) {
    const Read table{
        "数据年月,商品编码,贸易伙伴编码,贸易伙伴名称,美元\n"
        "202501,85423119,312,西班牙,1234\n202501,85423119,207,加那利群岛,1234\n",
        {.flow = Direction::import}};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01,CN,ES,85423119,import,2468,\n");
}

}  // namespace
}  // namespace jarip::trade

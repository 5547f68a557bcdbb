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

}  // namespace
}  // namespace jarip::trade

// The model that `jarip model init` writes: small enough to read in five minutes, whole enough to run.

#include <vector>

#include "jarip/network.hpp"

namespace jarip::network {
namespace {

constexpr auto kStarterModel =
    R"(# A model is this folder: one CSV table for each kind of thing, and this file.
# README.md says what each table holds; "jarip model check ." finds what is wrong, with file, line and column.

name = "battery-starter"
title = "Battery packs: cathode, cell, pack"
title_ko = "배터리 팩: 양극재, 셀, 팩"
home = "KR"             # whose self-reliance is asked about (ISO 3166-1 alpha-2)
product = "pack"        # the item, or a list of items, whose supply is assessed
currency = "USD"
start = 2026-01-01
end = 2026-12-31        # the last day, inclusive
bucket = "month"        # how a plan cuts time: "day", "week" (the default) or "month"
# lead_times = "up"     # round lead times up to whole buckets; the default "split" spreads them over two

[stress]
target_days = 14        # stock that a process keeps of an input where stock.csv says nothing

# [trade]               # customs statistics in customs/ that the assessment reads
# hs = ["850760"]
# period = "2025Q1..2025Q3"
)";

constexpr auto kStarterReadme = R"(# battery-starter

A starting point: change the tables and run.

    jarip model check .       what is wrong, with file, line and column
    jarip model show .        what is in it
    jarip assess .            the whole assessment
    jarip stress . --scenario strait
    jarip plan . --set processes:cell-ochang.capacity_per_month*=2

Cathode material is made in China, cells in Korea and Japan, packs in Korea and the United States. A plant for cathode
material in Korea is a candidate: it is not there, and could be built.

    Ningde ─cathode─► Ochang, Osaka ─cell─► Ulsan, Detroit ─pack─► Korea, United States
    (Pohang)

| table | a row is |
|---|---|
| sources.csv | where figures are from; other tables name it in `source` |
| stages.csv, companies.csv, sites.csv | stages of manufacture, owners, plants |
| items.csv | what is made, moved or used, with its list price |
| recipes.csv | what one unit started takes of an item; rows with one recipe and slot are interchangeable |
| processes.csv | a way to make an item at a site; `status` operating or candidate |
| lanes.csv | a way to move items; the most specific row wins, `*` stands for everything |
| stock.csv | what is on hand |
| demand.csv | who wants what, when, and what a lack costs |
| events.csv | scenarios; `borders-closed` is there without a row |

An empty cell is "not given", never zero. Every figure names a source or says `assumed` = true. All figures here are
invented. The other tables (resources, uses, sourcing, receipts, availability, ranges) may be added when needed.

모형은 표가 든 폴더입니다. 표를 고치고 위의 명령을 실행하십시오. 빈 칸은 0이 아니라 "주어지지 않음"입니다. 수치마다 출처(source)를
쓰거나 assumed에 true를 쓰십시오. 여기 있는 수치는 모두 지어낸 것입니다.
)";

constexpr auto kStarterSources = R"(source,title,publisher,date,url,kind
example,An example of a source: replace it,Your statistics office,2026-01-15,https://example.org,statistic
)";

constexpr auto kStarterStages = R"(stage,order,name,name_ko
material,1,Material,소재
cell,2,Cell,셀
pack,3,Pack,팩
)";

constexpr auto kStarterCompanies = R"(company,country,name,name_ko
ningde-materials,CN,Ningde Materials,닝더 소재
ochang-cells,KR,Ochang Cells,오창 셀
osaka-cells,JP,Osaka Cells,오사카 셀
ulsan-packs,KR,Ulsan Packs,울산 팩
)";

constexpr auto kStarterSites = R"(site,company,country,latitude,longitude,name,name_ko,assumed
ningde,ningde-materials,CN,26.67,119.55,Ningde cathode plant,닝더 양극재 공장,true
pohang,ochang-cells,KR,36.02,129.34,Pohang industrial park,포항 산업단지,true
ochang,ochang-cells,KR,36.71,127.43,Ochang cell plant,오창 셀 공장,true
osaka,osaka-cells,JP,34.69,135.50,Osaka cell plant,오사카 셀 공장,true
ulsan,ulsan-packs,KR,35.54,129.31,Ulsan pack plant,울산 팩 공장,true
detroit,ulsan-packs,US,42.33,-83.05,Detroit pack plant,디트로이트 팩 공장,true
)";

constexpr auto kStarterItems = R"(item,stage,unit,price,hs,mass_kg,name,name_ko,source,assumed
cathode,material,kg,20,284190,1,Cathode material,양극재,example,
cell,cell,piece,25,850760,0.9,Cell,셀,,true
pack,pack,piece,9000,850760,450,Battery pack,배터리 팩,,true
)";

constexpr auto kStarterRecipes = R"(recipe,item,quantity,assumed,note
cell,cathode,0.5,true,kg for one cell started
pack,cell,250,true,
)";

constexpr auto kStarterProcesses =
    R"(process,site,item,recipe,capacity_per_month,conversion_cost,yield,cycle_days,status,capex,build_days,assumed,note
cathode-ningde,ningde,cathode,,200000,6,1,7,operating,,,true,
cathode-pohang,pohang,cathode,,60000,9,1,7,candidate,30000000,540,true,could be built
cell-ochang,ochang,cell,cell,180000,6,0.92,14,operating,,,true,
cell-osaka,osaka,cell,cell,90000,8,0.94,14,operating,,,true,
pack-ulsan,ulsan,pack,pack,500,1500,1,3,operating,,,true,
pack-detroit,detroit,pack,pack,400,1900,1,3,operating,,,true,
)";

constexpr auto kStarterLanes = R"(origin,destination,item,transit_days,cost,tariff_rate,assumed,note
*,*,cathode,12,0.4,,true,anywhere to anywhere: the rule for all ways without one of their own
*,*,cell,18,0.5,,true,
*,*,pack,25,300,,true,
country:KR,country:KR,cell,1,0.05,,true,inside Korea
*,country:US,cell,20,0.6,0.034,true,into the United States with a tariff
)";

constexpr auto kStarterStock = R"(site,item,quantity,target_days,assumed
ochang,cathode,60000,20,true
)";

constexpr auto kStarterDemand = R"(demand,site,item,date,quantity,every,until,lost_cost,assumed
korea,country:KR,pack,2026-01-05,400,month,2026-12-31,9000,true
united-states,country:US,pack,2026-01-05,450,month,2026-12-31,9000,true
)";

constexpr auto kStarterEvents = R"(scenario,event,kind,target,item,start,days,severity,assumed,note
strait,no-cells-by-sea,transit_delay,JP>*,cell,2026-04-01,60,10,true,ten days more
licences,no-cathode-from-china,export_ban,CN>*,cathode,2026-04-01,120,1,true,nothing comes for four months
)";

}  // namespace

std::vector<SourceFile> starter_model() {
    return {{"model.toml", kStarterModel},        {"README.md", kStarterReadme},
            {"sources.csv", kStarterSources},     {"stages.csv", kStarterStages},
            {"companies.csv", kStarterCompanies}, {"sites.csv", kStarterSites},
            {"items.csv", kStarterItems},         {"recipes.csv", kStarterRecipes},
            {"processes.csv", kStarterProcesses}, {"lanes.csv", kStarterLanes},
            {"stock.csv", kStarterStock},         {"demand.csv", kStarterDemand},
            {"events.csv", kStarterEvents}};
}

}  // namespace jarip::network

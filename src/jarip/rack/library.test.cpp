#include <gtest/gtest.h>

#include <algorithm>

#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/format/device_types.hpp"

namespace jarip::rack {
namespace {

TEST(Library, HoldsFortyTypesThatSayWhereTheirFiguresAreFrom) {
    const auto& types = built_in_types();
    EXPECT_GE(types.size(), 40u);
    for (const auto& type : types) {
        for (const auto& [key, member, range] : figure_keys()) {
            const auto& figure = type.*member;
            EXPECT_TRUE(!figure.given || figure.assumed || !figure.source.empty())
                << key << " of " << type.slug;
        }
        EXPECT_TRUE(type.mass_kg.given) << type.slug;
        EXPECT_TRUE(type.watts.given || type.supply == Supply::passive) << type.slug;
        EXPECT_FALSE(type.model.empty()) << type.slug;
    }
}

TEST(Library, HoldsEveryKindOfAnAiHall) {
    const auto& types = built_in_types();
    for (const char* slug : {"nvidia-gb200-nvl72-compute-tray",
                             "nvidia-nvlink5-switch-tray",
                             "nvidia-dgx-h100",
                             "nvidia-dgx-h200",
                             "nvidia-dgx-b200",
                             "nvidia-dgx-b300",
                             "hgx-h100-8gpu-8u",
                             "hgx-h200-8gpu-8u",
                             "hgx-b200-8gpu-10u",
                             "hgx-b300-8gpu-9u",
                             "mi300x-8gpu-8u",
                             "furiosa-rngd-server-4u",
                             "rebellions-rebel100-server-8",
                             "huawei-cm384-node-8x910c",
                             "ib-switch-qm9700",
                             "ethernet-switch-sn5600",
                             "orv3-power-shelf-33kw",
                             "rack-pdu-415v-60a",
                             "cdu-in-rack-250kw",
                             "rack-manifold-48u",
                             "storage-nvme-2u-24",
                             "orv3-storage-sled-2ou"})
        EXPECT_TRUE(std::any_of(types.begin(), types.end(), [&](const DeviceType& type) {
            return type.slug == slug;
        })) << slug;
    for (const auto unit : {HeightUnit::ru, HeightUnit::ou})
        EXPECT_TRUE(std::any_of(built_in_frames().begin(), built_in_frames().end(),
                                [&](const FrameType& type) { return type.frame.unit == unit; }));
}

// A price is read somewhere or says in words how it was reasoned.
TEST(Library, SaysWhatEverythingCostsAndHowThatIsKnown) {
    const auto priced = [](const std::string& slug, const Figure& price) {
        EXPECT_TRUE(price.given) << slug;
        EXPECT_GT(price.value, 0) << slug;
        EXPECT_GT(price.source.size(), 20u) << slug;
    };
    for (const auto& type : built_in_types()) priced(type.slug, type.price);
    for (const auto& type : built_in_frames()) priced(type.slug, type.frame.price);
}

TEST(Library, SaysWhatMachinesWithAcceleratorsAreMadeOf) {
    for (const auto& type : built_in_types()) {
        if (!type.accelerators.given) continue;
        Design design;
        design.types.push_back(type);
        design.devices.push_back({});
        design.devices[0].type_slug = type.slug;
        design.devices[0].type = 0;
        Diagnostics diagnostics;
        const auto parts = bill(design);
        EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
        EXPECT_TRUE(std::any_of(parts.sums.begin(), parts.sums.end(), [&](const BillSum& sum) {
            return sum.total == type.accelerators.value &&
                   (sum.part.item.ends_with("-package") || sum.part.item.ends_with("-card"));
        })) << type.slug;
    }
}

TEST(Library, LetsTheRacksOfTheDefaultModelStandRunAndStayCool) {
    const auto folder = Folder::embedded(kDefaultModel);
    int racks = 0;
    for (const auto& name : folder.names()) {
        if (!name.starts_with("racks/") || !name.ends_with(".toml")) continue;
        Diagnostics diagnostics;
        const auto design = load(*folder.read(name), {}, diagnostics);
        EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
        for (const auto& device : design.devices)
            EXPECT_TRUE(device.type) << name << ' ' << device.id;
        const auto report = check(design);
        for (const auto& finding : report.checks)
            EXPECT_NE(finding.severity, CheckSeverity::error)
                << name << ' ' << finding.code << ' ' << finding.message(Language::en);
        EXPECT_EQ(report.coverage.power, 1) << name;
        EXPECT_EQ(report.coverage.mass, 1) << name;
        ++racks;
    }
    EXPECT_EQ(racks, 4);
}

}  // namespace
}  // namespace jarip::rack

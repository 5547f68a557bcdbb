// Loads the tiny chain with one file replaced by what the fuzzer makes up: the first byte says which.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/network.hpp"

namespace {

using jarip::SourceFile;

// The tiny chain in small: every table, so that each can be the one that is replaced.
std::vector<SourceFile> model() {
    return {
        {"model.toml",
         "name=\"f\"\nhome=\"KR\"\nproduct=\"rack\"\nstart=2025-01-01\nend=2025-03-31\n"},
        {"sources.csv", "source,title\nbook,Book\n"},
        {"stages.csv", "stage,order\nchip,1\nrack,2\n"},
        {"companies.csv", "company,country\nfab,TW\nframe,KR\n"},
        {"sites.csv", "site,company,country\nhsinchu,fab,TW\npaju,frame,KR\nbusan,frame,KR\n"},
        {"items.csv", "item,stage,unit,price\nchip,chip,piece,5\nrack,rack,piece,60\n"},
        {"recipes.csv", "recipe,slot,item,quantity\nrack,main,chip,8\n"},
        {"processes.csv",
         "process,site,item,recipe,capacity_per_month\nc,hsinchu,chip,,90\nr,paju,rack,rack,9\n"},
        {"resources.csv", "resource,site,capacity_per_month\nline,paju,9\n"},
        {"uses.csv", "process,resource,quantity\nr,line,1\n"},
        {"lanes.csv", "origin,destination,item,cost\n*,*,*,1\nhsinchu,busan,chip,1\n"},
        {"sourcing.csv", "buyer,item,supplier,share\nKR,chip,TW,1\n"},
        {"stock.csv", "site,item,quantity\npaju,chip,5\n"},
        {"receipts.csv", "site,item,date,quantity\npaju,chip,2025-01-09,5\n"},
        {"demand.csv",
         "demand,site,item,date,quantity,every\nd,country:KR,rack,2025-01-01,1,month\n"},
        {"events.csv", "scenario,event,kind,target,start,days\ns,e,export_ban,TW>*,2025-02-01,9\n"},
        {"availability.csv", "target,date,days,available\nc,2025-02-01,5,0.5\n"},
        {"ranges.csv", "table,key,column,low,high\nprocesses,c,capacity_per_month,1,100\n"},
    };
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    auto files = model();
    const std::string_view text{reinterpret_cast<const char*>(data + 1), size - 1};
    jarip::network::LoadOptions options;
    const std::size_t which = data[0] % (files.size() + 1);
    if (which < files.size())
        files[which].text = text;
    else
        options.sets.emplace_back(text);
    try {
        static_cast<void>(jarip::network::load(jarip::Folder::of(std::move(files)), options));
    } catch (const jarip::Error&) {
        // Input that cannot be used is an answer.
    }
    return 0;
}

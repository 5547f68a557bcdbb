// Racks, devices and their types as NetBox's API gives them.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "jarip/core/ascii.hpp"
#include "jarip/rack/library.hpp"
#include "jarip/rack/netbox/api_rows.hpp"
#include "jarip/rack/netbox/netbox.hpp"

namespace jarip::rack {
namespace {

std::string toml_word(const std::string& words) { return in_quotes(words); }

// Keys of a component that its file has: choices as their value, other things by their name.
Json component_of(const Json& row) {
    Json component = Json::object();
    for (const auto& [key, value] : row.items()) {
        if (!is_component_key(key) || value.is_null() || value.is_array()) continue;
        if (value.is_string() && value.get<std::string>().empty()) continue;
        if (value.is_object())
            component[key] = word(value);
        else
            component[key] = value;
    }
    return component;
}

bool is_built_in(const std::string& slug) {
    const auto& types = built_in_types();
    return std::any_of(types.begin(), types.end(),
                       [&](const DeviceType& type) { return type.slug == slug; });
}

class ApiReader {
public:
    explicit ApiReader(const std::vector<SourceFile>& files)
        : rows_{read_api_rows(files, result_.findings)} {}

    NetboxExport read() && {
        for (const auto& row : rows("devices")) device_by_id_.emplace(id_of(row.row), &row);
        for (const auto& row : rows("power-ports"))
            ports_[id_at(row.row, "device")].push_back(&row.row);
        for (const auto& row : rows("power-outlets"))
            outlets_[id_at(row.row, "device")].push_back(&row.row);
        add_types("device-types", "device_type");
        read_own_draws();
        add_types("module-types", "module_type");
        add_types("rack-types", "");
        for (const auto& row : rows("racks")) add_rack(row);
        if (!rows("racks").empty()) warn_of_strays();
        return std::move(result_);
    }

private:
    // Devices of racks that are not among the rows: a line for each rack.
    void warn_of_strays() {
        std::set<std::int64_t> racks;
        for (const auto& row : rows("racks")) racks.insert(id_of(row.row));
        std::map<std::int64_t, std::pair<const ApiRow*, double>> strays;
        for (const auto& row : rows("devices")) {
            const auto rack = rack_of(row.row);
            if (rack < 0 || racks.contains(rack)) continue;
            auto& [first, count] = strays[rack];
            if (!first) first = &row;
            ++count;
        }
        for (const auto& [rack, stray] : strays) {
            const auto& row = stray.first->row;
            auto name = word_at(row, "rack");
            if (name.empty()) name = std::to_string(rack);
            result_.findings.warning("E0467", start_of(*stray.first->file),
                                     {{"rack", name},
                                      {"count", format_shortest(stray.second)},
                                      {"device", word_at(row, "name")}});
        }
    }

    // What NetBox says of a device that its design cannot bear out.
    void warn_of_place(const ApiRow& rack, const ApiRow& device, const std::string& name,
                       const std::string& type) {
        if (!types_.contains(type) && !is_built_in(type))
            result_.findings.warning("E0465", start_of(*device.file),
                                     {{"device", name}, {"type", type}});
        const auto u = number_at(device.row, "position");
        const auto height = number_at(rack.row, "u_height");
        if (!u || !height) return;
        const double first = number_at(rack.row, "starting_unit").value_or(1);
        if (*u >= first && *u < first + *height) return;
        result_.findings.warning("E0466", start_of(*device.file),
                                 {{"device", name},
                                  {"u", format_shortest(*u)},
                                  {"first", format_shortest(first)},
                                  {"last", format_shortest(first + *height - 1)}});
    }

    // A feed that gives no power today: off, failed or only planned.
    void warn_of_feed(const Json& feed, const std::string& name) {
        const auto status = ascii_lower(word_at(feed, "status"));
        if (status.empty() || status == "active") return;
        for (const auto& row : rows("power-feeds"))
            if (&row.row == &feed)
                result_.findings.warning("E0464", start_of(*row.file),
                                         {{"feed", name}, {"status", status}});
    }
    [[nodiscard]] const std::vector<ApiRow>& rows(const std::string& kind) const {
        static const std::vector<ApiRow> none;
        const auto found = rows_.find(kind);
        return found == rows_.end() ? none : found->second;
    }

    // A row of the API as the file of a type library, which is YAML and so may be JSON.
    void add_types(const std::string& kind, const std::string& key) {
        for (const auto& [row, file] : rows(kind)) {
            Json page = Json::object();
            for (const auto& [name, value] : row.items()) {
                if (value.is_null() || value.is_array()) continue;
                const bool is_kept = name == "manufacturer" || name == "model" || name == "slug" ||
                                     name == "u_height" || name == "weight" || is_plain_key(name) ||
                                     kTypeKeys.contains(name);
                if (!is_kept || (value.is_string() && value.get<std::string>().empty())) continue;
                if (value.is_object())
                    page[name] = name == "width" ? at(value, "value") : Json(word(value));
                else
                    page[name] = value;
            }
            if (!key.empty()) add_components(id_of(row), key, page);
            auto slug = word_at(row, "slug");
            if (slug.empty()) slug = slug_of(word_at(row, "manufacturer"), word_at(row, "model"));
            result_.types.push_back(
                {file->name + '/' + kind + '/' + slug, serialize_json(page, 2) + '\n'});
            if (kind != "device-types") continue;
            types_.insert(slug);
            read_own_ports(row, *file, slug, page);
        }
    }

    // Ports of a device as a type lists them; of draws that it does not say, those of the type's port of that name.
    [[nodiscard]] static Json own_ports(const std::vector<const Json*>& rows, const Json& of_type) {
        Json ports = Json::array();
        for (const auto* row : rows) {
            auto port = component_of(*row);
            for (const auto& like : of_type)
                if (at(like, "name") == at(port, "name"))
                    for (const char* key : {"type", "maximum_draw", "allocated_draw", "feed_leg"})
                        if (!port.contains(key) && like.contains(key)) port[key] = like[key];
            ports.push_back(std::move(port));
        }
        return ports;
    }

    // What tells ports apart but for what is allocated to them; their largest draw counts where that is not said.
    [[nodiscard]] static Json shape_of(const Json& ports) {
        std::vector<std::vector<std::string>> shape;
        const bool is_allocated = std::all_of(ports.begin(), ports.end(), [](const Json& port) {
            return number_at(port, "allocated_draw").has_value();
        });
        for (const auto& port : ports)
            shape.push_back({word_at(port, "name"), word_at(port, "type"),
                             word_at(port, "feed_leg"),
                             is_allocated ? "" : word_at(port, "maximum_draw")});
        std::sort(shape.begin(), shape.end());
        return shape;
    }

    // What all ports together draw by what is allocated to them; empty where one does not say it.
    [[nodiscard]] static std::optional<double> allocated(const Json& ports) {
        double sum = 0;
        for (const auto& port : ports) {
            const auto watts = number_at(port, "allocated_draw");
            if (!watts || *watts < 0) return std::nullopt;
            sum += *watts;
        }
        return ports.empty() ? std::nullopt : std::optional{sum};
    }

    // Devices of a type whose ports or outlets are others than its own (supplies that are modules, a port that was
    // changed) have a type of their own, the same for all that are alike; where only more or less is allocated to them
    // they draw what it is.
    void read_own_ports(const Json& type, const SourceFile& file, const std::string& slug,
                        const Json& page) {
        std::map<std::string, std::pair<std::string, Json>>
            variants;  // by the shape of their ports
        for (const auto& [row, unused] : rows("devices")) {
            if (id_at(row, "device_type") != id_of(type)) continue;
            const auto id = id_of(row);
            Json own = page;
            std::string shape;
            for (const auto& [list, of] :
                 {std::pair{"power-ports", &ports_}, {"power-outlets", &outlets_}}) {
                const auto found = of->find(id);
                if (found == of->end()) continue;
                auto ports = own_ports(found->second, at(page, list));
                if (shape_of(ports) != shape_of(at(page, list)))
                    shape += list + serialize_json(shape_of(ports));
                own[list] = std::move(ports);
            }
            const Json* like = &page;
            if (!shape.empty()) {
                const auto name = slug + "-ports-" + std::to_string(variants.size() + 1);
                const auto [variant, is_new] = variants.try_emplace(shape, name, own);
                own_types_[id] = variant->second.first;
                like = &variant->second.second;
                if (is_new) add_variant(file, name, word_at(row, "name"), own);
            }
            note_draw(id, allocated(at(own, "power-ports")), allocated(at(*like, "power-ports")));
        }
    }

    void add_variant(const SourceFile& file, const std::string& slug, const std::string& device,
                     Json page) {
        page["slug"] = slug;
        page["model"] = word_at(page, "model") + " (ports of " + device + ')';
        types_.insert(slug);
        result_.types.push_back(
            {file.name + "/device-types/" + slug, serialize_json(page, 2) + '\n'});
    }

    // Devices of types that are built in.
    void read_own_draws() {
        for (const auto& [row, file] : rows("devices")) {
            const auto id = id_of(row);
            const auto slug = slug_of_type(row);
            const auto ports = ports_.find(id);
            if (types_.contains(slug) || ports == ports_.end()) continue;
            for (const auto& type : built_in_types())
                if (type.slug == slug && type.outlets.empty() && type.supply != Supply::source)
                    note_draw(id, allocated(own_ports(ports->second, {})),
                              type.watts.given ? std::optional{type.watts.value} : std::nullopt);
        }
    }

    // What has outlets passes on what others draw.
    void note_draw(std::int64_t device, const std::optional<double>& own,
                   const std::optional<double>& of_type) {
        if (own && own != of_type && !outlets_.contains(device)) own_watts_[device] = *own;
    }

    [[nodiscard]] static std::string slug_of_type(const Json& device) {
        auto slug = word_at(at(device, "device_type"), "slug");
        if (slug.empty())
            slug = slug_of(word_at(at(device, "device_type"), "manufacturer"),
                           word_at(device, "device_type"));
        return slug;
    }

    // Of the templates; where those of ports, or of outlets, are not given, what a device of the type has of them.
    void add_components(std::int64_t type, const std::string& key, Json& page) const {
        for (const auto& [kind, rows] : rows_) {
            const auto list = list_of_templates(kind);
            if (list.empty()) continue;
            for (const auto& [row, file] : rows) {
                if (id_at(row, key) != type) continue;
                page[list].push_back(component_of(row));
            }
        }
        if (key != "device_type") return;
        for (const auto& [list, of] :
             {std::pair{"power-ports", &ports_}, {"power-outlets", &outlets_}}) {
            if (page.contains(list)) continue;
            for (const auto& row : rows("devices")) {
                if (id_at(row.row, "device_type") != type) continue;
                const auto found = of->find(id_of(row.row));
                if (found == of->end()) continue;
                for (const auto* each : found->second) page[list].push_back(component_of(*each));
                break;
            }
        }
    }

    [[nodiscard]] std::string unique(std::string name, std::int64_t id,
                                     std::set<std::string>& taken) const {
        if (name.empty()) name = "device-" + std::to_string(id);
        if (!taken.insert(name).second) {
            name += '-' + std::to_string(id);
            taken.insert(name);
        }
        return name;
    }

    // The frame has the rack's own sides, masses and numbers.
    std::string add_frame(const ApiRow& rack) {
        const auto slug = "netbox-rack-" + std::to_string(id_of(rack.row));
        Json page = {
            {"manufacturer", "NetBox"}, {"model", word_at(rack.row, "name")}, {"slug", slug}};
        for (const char* key :
             {"u_height", "starting_unit", "desc_units", "outer_width", "outer_height",
              "outer_depth", "weight", "max_weight", "mounting_depth"})
            if (!at(rack.row, key).is_null()) page[key] = at(rack.row, key);
        if (const auto width = number_at(rack.row, "width")) page["width"] = *width;
        for (const char* key : {"outer_unit", "weight_unit", "cooling_capability"})
            if (const auto said = word_at(rack.row, key); !said.empty()) page[key] = said;
        auto form = word_at(rack.row, "form_factor");
        if (form.empty()) form = word_at(rack.row, "type");
        page["form_factor"] = form.empty() ? "4-post-cabinet" : form;
        result_.types.push_back(
            {rack.file->name + "/rack-types/" + slug, serialize_json(page, 2) + '\n'});
        return slug;
    }

    // The share of a feed that may flow.
    static double share_of(const Json& feed) {
        return number_at(feed, "max_utilization").value_or(100) / 100;
    }

    // NetBox counts a feed with its largest use in percent; a design has one share for all breakers. Where feeds differ, their
    // amperes are what may flow.
    static bool share_alike(const std::vector<const Json*>& feeds) {
        return std::all_of(feeds.begin(), feeds.end(), [&](const Json* feed) {
            return share_of(*feed) == share_of(*feeds.front());
        });
    }
    static std::string site_of(const std::vector<const Json*>& feeds) {
        if (!share_alike(feeds)) return "\n[site]\ncode = \"iec100\"\n";
        const double share = share_of(*feeds.front());
        if (share == 0.8) return "\n[site]\ncode = \"nec80\"\n";
        std::string text = "\n[site]\ncode = \"iec100\"\n";
        if (share > 0 && share < 1) text += "temp_derate = " + format_shortest(share) + '\n';
        return text;
    }

    void add_rack(const ApiRow& rack) {
        const auto id = id_of(rack.row);
        std::vector<const ApiRow*> devices;
        for (const auto& row : rows("devices"))
            if (rack_of(row.row) == id) devices.push_back(&row);
        std::vector<const Json*> feeds;
        for (const auto& row : rows("power-feeds"))
            if (id_at(row.row, "rack") == id || feeds_a_device(row.row, devices))
                feeds.push_back(&row.row);

        NetboxDesign design;
        auto name = word_at(rack.row, "name");
        if (name.empty()) name = "rack-" + std::to_string(id);
        design.id = name;
        std::set<std::string> names;
        std::map<std::int64_t, std::string> feed_names, device_names;
        for (const auto* feed : feeds)
            feed_names[id_of(*feed)] = unique(word_at(*feed, "name"), id_of(*feed), names);
        for (const auto* device : devices)
            device_names[id_of(device->row)] =
                unique(word_at(device->row, "name"), id_of(device->row), names);

        std::string text = "# From NetBox: rack " + one_line(name);
        if (const auto site = word_at(rack.row, "site"); !site.empty())
            text += ", site " + one_line(site);
        text += ".\nformat = \"jarip-rack/1\"\n\n[rack]\nid = " + toml_word(name) +
                "\nframe = " + toml_word(add_frame(rack)) + '\n';
        if (!feeds.empty()) text += site_of(feeds);
        const bool is_alike = share_alike(feeds);
        for (const auto* feed : feeds) {
            warn_of_feed(*feed, feed_names[id_of(*feed)]);
            text += feed_text(*feed, feed_names[id_of(*feed)], is_alike);
        }
        std::string cables;
        for (const auto* device : devices)
            text += device_text(rack, *device, device_names, feed_names, cables);
        for (const auto& row : rows("modules"))
            if (const auto device = device_names.find(id_at(row.row, "device"));
                device != device_names.end())
                text += module_text(row, device->second, names);
        design.text = text + cables;
        design.devices = devices.size();
        design.feeds = feeds.size();
        design.file = slug_of("", name);
        while (!design.file.empty() && design.file.front() == '-') design.file.erase(0, 1);
        if (design.file.empty()) design.file = "rack-" + std::to_string(id);
        if (!files_.insert(design.file).second) design.file += '-' + std::to_string(id);
        design.file += ".toml";
        result_.designs.push_back(std::move(design));
    }

    // A child stands where its parent does.
    [[nodiscard]] std::int64_t rack_of(const Json& device) const {
        if (const auto rack = id_at(device, "rack"); rack >= 0) return rack;
        const auto parent = device_by_id_.find(id_at(device, "parent_device"));
        return parent == device_by_id_.end() ? -1 : id_at(parent->second->row, "rack");
    }

    // What a power port leads to: the outlet of a device, or a feed.
    static const Json& endpoint(const Json& port) {
        const auto& several = at(port, "connected_endpoints");
        if (several.is_array() && !several.empty()) return several.front();
        return at(port, "connected_endpoint");
    }

    [[nodiscard]] bool feeds_a_device(const Json& feed,
                                      const std::vector<const ApiRow*>& devices) const {
        return std::any_of(devices.begin(), devices.end(), [&](const ApiRow* device) {
            const auto found = ports_.find(id_of(device->row));
            if (found == ports_.end()) return false;
            return std::any_of(found->second.begin(), found->second.end(), [&](const Json* port) {
                const auto& end = endpoint(*port);
                return at(end, "device").is_null() && id_of(end) >= 0 && id_of(end) == id_of(feed);
            });
        });
    }

    static std::string feed_text(const Json& feed, const std::string& name, bool is_alike) {
        std::string text = "\n[[feed]]\nid = " + toml_word(name) + '\n';
        if (const auto volts = number_at(feed, "voltage"))
            text += "volts_ll = " + format_shortest(*volts) + '\n';
        text +=
            std::string{"phases = "} + (word_at(feed, "phase") == "three-phase" ? "3" : "1") + '\n';
        if (const auto amps = number_at(feed, "amperage")) {
            const double share = share_of(feed);
            const bool is_less = !is_alike && share > 0 && share < 1;
            text += "amps = " + format_shortest(is_less ? *amps * share : *amps);
            if (is_less)
                text += "  # " + format_shortest(std::round(share * 1e4) / 100) + " % of " +
                        format_shortest(*amps) + " A";
            text += '\n';
        }
        if (word_at(feed, "supply") == "dc") text += "supply = \"dc\"\n";
        // An installation may have words of its own for what is not active.
        const auto status = ascii_lower(word_at(feed, "status"));
        if (status == "planned" || status == "failed")
            text += "status = \"" + status + "\"\n";
        else if (!status.empty() && status != "active")
            text += "status = \"offline\"\n";
        return text;
    }

    // A device that is planned, or off, or lies in stock draws nothing today. One that has failed, is being set up or taken
    // away may draw; what gives power to others then gives none that they could count on.
    std::string status_of(const ApiRow& device, const std::string& name) {
        const auto status = ascii_lower(word_at(device.row, "status"));
        if (status.empty() || status == "active") return {};
        const bool is_off = status == "offline" || status == "planned" || status == "inventory" ||
                            (status == "failed" && outlets_.contains(id_of(device.row)));
        result_.findings.warning(is_off ? "E0469" : "E0470", start_of(*device.file),
                                 {{"device", name}, {"status", status}});
        if (!is_off) return {};
        return "status = \"" + (status == "inventory" ? std::string{"offline"} : status) + "\"\n";
    }

    [[nodiscard]] static bool is_transfer_switch(const Json& device) {
        const auto& type = at(device, "device_type");
        auto words = ' ' +
                     ascii_lower(word_at(type, "model") + ' ' + word_at(device, "role") + ' ' +
                                 word_at(device, "device_role")) +
                     ' ';
        for (char& c : words)
            if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = ' ';
        return words.find(" ats ") != std::string::npos ||
               words.find(" sts ") != std::string::npos ||
               words.find("transfer switch") != std::string::npos;
    }

    std::string device_text(const ApiRow& rack, const ApiRow& device,
                            const std::map<std::int64_t, std::string>& names,
                            const std::map<std::int64_t, std::string>& feed_names,
                            std::string& cables) {
        const auto& row = device.row;
        const auto id = id_of(row);
        const auto& name = names.at(id);
        auto type = slug_of_type(row);
        if (const auto own = own_types_.find(id); own != own_types_.end()) type = own->second;
        warn_of_place(rack, device, name, type);
        std::string text =
            "\n[[device]]\nid = " + toml_word(name) + "\ntype = " + toml_word(type) + '\n';
        if (const auto u = number_at(row, "position")) text += "u = " + format_shortest(*u) + '\n';
        if (word_at(row, "face") == "rear") text += "face = \"rear\"\n";
        if (const auto watts = own_watts_.find(id); watts != own_watts_.end())
            text +=
                "watts = " + format_shortest(watts->second) + "  # allocated to its power ports\n";
        text += status_of(device, name);
        const auto parent = names.find(id_at(row, "parent_device"));
        if (parent != names.end() && !at(row, "parent_device").is_null())
            text += "in = " + toml_word(parent->second) + '\n';
        std::vector<std::string> free;
        const auto feeds = feeds_of(device, names, feed_names, cables, free);
        if (!feeds.empty()) {
            text += "feeds = [" + feeds + "]\n";
            text += without_cord_of(type, std::move(free));
        }
        if (outlets_.contains(id) && feeds.find(", ") != std::string::npos &&
            is_transfer_switch(row))
            text += "transfer = \"ats\"\n";
        return text;
    }

    // A module stands in its device, by the name of its bay.
    std::string module_text(const ApiRow& module, const std::string& device,
                            std::set<std::string>& names) {
        const auto& type = at(module.row, "module_type");
        const auto bay = word_at(module.row, "module_bay");
        const auto name =
            unique(device + ' ' + (bay.empty() ? "module" : bay), id_of(module.row), names);
        return "\n[[device]]\nid = " + toml_word(name) + "\ntype = " +
               toml_word(slug_of(word_at(type, "manufacturer"), word_at(type, "model"))) +
               "\nin = " + toml_word(device) + '\n' + status_of(module, name);
    }

    // The names to which a device's ports lead, in their order, and a cable for each that leads to an outlet.
    std::string feeds_of(const ApiRow& device, const std::map<std::int64_t, std::string>& names,
                         const std::map<std::int64_t, std::string>& feed_names, std::string& cables,
                         std::vector<std::string>& free) {
        const auto id = id_of(device.row);
        const auto ports = ports_.find(id);
        if (ports == ports_.end()) return {};
        std::string feeds;
        for (const auto* port : ports->second) {
            const auto& end = endpoint(*port);
            const auto& other = at(end, "device");
            std::string to;
            if (!other.is_null()) {
                if (const auto found = names.find(id_of(other)); found != names.end())
                    to = found->second;
            } else if (const auto found = feed_names.find(id_of(end)); found != feed_names.end()) {
                to = found->second;
            }
            if (to.empty()) {
                free.push_back(word_at(*port, "name"));
                continue;
            }
            feeds += (feeds.empty() ? "" : ", ") + toml_word(to);
            if (!other.is_null())
                cables += "\n[[cable]]\nkind = \"power\"\nfrom = {device = " + toml_word(to) +
                          ", port = " + toml_word(word_at(end, "name")) +
                          "}\nto = {device = " + toml_word(names.at(id)) +
                          ", port = " + toml_word(word_at(*port, "name")) + "}\ncount = 1\n";
        }
        if (!free.empty())
            result_.findings.warning("E0457", {device.file->name, 1, 1, 1, ""},
                                     {{"device", names.at(id)},
                                      {"free", std::to_string(free.size())},
                                      {"all", std::to_string(ports->second.size())}});
        return feeds;
    }

    // Supplies that lead nowhere, by the names that the device's type has for them: one that is built in may have others, of
    // which the last are taken.
    [[nodiscard]] static std::string without_cord_of(const std::string& slug,
                                                     std::vector<std::string> free) {
        for (const auto& type : built_in_types()) {
            if (type.slug != slug) continue;
            auto names = power_inputs(type);
            for (auto& name : free) {
                if (names.empty()) return {};
                auto found = std::find(names.begin(), names.end(), name);
                if (found == names.end()) found = names.end() - 1;
                name = *found;
                names.erase(found);
            }
        }
        std::string list;
        for (const auto& name : free) list += (list.empty() ? "" : ", ") + toml_word(name);
        return list.empty() ? list : "without_cord = [" + list + "]\n";
    }

    static std::string one_line(std::string words) {
        for (char& c : words)
            if (static_cast<unsigned char>(c) < 0x20) c = ' ';
        return words;
    }

    static const inline std::set<std::string, std::less<>> kTypeKeys{
        "is_full_depth", "airflow",     "weight_unit",        "cooling_method",
        "width",         "outer_width", "outer_depth",        "outer_height",
        "outer_unit",    "max_weight",  "mounting_depth",     "form_factor",
        "starting_unit", "desc_units",  "cooling_capability", "cooling_capacity"};

    NetboxExport result_;  // before the rows, whose findings it takes
    ApiRows rows_;
    std::map<std::int64_t, const ApiRow*> device_by_id_;
    std::map<std::int64_t, std::vector<const Json*>> ports_, outlets_;
    std::map<std::int64_t, std::string> own_types_;  // of devices whose ports are not their type's
    std::map<std::int64_t, double> own_watts_;
    std::set<std::string> files_, types_;
};

}  // namespace

NetboxExport read_netbox_api(const std::vector<SourceFile>& files) {
    return ApiReader{files}.read();
}

}  // namespace jarip::rack

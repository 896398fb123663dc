#include "core/jobs/spec_reader.h"

#include <algorithm>

namespace caftan {

SpecReader::SpecReader(const Json& json, std::string name) : json_(json), name_(std::move(name)) {
    if (!json.is_object())
        complain("it must be a JSON object");
}

bool SpecReader::has(const char* key) const {
    return json_.is_object() && json_.contains(key) && !json_.at(key).is_null();
}

const Json* SpecReader::find(const char* key) {
    known_.emplace_back(key);
    return has(key) ? &json_.at(key) : nullptr;
}

void SpecReader::complain(std::string what) {
    if (complaint_.empty())
        complaint_ = std::move(what);
}

void SpecReader::read(const char* key, std::string& value) {
    const Json* found = find(key);
    if (found && !found->is_string())
        complain(std::string("\"") + key + "\" must be a text, not " + dumpJson(*found));
    else if (found)
        value = found->get<std::string>();
}

void SpecReader::read(const char* key, bool& value) {
    const Json* found = find(key);
    if (found && !found->is_boolean())
        complain(std::string("\"") + key + "\" must be true or false, not " + dumpJson(*found));
    else if (found)
        value = found->get<bool>();
}

void SpecReader::read(const char* key, double& value) {
    const Json* found = find(key);
    if (found && !found->is_number())
        complain(std::string("\"") + key + "\" must be a number, not " + dumpJson(*found));
    else if (found)
        value = found->get<double>();
}

void SpecReader::read(const char* key, int64_t& value, int64_t low, int64_t high) {
    const Json* found = find(key);
    if (!found)
        return;
    if (!found->is_number_integer())
        return complain(std::string("\"") + key + "\" must be a whole number, not " + dumpJson(*found));
    const bool huge =
        found->is_number_unsigned() && found->get<uint64_t>() > uint64_t(std::numeric_limits<int64_t>::max());
    if (huge || found->get<int64_t>() < low || found->get<int64_t>() > high)
        return complain(std::string("\"") + key + "\" must lie between " + std::to_string(low) + " and " +
                        std::to_string(high) + ", not " + dumpJson(*found));
    value = found->get<int64_t>();
}

void SpecReader::read(const char* key, int& value, int low, int high) {
    int64_t wide = value;
    read(key, wide, int64_t(low), int64_t(high));
    value = int(wide);
}

void SpecReader::read(const char* key, Json& value) {
    if (const Json* found = find(key))
        value = *found;
}

void SpecReader::choice(const char* key, std::string& value, std::initializer_list<const char*> allowed) {
    std::string chosen = value;
    read(key, chosen);
    if (std::find(allowed.begin(), allowed.end(), chosen) != allowed.end()) {
        value = chosen;
        return;
    }
    std::string list;
    for (const char* name : allowed)
        list += (list.empty() ? "" : ", ") + (*name ? std::string(name) : std::string("\"\""));
    complain(std::string("\"") + key + "\" must be one of " + list + ", not \"" + chosen + "\"");
}

Status SpecReader::finish() {
    if (complaint_.empty() && json_.is_object())
        for (const auto& [key, value] : json_.items())
            if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
                complain("the key \"" + key + "\" is not known");
                break;
            }
    if (complaint_.empty())
        return {};
    std::string keys;
    for (const std::string& key : known_)
        keys += (keys.empty() ? "" : ", ") + key;
    return fail("in " + name_ + " " + complaint_ + ". Its keys are: " + keys + ".");
}

} // namespace caftan

#include "core/formats/json_fields.h"

#include <cmath>

namespace caftan {

const Json* findField(const Json& object, const std::string& key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

Result<int64_t> countField(const Json& object, const std::string& key, int64_t most, std::optional<int64_t> otherwise) {
    const Json* value = findField(object, key);
    if (!value && otherwise)
        return *otherwise;
    if (!value)
        return fail("\"" + key + "\" is missing");
    const double number = value->is_number() ? value->get<double>() : -1;
    if (!value->is_number_integer() || number < 1 || number > double(most))
        return fail("\"" + key + "\" is " + dumpJson(*value).substr(0, 40) + ", a whole number from 1 to " +
                    std::to_string(most) + " was expected");
    return value->get<int64_t>();
}

Result<double> positiveField(const Json& object, const std::string& key, std::optional<double> otherwise) {
    const Json* value = findField(object, key);
    if (!value && otherwise)
        return *otherwise;
    if (!value)
        return fail("\"" + key + "\" is missing");
    const double number = value->is_number() ? value->get<double>() : 0;
    if (!(number > 0) || !std::isfinite(number))
        return fail("\"" + key + "\" is " + dumpJson(*value).substr(0, 40) + ", a positive number was expected");
    return number;
}

std::string textField(const Json& object, const std::string& key) {
    const Json* value = findField(object, key);
    return value && value->is_string() ? value->get<std::string>() : value ? dumpJson(*value).substr(0, 80) : "";
}

bool isSet(const Json& object, const std::string& key) {
    const Json* value = findField(object, key);
    return value && (!value->is_boolean() || value->get<bool>());
}

} // namespace caftan

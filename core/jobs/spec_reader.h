// Reads a JSON object field by field; finish() gives the first thing that was wrong: a wrong type, a value out of
// range, a required key that is missing, or a key that nobody asked for.
#pragma once

#include "core/base/json.h"

#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace caftan {

class SpecReader {
  public:
    // `name` as in "the score spec"; it stands in every message.
    SpecReader(const Json& json, std::string name);

    // A key that is absent (or null) leaves the value as it is.
    void read(const char* key, std::string& value);
    void read(const char* key, bool& value);
    void read(const char* key, double& value);
    void read(const char* key, int64_t& value, int64_t low = std::numeric_limits<int64_t>::min(),
              int64_t high = std::numeric_limits<int64_t>::max());
    void read(const char* key, int& value, int low = std::numeric_limits<int>::min(),
              int high = std::numeric_limits<int>::max());
    void read(const char* key, Json& value); // any JSON
    template <class T>
    void read(const char* key, std::optional<T>& value) {
        T found{};
        if (has(key)) {
            read(key, found);
            value = found;
        } else {
            known_.emplace_back(key);
        }
    }
    template <class T>
    void required(const char* key, T& value) {
        if (!has(key))
            complain(std::string("the key \"") + key + "\" is missing");
        read(key, value);
    }
    void choice(const char* key, std::string& value, std::initializer_list<const char*> allowed);

    Status finish();

  private:
    bool has(const char* key) const;
    const Json* find(const char* key); // marks the key as known
    void complain(std::string what);

    const Json& json_;
    std::string name_;
    std::vector<std::string> known_;
    std::string complaint_;
};

} // namespace caftan
